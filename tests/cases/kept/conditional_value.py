# Any branch of INIT that makes a value counts, in a ternary too.
# oracle: COLLIDES
import os
import uuid

SESSION = uuid.uuid4().hex if os.environ.get("AWS_LAMBDA_FUNCTION_NAME") else "local"  # expect: SNAP201
if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
    worker = uuid.uuid4().hex  # expect: SNAP201
else:
    worker = "local"


def handler(event, context):
    return {"session": SESSION, "worker": worker}
