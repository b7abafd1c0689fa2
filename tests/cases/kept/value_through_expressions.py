# The value is followed through f-strings, format, slices, tuples, walrus, comprehensions, merging and joining.
# oracle: COLLIDES
import json
import uuid

LABEL = f"run-{uuid.uuid4()}"  # expect: SNAP201
SHORT = "{}/{}".format("orders", uuid.uuid4().hex[:12])  # expect: SNAP201
QUEUE, TOPIC = "orders", "topic-%s" % uuid.uuid4().hex  # expect: SNAP201
SHARDS = [f"{name}-{uuid.uuid4().hex}" for name in ("a", "b")]  # expect: SNAP201
MERGED = {"stage": "prod", **{"id": str(uuid.uuid4())}}  # expect: SNAP201
JOINED = "-".join(["orders", uuid.uuid4().hex])  # expect: SNAP201
BODY = json.dumps({"id": uuid.uuid4().hex})  # expect: SNAP201
if (token := uuid.uuid4().hex) and True:  # expect: SNAP201
    print("import", len(token))
suffix = "orders-"
suffix += uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return [LABEL, SHORT, QUEUE, TOPIC, SHARDS, MERGED, JOINED, BODY, token, suffix]
