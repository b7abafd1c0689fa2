# (module of the case) filled when the flag says so
# unmended: SNAP201 the hook lowers a flag that only the next call reads; a hook that assigns or clears the value is understood
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
