# The same hooks empty the memos first, or fetch where there is something to be renewed.
# about: SNAP501
# oracle: ok
import hmac

import boto3
from snapshot_restore_py import register_after_restore

secrets = boto3.client("secretsmanager")
_entries = {}
_others = {}
_single = None


def _fetch(name):
    return secrets.get_secret_value(SecretId=name)["SecretString"]


def entry():
    if "orders" not in _entries:
        _entries["orders"] = _fetch("orders")
    return _entries["orders"]


def other():
    if not _others.get("parcels"):
        _others["parcels"] = _fetch("parcels")
    return _others["parcels"]


def single():
    global _single
    if _single is None:
        _single = _fetch("returns")
    return _single


class Vault:
    def __init__(self):
        self.token = None

    def load(self):
        if not self.token:
            self.token = _fetch("vault")
        return self.token


vault = Vault()
entry(), other(), single(), vault.load()


@register_after_restore
def empty():
    global _single
    while _others:
        _others.popitem()
    if "orders" in _entries:
        del _entries["orders"]
    _single = None


@register_after_restore
def renew():
    entry()
    other()
    single()
    if vault.token is not None:
        vault.token = _fetch("vault")


def handler(event, context):
    keys = [entry(), other(), single(), vault.token]
    return [sign(key, event) for key in keys]


def sign(key, event):
    return hmac.new(key.encode(), event["body"].encode(), "sha256").hexdigest()
