# (module of the case) filled when the flag says so
import uuid

loaded = False
NAMES = [uuid.uuid4().hex]  # ok: the hook replaces the contents
_values = {}


def get(name):
    global loaded
    if not loaded:
        _values.clear()
        _values["node"] = uuid.uuid4().hex  # ok: the hook resets the flag
        loaded = True
    return _values[name]
