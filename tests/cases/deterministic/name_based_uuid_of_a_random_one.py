# uuid5 of something random is as frozen as what it is made of.
# settles: deterministic values
# oracle: COLLIDES
import uuid

NAMESPACE = uuid.uuid5(uuid.uuid4(), "orders")  # expect: SNAP201


def handler(event, context):
    return {"namespace": str(NAMESPACE)}
