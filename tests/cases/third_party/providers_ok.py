# Nobody asks a container before the snapshot; what is built once costs nothing on the next call.
# about: SNAP201, SNAP501, SNAP601
# oracle: none (the library is not installed)
import uuid

import boto3
from dependency_injector import containers, providers

vault = boto3.client("secretsmanager")


def read_key():
    return vault.get_secret_value(SecretId="mail")["SecretString"]


class Mailer:
    def __init__(self, key):
        self.key = key


class Task:
    def __init__(self):
        self.number = uuid.uuid4().hex


class Container(containers.DeclarativeContainer):
    key = providers.Singleton(read_key)
    mailer = providers.Singleton(Mailer, key)
    task = providers.Factory(Task)


container = Container()
made = container.task  # ok: asked below only


def handler(event, context):
    return [container.mailer().key, made().number]
