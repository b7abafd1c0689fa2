# A container of providers is asked in INIT: what it built once it yields in the handler too.
# oracle: none (the library is not installed)
import uuid

import boto3
from dependency_injector import containers, providers
from dependency_injector.wiring import Provide, inject

vault = boto3.client("secretsmanager")


def read_key():
    return vault.get_secret_value(SecretId="mail")["SecretString"]


class Mailer:
    def __init__(self, key, sender):
        self.key = key
        self.sender = sender


class Desk:
    def __init__(self):
        self.number = uuid.uuid4().hex  # expect: SNAP201


class Task:
    def __init__(self, name):
        self.name = name
        self.number = uuid.uuid4().hex


class Container(containers.DeclarativeContainer):
    key = providers.Callable(read_key)
    mailer = providers.Singleton(Mailer, key=key, sender="robot")
    desk = providers.ThreadSafeSingleton(Desk)
    task = providers.Factory(Task, name="sweep")
    label = providers.Object(uuid.uuid4().hex)  # expect: SNAP201


container = Container()
container.wire(modules=[__name__])
print("sent by", container.mailer().sender)  # expect: SNAP501
first = container.desk()
container.task()


@inject
def handler(event, context, mailer: Mailer = Provide[Container.mailer]):
    return [mailer.key, container.desk().number, container.task().number, container.label]
