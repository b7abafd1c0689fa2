# A monotonic clock stands still while the snapshot lies there.
# oracle: STALE-SECRET
import json
import time
import boto3

vault = boto3.client("secretsmanager")
_held, _until = None, 0.0


def password():
    global _held, _until
    if _held is None or time.monotonic() >= _until:
        _held = json.loads(vault.get_secret_value(SecretId="db")["SecretString"])["password"]  # expect: SNAP501  # confidence: SNAP501 medium
        _until = time.monotonic() + 300
    return _held


password()


def handler(event, context):
    return {"len": len(password()), "pw": password()}
