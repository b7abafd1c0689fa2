# Such a clock stands still over a snapshot: the secret is older than it seems, at medium confidence.
# oracle: STALE-SECRET (where the monotonic clock stands still)
import time

import boto3

manager = boto3.client("secretsmanager")
_cache = {}


def password():
    if "value" not in _cache or time.monotonic() - _cache["at"] > 300:
        _cache["value"] = manager.get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP501
        _cache["at"] = time.monotonic()
    return _cache["value"]


password()


def handler(event, context):
    return {"password": password()}
