# A function handed over is run by the one that gets it: retry(new_id), map, max with a key.
# oracle: COLLIDES
import uuid


def new_id():
    return uuid.uuid4().hex


def retry(call, attempts=3):
    for _ in range(attempts):
        try:
            return call()
        except OSError:
            continue
    raise RuntimeError("no attempt succeeded")


RUN = retry(new_id)  # expect: SNAP201
LABELS = list(map(lambda name: f"{name}-{new_id()}", ("a", "b")))  # expect: SNAP201


def handler(event, context):
    return {"run": RUN, "labels": LABELS, "request": retry(new_id)}
