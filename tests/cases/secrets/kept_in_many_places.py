# What is made of a secret: parts of it, a connection string, headers, an object's attribute, a dataclass, a closure.
# oracle: STALE-SECRET
import base64
import json
import os
from dataclasses import dataclass

import boto3

manager = boto3.client("secretsmanager")


def secret(name):
    return json.loads(manager.get_secret_value(SecretId=name)["SecretString"])


credentials = secret("db")  # expect: SNAP501
URL = f"postgresql://app:{credentials['password']}@db/app"
HEADERS = {"authorization": "Basic " + secret("api")["password"]}  # expect: SNAP501


@dataclass(frozen=True)
class Settings:
    key: str
    region: str = "eu-west-1"


settings = Settings(key=secret("settings")["password"])  # expect: SNAP501


class Gateway:
    token = secret("gateway").get("password")  # expect: SNAP501

    def __init__(self):
        self.pin = secret("pin")["password"]  # expect: SNAP501


gateway = Gateway()


def signer(key):
    return lambda text: f"{text}.{key}"


sign = signer(secret("signing")["password"])  # expect: SNAP501
os.environ["API_TOKEN"] = secret("token")["password"]  # expect: SNAP501


def handler(event, context):
    found = [URL, HEADERS["authorization"], settings.key, gateway.token, gateway.pin]
    return [*found, sign("order"), os.environ["API_TOKEN"]]
