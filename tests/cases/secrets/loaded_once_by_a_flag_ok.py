# Loaded by the first invocation: a flag, an early return, double-checked locking, a walrus.
# about: SNAP501
# oracle: ok
import threading

import boto3

ssm = boto3.client("ssm")
_loaded = False
_config = {}
_key = None
_token = None
_lock = threading.Lock()
_named = {}


def fetch(name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]  # ok


def load():
    global _loaded
    if _loaded:
        return
    _config["user"] = fetch("/db/user")
    _loaded = True


def key():
    global _key
    if _key:
        return _key
    _key = fetch("/key")
    return _key


def token():
    global _token
    if _token is None:
        with _lock:
            if _token is None:
                _token = fetch("/token")
    return _token


def named(name):
    if (value := _named.get(name)) is None:
        value = _named[name] = fetch(name)
    return value


def handler(event, context):
    load()
    return [_config["user"], key(), token(), named("/x")]
