# Default values of parameters are evaluated in INIT, those of helper functions and methods too.
# oracle: COLLIDES, STALE-TIME
import time
import uuid


class Publisher:
    def publish(self, order, *, batch=uuid.uuid4().hex):  # expect: SNAP201
        return {"order": order, "batch": batch}


def stamp(message, at=time.time()):  # expect: SNAP301
    return {**message, "at": at}


def handler(event, context):
    return stamp(Publisher().publish(event["n"]))
