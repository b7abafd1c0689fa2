# (module of the case) dictionaries
import secrets
import time
import uuid

_by_name = {}
_settings = {}
_state = {}


class Tokens(dict):
    def __missing__(self, name):
        self[name] = value = f"{name}-{secrets.token_hex(8)}"  # expect: SNAP202
        return value


TOKENS = Tokens()


def by_key_error(name):
    try:
        return _by_name[name]
    except KeyError:
        _by_name[name] = value = uuid.uuid4().hex  # expect: SNAP201
        return value


def by_setdefault(name):
    return _settings.setdefault(name, uuid.uuid4().hex)  # expect: SNAP201


def by_emptiness():
    if not _state:
        _state.update(id=uuid.uuid4().hex, at=time.time())  # expect: SNAP201, SNAP301
    return dict(_state)
