# A handler that a function called in INIT binds as a global is an entry point.
# oracle: COLLIDES
import uuid

BATCH = uuid.uuid4().hex  # expect: SNAP201


def answer(event, context):
    return {"batch": BATCH}


def start():
    global handler, spare
    handler, spare = answer, None


start()
