# Created lazily in INVOKE (`if x is None`) and never primed in INIT: once per environment.
# about: SNAP102, SNAP201
# oracle: ok
import random
import uuid


class Tracker:
    def __init__(self):
        self.id = uuid.uuid4().hex  # ok
        self.rng = random.Random()  # ok


_tracker = None


def get_tracker():
    global _tracker
    if _tracker is None:
        _tracker = Tracker()
    return _tracker


def handler(event, context):
    tracker = get_tracker()
    return {"tracker": tracker.id, "sample": tracker.rng.random()}
