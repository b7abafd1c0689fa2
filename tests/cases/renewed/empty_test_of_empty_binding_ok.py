# Guarded by an empty test of bindings that INIT leaves empty.
# about: SNAP201
# settles: guarded by a test for None or empty
# oracle: ok
import uuid

session = ""
workers = []
state = {}


def handler(event, context):
    global session
    if not session:
        session = uuid.uuid4().hex  # ok
    if not workers:
        workers.append(uuid.uuid4().hex)  # ok
    if "id" not in state:
        state["id"] = uuid.uuid4().hex  # ok
    return {"session": session, "workers": workers, **state}
