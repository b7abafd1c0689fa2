# Guards and caches between the invocation and the fetch.
# about: SNAP601
# oracle: ok
import functools
import time

import boto3

manager = boto3.client("secretsmanager")
_password = None
_cache = {}
_aged = {"at": 0.0, "value": None}


def fetch(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]  # ok


@functools.lru_cache(maxsize=16)
def remembered(name):
    return fetch(name)


def by_name(name):
    try:
        return _cache[name]
    except KeyError:
        _cache[name] = fetch(name)
        return _cache[name]


def aged():
    if time.time() - _aged["at"] < 300:
        return _aged["value"]
    _aged.update(at=time.time(), value=fetch("aged"))
    return _aged["value"]


class Vault:
    def __init__(self):
        self._found = {}

    def get(self, name):
        if name in self._found:
            return self._found[name]
        self._found[name] = fetch(name)
        return self._found[name]

    @functools.cached_property
    def key(self):
        return fetch("key")


vault = Vault()


def handler(event, context):
    global _password
    if not _password:
        _password = fetch("db")
    return [_password, remembered("a"), by_name("b"), aged(), vault.get("c"), vault.key]
