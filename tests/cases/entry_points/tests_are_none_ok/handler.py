# Tests are not entry points, though their functions take fixtures called event and context.
# oracle: ok
import uuid


def handler(event, context):
    return {"id": uuid.uuid4().hex}
