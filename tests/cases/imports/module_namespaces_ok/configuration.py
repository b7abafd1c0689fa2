# (module of the case) makes its values when they are first read, and keeps them in its namespace
import secrets
import uuid

_makers = {"session_key": lambda: secrets.token_hex(8), "node": lambda: uuid.uuid4().hex}


def __getattr__(name):
    if name not in _makers:
        raise AttributeError(name)
    value = globals()[name] = _makers[name]()  # ok: first read in the handler
    return value
