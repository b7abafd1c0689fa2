# about: SNAP501
# oracle: ok
# oracle-freeze: STALE-SECRET
import boto3, time
sm, cache = boto3.client("secretsmanager"), {}
def secret():
    if "at" not in cache or time.monotonic() - cache["at"] > 300:
        cache.update(at=time.monotonic(), value=sm.get_secret_value(SecretId="db")["SecretString"])  # also-ok: SNAP501
    return cache["value"]
secret()  # also-ok: SNAP501 (low confidence: stale only where the restored monotonic clock stands still)
def handler(event, context):
    return secret()
