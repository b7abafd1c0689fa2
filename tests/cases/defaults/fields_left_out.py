# A field whose default was made once, of an object that was given the other fields only.
# oracle: COLLIDES
import uuid
from dataclasses import dataclass


@dataclass
class Trip:
    name: str
    number: str = uuid.uuid4().hex  # expect: SNAP201
    colour: str = uuid.uuid4().hex  # ok: nobody takes the default


trip = Trip("a", colour="red")


def handler(event, context):
    return [trip.number, trip.colour]
