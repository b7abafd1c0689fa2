# about: SNAP201
import uuid


def handler(event, context, run=uuid.uuid4().hex):
    uuid = event
    return {"run": run, "uuid": uuid}
