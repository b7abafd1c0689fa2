# The hook renews the secret, and the header that was made of it in INIT stays old.
# oracle: STALE-SECRET
import boto3

from snapshot_restore_py import register_after_restore

manager = boto3.client("secretsmanager")


def fetch():
    return manager.get_secret_value(SecretId="app/f0")["SecretString"]


PASS = fetch()  # expect: SNAP501
HEADERS = {"Authorization": f"Bearer {PASS}"}  # step: SNAP501


@register_after_restore
def renew():
    global PASS
    PASS = fetch()


def handler(event, context):
    return {"f0": HEADERS["Authorization"]}
