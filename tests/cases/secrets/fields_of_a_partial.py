# A model is built by `partial` from all that a secret holds.
# oracle: STALE-SECRET
import functools
import json
from dataclasses import dataclass

import boto3

vault = boto3.client("secretsmanager")


@dataclass
class Login:
    username: str
    password: str


def fetch(name):
    return json.loads(vault.get_secret_value(SecretId=name)["SecretString"])


login = functools.partial(Login, **fetch("hive/db"))()  # expect: SNAP501


def handler(event, context):
    return login.password
