# (module of the case) filled when the flag says so
import uuid

loaded = False
NAMES = [uuid.uuid4().hex]
_values = {}


def get(name):
    global loaded
    if not loaded:
        _values.clear()
        _values["node"] = uuid.uuid4().hex  # known-false: SNAP201 renewed through a registry of the language
        loaded = True
    return _values[name]
