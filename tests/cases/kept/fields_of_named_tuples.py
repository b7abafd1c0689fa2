# Fields of named tuples, by name and by position.
# oracle: COLLIDES
import uuid
from collections import namedtuple

Boat = namedtuple("Boat", ["harbour", "number"])
boat = Boat("north", uuid.uuid4().hex)  # expect: SNAP201
Buoy = namedtuple("Buoy", "colour number")
buoy = Buoy(colour="red", number=uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return {"f0": boat.number, "f1": buoy[1]}
