# Kept by a container entry: a literal, an item assignment, append, update and setdefault, each reported where it is written.
# oracle: COLLIDES, STALE-TIME
import time
import uuid

settings = {
    "stage": "prod",
    "session": uuid.uuid4().hex,  # expect: SNAP201
}
settings["worker"] = uuid.uuid4().hex  # expect: SNAP201
settings.update(booted=time.time())  # expect: SNAP301
settings.setdefault("lock", uuid.uuid4().hex)  # expect: SNAP201
history = []
history.append(uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return {"settings": settings, "history": history}
