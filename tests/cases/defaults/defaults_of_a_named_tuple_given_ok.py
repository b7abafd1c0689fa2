# Every object is given the field that has such a default, or the field is not used.
# about: SNAP201
# oracle: ok
import uuid
from collections import namedtuple

Parcel = namedtuple("Parcel", "street weight label", defaults=(1, uuid.uuid4().hex))


def handler(event, context):
    given = Parcel(event["street"], 2, context.aws_request_id)
    return [given.label, Parcel(event["street"]).weight]
