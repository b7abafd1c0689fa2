# (module of the case) primed, and cleared by the hook
import uuid

ENTRIES = {}


def get(name):
    if name not in ENTRIES:
        ENTRIES[name] = uuid.uuid4().hex  # ok: cleared by the hook
    return ENTRIES[name]


get("a")
