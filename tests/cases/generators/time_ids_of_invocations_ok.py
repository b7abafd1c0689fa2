# Without a use in INIT the clock sequence is each environment's own.
# about: SNAP104
# oracle: ok
import uuid


def handler(event, context):
    return {"id": str(uuid.uuid1())}
