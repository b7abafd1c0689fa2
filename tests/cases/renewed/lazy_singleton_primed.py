# The same singleton, primed in INIT: the lazy branch never runs again.
# oracle: COLLIDES
import random
import uuid


class Tracker:
    def __init__(self):
        self.id = uuid.uuid4().hex  # expect: SNAP201
        self.rng = random.Random()  # expect: SNAP102


_tracker = None


def get_tracker():
    global _tracker
    if _tracker is None:
        _tracker = Tracker()
    return _tracker


get_tracker()


def handler(event, context):
    tracker = get_tracker()
    return {"tracker": tracker.id, "sample": tracker.rng.random()}
