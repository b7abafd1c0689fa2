# One of the modules that are found.
import uuid

SCALE = uuid.uuid4().hex  # expect: SNAP201


def run(event):
    return {"scale": SCALE, "weight": event["weight"]}
