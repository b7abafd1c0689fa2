# A number that is derived from an id by hashing it is as frozen as the id.
# oracle: COLLIDES
import uuid

SHARD = hash(uuid.uuid4()) % 64  # expect: SNAP201
KEYS = ("a", "b")
FIRST = hash(KEYS)


def handler(event, context):
    return {"shard": SHARD, "first": FIRST}
