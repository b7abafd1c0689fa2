# Ages by the wall clock: a class, a tuple, a datetime, a time to live in a dict.
# about: SNAP501
# oracle: ok
# unmended: SNAP501 that a pair in a dict is replaced with its own time needs the two followed as one; pairs in attributes are
import time
from datetime import datetime, timedelta, timezone

import boto3

manager = boto3.client("secretsmanager")
TTL = timedelta(minutes=5)


def fetch(name):
    return manager.get_secret_value(SecretId=name)["SecretString"]


class Cached:
    def __init__(self, name, ttl=300):
        self.name, self.ttl = name, ttl
        self._refresh()

    def _refresh(self):
        self._value = fetch(self.name)  # ok
        self._at = time.time()

    @property
    def value(self):
        if time.time() - self._at > self.ttl:
            self._refresh()
        return self._value


password = Cached("db")
_token = {"value": fetch("token"), "expires": datetime.now(timezone.utc) + TTL}  # ok
_keys = {}


def token():
    if datetime.now(timezone.utc) >= _token["expires"]:
        _token["value"] = fetch("token")
        _token["expires"] = datetime.now(timezone.utc) + TTL
    return _token["value"]


def key(name):
    value, at = _keys.get(name, (None, 0))
    if value is None or time.time() - at > 300:
        value = fetch(name)  # known-false: SNAP501 pairs of value and time in a dict
        _keys[name] = (value, time.time())  # ok
    return value


key("signing")


def handler(event, context):
    return [password.value, token(), key("signing")]
