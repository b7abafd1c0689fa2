# A path that returns the value before the assignment uses what INIT made.
# oracle: COLLIDES
import uuid

session = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    global session
    if event["n"] < 100:
        return {"session": session}
    session = uuid.uuid4().hex
    return {"session": session}
