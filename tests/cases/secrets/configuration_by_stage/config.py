# Configuration that depends on the stage; one branch asks Secrets Manager.
import json
import os

STAGE = os.environ.get("STAGE", "prod")


def _remote():
    import boto3

    client = boto3.client("secretsmanager")
    return json.loads(client.get_secret_value(SecretId=f"{STAGE}/orders")["SecretString"])


if STAGE == "local":
    settings = {"password": "local"}
elif os.environ.get("PASSWORD"):
    settings = {"password": os.environ["PASSWORD"]}
else:
    settings = _remote()  # expect: SNAP501


class Config:
    PASSWORD = settings["password"]
    TIMEOUT = int(os.environ.get("TIMEOUT", "3"))
