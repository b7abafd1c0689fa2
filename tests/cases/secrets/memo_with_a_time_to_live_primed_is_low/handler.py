# cachetools counts by the monotonic clock; what INIT puts into its cache is a low finding.
# oracle: ok (stale where the restored monotonic clock stands still: oracle-freeze)
# oracle-freeze: STALE-SECRET
import boto3
from cachetools.func import ttl_cache

manager = boto3.client("secretsmanager")


@ttl_cache(maxsize=8, ttl=300)
def secret(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


secret("db")  # known-miss: SNAP501 filled in INIT, it is old by a clock that may not count


def handler(event, context):
    return {"password": secret("db")}
