# Secrets that become the fields of a class: by stars, by a parser of the class, by a constructor of its own.
# oracle: STALE-SECRET
import json

import boto3
from pydantic import BaseModel

vault = boto3.client("secretsmanager")


def fetch(name):
    return json.loads(vault.get_secret_value(SecretId=name)["SecretString"])


class Login:
    def __init__(self, user="", password="", **others):
        self.user = user
        self.password = password
        self.others = others


class Keys(BaseModel):
    token: str = ""


login = Login(**fetch("db"))  # expect: SNAP501
keys = Keys.model_validate(fetch("api"))  # expect: SNAP501
fixed = Login("u", "p", secret="x")


def handler(event, context):
    return [login.password, keys.token, fixed.password]
