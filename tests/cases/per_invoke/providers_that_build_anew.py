# A provider that builds anew fetches anew, at each call.
# oracle: none (the library is not installed)
import boto3
from dependency_injector import containers, providers

vault = boto3.client("secretsmanager")


def read_key():
    return vault.get_secret_value(SecretId="mail")["SecretString"]  # expect: SNAP601


class Mailer:
    def __init__(self, key):
        self.key = key


class Container(containers.DeclarativeContainer):
    mailer = providers.Factory(Mailer, key=providers.Callable(read_key))


container = Container()


def handler(event, context):
    return container.mailer().key
