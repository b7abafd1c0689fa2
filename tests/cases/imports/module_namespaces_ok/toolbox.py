# (module of the case) a name that is deleted again, and a namespace filled on demand
import uuid

seed = uuid.uuid4().hex  # ok: deleted below
print("toolbox", seed)
del seed


def tool(name):
    namespace = globals()
    key = f"tool_{name}"
    if key not in namespace:
        namespace[key] = uuid.uuid4().hex  # ok: made in the handler
    return namespace[key]
