# Options that a loop sets as attributes stand at the arguments.
# oracle: COLLIDES, STALE-TIME
import time
import uuid


class Boat:
    def __init__(self, **options):
        for name, value in options.items():
            setattr(self, name, value)


boat = Boat(
    number=uuid.uuid4().hex,  # expect: SNAP201
    built=time.time(),  # expect: SNAP301
)


def handler(event, context):
    return {"f0": boat.number, "f1": boat.built}
