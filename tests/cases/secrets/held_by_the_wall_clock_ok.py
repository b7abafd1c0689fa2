# The wall clock goes on.
# about: SNAP501
# oracle: ok
import json
import time
import boto3

vault = boto3.client("secretsmanager")
_held, _until = None, 0.0


def password():
    global _held, _until
    if _held is None or time.time() >= _until:
        _held = json.loads(vault.get_secret_value(SecretId="db")["SecretString"])["password"]
        _until = time.time() + 300
    return _held


password()


def handler(event, context):
    return {"len": len(password()), "pw": password()}
