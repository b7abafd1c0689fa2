# Renewed: assigned in INVOKE before every use.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

request_id = uuid.uuid4().hex  # ok: each invocation assigns it first
received = time.time()  # ok


def respond(number):
    return {"order": number, "request": request_id, "received": received}


def handler(event, context):
    global request_id, received
    request_id, received = uuid.uuid4().hex, time.time()
    return respond(event["n"])
