# What keeps the object that a secret was given to.
import functools

import boto3

store = boto3.client("secretsmanager")


class Mailer:
    def __init__(self, password, sender):
        self.password = password
        self.sender = sender

    def login(self):
        return f"{self.sender}:{self.password}"


@functools.cache
def mailer():
    password = store.get_secret_value(SecretId="smtp")["SecretString"]
    return Mailer(password, sender="robot")
