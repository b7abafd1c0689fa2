# A cached property of an object that INIT builds runs once for each environment.
# about: SNAP601, SNAP602
# oracle: ok
from functools import cached_property

import boto3


class Settings:
    @cached_property
    def client(self):
        return boto3.client("secretsmanager")  # ok

    @cached_property
    def password(self):
        return self.client.get_secret_value(SecretId="db")["SecretString"]  # ok


settings = Settings()


def handler(event, context):
    return {"password": settings.password}
