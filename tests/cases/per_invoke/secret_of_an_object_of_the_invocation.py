# The same object, built anew by each invocation: its cache caches nothing.
# oracle: PER-INVOKE-CALL, PER-INVOKE-CLIENT
from functools import cached_property

import boto3


class Settings:
    @cached_property
    def client(self):
        return boto3.client("secretsmanager")  # expect: SNAP602

    @cached_property
    def password(self):
        return self.client.get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP601


def handler(event, context):
    return {"password": Settings().password}
