# A lambda made in INIT is only a callable: its body runs in INVOKE, where uuid4 and the clock are fresh.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

FIELDS = {
    "id": lambda: uuid.uuid4().hex,  # ok
    "at": lambda: time.time(),  # ok
}


def handler(event, context):
    return {name: make() for name, make in FIELDS.items()}
