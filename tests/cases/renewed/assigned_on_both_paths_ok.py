# Both branches assign, and the branch that does not returns early: every path to the use renews.
# about: SNAP201
# settles: assigned on every path
# oracle: ok
import uuid

session = uuid.uuid4().hex  # ok


def handler(event, context):
    global session
    if event.get("ping"):
        return "pong"
    if event.get("named"):
        session = f"named-{uuid.uuid4()}"
    else:
        session = uuid.uuid4().hex
    return {"session": session}
