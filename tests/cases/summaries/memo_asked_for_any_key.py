# Memos that INIT fills for some keys: INVOKE asks for keys of the event, and for one that INIT did not ask for.
# oracle: COLLIDES
import functools
import uuid


@functools.lru_cache(maxsize=None)
def berth(number):
    return f"{number}-{uuid.uuid4().hex}"


@functools.cache
def crane(name, size=1):
    return f"{name}-{size}-{uuid.uuid4().hex}"  # ok: `other` is asked for after the restore only


for number in (1, 2, 3):
    berth(number)  # expect: SNAP201

crane("main")  # ok: nobody asks for it again


def handler(event, context):
    return {"berth": berth(event.get("n", 2)), "crane": crane("other")}
