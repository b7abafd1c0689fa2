# A secret that serves the import only, and calls that fetch no secret.
# about: SNAP501
# oracle: ok
import json

import boto3

manager = boto3.client("secretsmanager")
secret = json.loads(manager.get_secret_value(SecretId="db")["SecretString"])  # ok: used in INIT only
print("length of the password", len(secret["password"]))
HAS_PASSWORD = "password" in secret
del secret

NotFound = manager.exceptions.ResourceNotFoundException  # ok: no secret


def handler(event, context):
    try:
        return {"ok": HAS_PASSWORD}
    except NotFound:
        return {"ok": False}
