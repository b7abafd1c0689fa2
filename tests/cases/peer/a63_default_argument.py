# oracle: COLLIDES
import uuid
def handler(event, context, request_id=uuid.uuid4()):  # expect: SNAP201
    return str(request_id)
