# The same four, which INIT asks.
# oracle: STALE-SECRET
import functools

import boto3

manager = boto3.client("secretsmanager")
_password = None
_by_name = {}


def fetch(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


def password():
    global _password
    if _password is None:
        _password = fetch("db")  # expect: SNAP501
    return _password


def by_name(name):
    if name not in _by_name:
        _by_name[name] = fetch(name)  # expect: SNAP501
    return _by_name[name]


@functools.lru_cache(maxsize=None)
def remembered(name):
    return fetch(name)


class Settings:
    @functools.cached_property
    def key(self):
        return fetch("key")


settings = Settings()

password()
by_name("a")
remembered("b")  # expect: SNAP501
settings.key  # expect: SNAP501


def handler(event, context):
    return [password(), by_name("a"), remembered("b"), settings.key]
