# Tests are not entry points, though their functions take fixtures called event and context.
# about: SNAP103, SNAP201, SNAP301
# oracle: ok
import uuid


def handler(event, context):
    return {"id": uuid.uuid4().hex}
