# (module of the case) a module-level `__getattr__` that INIT asks twice, and which keeps nothing itself
import uuid

_PREFIXES = {"release": "r", "edition": "e"}


def __getattr__(name):
    if name in _PREFIXES:
        return f"{_PREFIXES[name]}-{uuid.uuid4().hex}"  # ok: reported where INIT keeps it
    raise AttributeError(name)
