# An age by the monotonic clock, which may stand still over the snapshot: a low finding.
# oracle: ok (stale where the restored monotonic clock stands still: oracle-freeze)
# oracle-freeze: STALE-SECRET
import time

import boto3

manager = boto3.client("secretsmanager")
_value = None
_at = 0.0


def password():
    global _value, _at
    if _value is None or time.monotonic() - _at > 300:
        _value = manager.get_secret_value(SecretId="db")["SecretString"]  # expect: SNAP501
        _at = time.monotonic()
    return _value


password()


def handler(event, context):
    return {"password": password()}
