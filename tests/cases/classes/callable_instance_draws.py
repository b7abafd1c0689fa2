# An instance with `__call__` runs it where it is called.
# oracle: COLLIDES
import random
import uuid


class Jitter:
    def __call__(self, seconds):
        return seconds * random.random()  # expect: SNAP103


class NewId:
    def __call__(self):
        return uuid.uuid4().hex  # ok


jitter = Jitter()
new_id = NewId()


def handler(event, context):
    return {"delay": jitter(2.0), "id": new_id()}
