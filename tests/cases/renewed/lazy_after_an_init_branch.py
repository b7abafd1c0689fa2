# A None test renews only what every branch of INIT leaves None: here one branch makes a value.
# settles: guarded by a test for None or empty
# oracle: COLLIDES
import os
import uuid

session = None
if os.environ.get("AWS_LAMBDA_FUNCTION_NAME"):
    session = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    global session
    if session is None:
        session = uuid.uuid4().hex
    return {"session": session}
