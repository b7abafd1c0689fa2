# The keys of a secret become the fields of a class.
# oracle: STALE-SECRET
import json
from dataclasses import dataclass

import boto3
from pydantic import BaseModel

vault = boto3.client("secretsmanager")


def fetch(name):
    return json.loads(vault.get_secret_value(SecretId=name)["SecretString"])


@dataclass
class Login:
    user: str
    password: str


class Api(BaseModel):
    token: str


login = Login(**fetch("hive/db"))  # expect: SNAP501
api = Api(**fetch("hive/api"))  # expect: SNAP501
other = Api.model_validate(fetch("hive/other"))  # expect: SNAP501


def handler(event, context):
    return {"user": login.user, "token": api.token, "other": other.token}
