# Attributes of the class, set through an instance.
# oracle: COLLIDES, STALE-TIME
import time
import uuid


class Boat:
    number = None
    built = None

    def __init__(self):
        type(self).number = uuid.uuid4().hex  # expect: SNAP201
        self.__class__.built = time.time()  # expect: SNAP301


boat = Boat()


def handler(event, context):
    return {"f0": boat.number, "f1": Boat.built}
