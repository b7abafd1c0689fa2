# What a class has under a name no longer shows through where its object was given its own.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

from snapshot_restore_py import register_after_restore


class Trip:
    number = uuid.uuid4().hex
    begun = time.time()
    crew = uuid.uuid4().hex


trip = Trip()


@register_after_restore
def board():
    trip.crew = uuid.uuid4().hex


def begin():
    trip.number = uuid.uuid4().hex
    trip.begun = time.time()


def handler(event, context):
    begin()
    return [trip.number, trip.begun, trip.crew]
