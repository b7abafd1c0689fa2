# The import uses the secret, and a hook forgets it before the snapshot.
# about: SNAP501
# oracle: ok
import functools

import boto3
from snapshot_restore_py import register_before_snapshot

manager = boto3.client("secretsmanager")
_values = {}


def value(name):
    if name not in _values:
        _values[name] = manager.get_secret_value(SecretId=name)["SecretString"]  # ok
    return _values[name]


@functools.lru_cache
def remembered(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


print(len(value("db")), len(remembered("db")))
register_before_snapshot(_values.clear)


@register_before_snapshot
def forget():
    remembered.cache_clear()


def handler(event, context):
    return [value("db"), remembered("db")]
