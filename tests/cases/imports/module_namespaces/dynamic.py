# (module of the case) fills and reads its own namespace
import time
import uuid

for _name, _make in {"unit": uuid.uuid4, "shift": uuid.uuid4}.items():
    globals()[_name] = str(_make())  # expect: SNAP201

globals().update(opened=time.time())  # expect: SNAP301


def setting(name):
    return globals()[name]
