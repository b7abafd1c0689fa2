# A function with SnapStart off is analysed as any other; this one holds nothing that a snapshot would freeze.
# about: SNAP201
# settles: SnapStart off
# oracle: ok
import uuid


def handler(event, context):
    return {"order": uuid.uuid4().hex}
