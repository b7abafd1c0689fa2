# Where the clients come from.
import boto3

_clients = {}


def client(service):
    if service not in _clients:
        _clients[service] = boto3.client(service)
    return _clients[service]


class Vault:
    def __init__(self, client=None):
        self._client = client or boto3.client("secretsmanager")

    def read(self, name):
        return self._client.get_secret_value(SecretId=name)["SecretString"]


def parameter(ssm, name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]
