# Assigned in INIT and in INVOKE renews only if the assignment is on every path before the use.
# settles: assigned on every path
# oracle: COLLIDES
import uuid

session = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    global session
    if event.get("refresh"):
        session = uuid.uuid4().hex
    return {"session": session}
