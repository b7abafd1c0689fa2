# Loops, branches and `try` at the top level are INIT as every other statement there.
# oracle: COLLIDES
import uuid

shards = []
for name in ("orders", "refunds"):
    try:
        shards.append(f"{name}-{uuid.uuid4().hex}")  # expect: SNAP201
    finally:
        print("shard", name)


def handler(event, context):
    return {"shards": shards}
