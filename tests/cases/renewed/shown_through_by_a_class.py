# An object is given its own on some ways only, or another object is.
# oracle: COLLIDES
# event: {"none": 1}
import uuid


class Trip:
    number = uuid.uuid4().hex  # expect: SNAP201
    crew = uuid.uuid4().hex  # expect: SNAP201


trip, other = Trip(), Trip()


def handler(event, context):
    if "number" in event:
        trip.number = event["number"]
    other.crew = uuid.uuid4().hex
    return [trip.number, trip.crew]
