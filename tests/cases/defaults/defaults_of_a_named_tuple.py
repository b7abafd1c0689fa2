# The last fields of a named tuple have defaults, which the import made.
# oracle: COLLIDES
import uuid
from collections import namedtuple

Parcel = namedtuple("Parcel", ["street", "weight", "label"], defaults=[1, uuid.uuid4().hex])  # expect: SNAP201


def handler(event, context):
    return Parcel(event["street"])._asdict()
