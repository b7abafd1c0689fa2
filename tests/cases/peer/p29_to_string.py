# oracle: COLLIDES
import uuid
RANDOM = str(uuid.uuid4())  # expect: SNAP201  # peer: detected
HEX = uuid.uuid4().hex[:12]  # expect: SNAP201
def handler(event, context):
    return {"a": RANDOM, "b": HEX}
