# A cache that INIT leaves empty, in four shapes.
# about: SNAP501
# oracle: ok
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
        _password = fetch("db")  # ok
    return _password


def by_name(name):
    if name not in _by_name:
        _by_name[name] = fetch(name)  # ok
    return _by_name[name]


@functools.lru_cache(maxsize=None)
def remembered(name):
    return fetch(name)  # ok


class Settings:
    @functools.cached_property
    def key(self):
        return fetch("key")  # ok


settings = Settings()


def handler(event, context):
    return [password(), by_name("a"), remembered("b"), settings.key]
