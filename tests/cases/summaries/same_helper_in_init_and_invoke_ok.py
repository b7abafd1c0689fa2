# What INVOKE puts through a helper is not mixed with what INIT puts through it.
# about: SNAP201, SNAP301
# settles: summaries at each call site
# oracle: ok
import time
import uuid


def labelled(label, value):
    return {"label": label, "value": value}


EMPTY = labelled("empty", 0)  # ok: a constant


def handler(event, context):
    return [EMPTY, labelled("request", uuid.uuid4().hex), labelled("at", time.time())]  # ok
