# A cache of the program's own is handed to the helper that looks into it and fills it.
# about: SNAP601
# oracle: none (the emulator counts calls, not what a cache saves)
from collections import defaultdict
from functools import wraps

import boto3

kms = boto3.client("kms")
secrets = boto3.client("secretsmanager")


class Memory:
    def __init__(self):
        self._known = defaultdict(lambda: {})

    def keep(self, function):
        @wraps(function)
        def wrapper(*args):
            return self._look_up(function, self._known[hash(function)], *args)

        return wrapper

    def _look_up(self, function, known, *args):
        key = hash(frozenset(args))
        if key not in known:
            known[key] = function(*args)
        return known[key]


memory = Memory()
drawer = {}


@memory.keep
def plain(text):
    return kms.decrypt(CiphertextBlob=text.encode())["Plaintext"]  # ok: remembered


def remembered(store, name):
    if name in store:
        return store[name]
    store[name] = secrets.get_secret_value(SecretId=name)["SecretString"]  # ok: remembered
    return store[name]


def handler(event, context):
    return {"plain": len(plain("abc")), "login": len(remembered(drawer, "login"))}
