# Middleware that a loop wraps round a function, each layer a partial of the one before; all values are made in INVOKE.
# about: SNAP201, SNAP301
# oracle: ok
import functools
import random
import time
import uuid


def timed(call, event):
    started = time.time()  # ok: INVOKE
    return {**call(event), "started": started}


def identified(call, event):
    return {**call(event), "request": uuid.uuid4().hex}  # ok: INVOKE


def process(event):
    return {"order": event["n"], "lane": random.SystemRandom().random()}  # ok


for layer in (timed, identified, identified):
    process = functools.partial(layer, process)


def handler(event, context):
    return process(event)
