# Secrets and parameters that every invocation fetches: in the handler, a helper, a method of a kept object, a loop.
# oracle: PER-INVOKE-CALL
import boto3

manager = boto3.client("secretsmanager")
ssm = boto3.client("ssm")


def parameter(name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]  # expect: SNAP601


class Vault:
    def __init__(self, client):
        self.client = client

    def password(self):
        return self.client.get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP601


vault = Vault(manager)


def handler(event, context):
    found = [parameter(name) for name in ("/db/user", "/db/host")]
    many = ssm.get_parameters(Names=["/a", "/b"])["Parameters"]  # expect: SNAP601
    return [*found, vault.password(), len(many)]
