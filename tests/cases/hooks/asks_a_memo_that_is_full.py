# Hooks ask functions that fetch where there is nothing yet: INIT has left something, so they never do.
# oracle: STALE-SECRET
import hmac

import boto3
from snapshot_restore_py import register_after_restore

secrets = boto3.client("secretsmanager")
_entries = {}
_single = None


def _fetch(name):
    return secrets.get_secret_value(SecretId=name)["SecretString"]


def entry():
    if "orders" not in _entries:
        _entries["orders"] = _fetch("orders")  # expect: SNAP501
    return _entries["orders"]


def single():
    global _single
    if _single is None:
        _single = _fetch("returns")  # expect: SNAP501
    return _single


def looked_up():
    try:
        return _entries["parcels"]
    except KeyError:
        _entries["parcels"] = _fetch("parcels")  # expect: SNAP501
        return _entries["parcels"]


class Vault:
    def __init__(self):
        self.token = None

    def load(self):
        if not self.token:
            self.token = _fetch("vault")  # expect: SNAP501
        return self.token


vault = Vault()
entry(), looked_up(), single(), vault.load()


@register_after_restore
def renew():
    entry()
    looked_up()
    single()
    if vault.token:
        return
    vault.token = _fetch("vault")


def handler(event, context):
    keys = [entry(), looked_up(), single(), vault.token]
    return [sign(key, event) for key in keys]


def sign(key, event):
    return hmac.new(key.encode(), event["body"].encode(), "sha256").hexdigest()
