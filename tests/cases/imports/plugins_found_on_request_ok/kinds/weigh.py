# It is imported by the invocation.
import uuid

SCALE = uuid.uuid4().hex  # ok: made after the restore


def run(event):
    return {"scale": SCALE}
