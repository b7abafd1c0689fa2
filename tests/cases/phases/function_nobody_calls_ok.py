# Code that nothing reaches has no phase, and no findings.
# about: SNAP103, SNAP201
# oracle: ok
import random
import uuid

current_batch = None


def start_batch():
    global current_batch
    current_batch = uuid.uuid4().hex  # ok: no caller


def shuffle_batch(orders):
    random.shuffle(orders)  # ok: no caller
    return orders


def handler(event, context):
    return {"batch": current_batch}
