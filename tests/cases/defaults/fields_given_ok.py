# Fields whose default was made once, of objects that were given a value: by position, by name, by a mapping.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid
from dataclasses import dataclass


@dataclass
class Trip:
    name: str
    number: str = uuid.uuid4().hex  # ok: nobody takes the default
    begins: float = time.time()  # ok: the same


TRIPS = [Trip("a", "1", 2.0), Trip("b", number="2", begins=3.0), Trip(**{"name": "c", "number": "3", "begins": 4.0})]
first, second, third = TRIPS


def handler(event, context):
    return [[trip.number, trip.begins] for trip in (first, second, third)]
