# What a schema calls to fill in is called by each invocation, and may return what INIT has made.
# oracle: none (the library is not installed)
import uuid

from marshmallow import Schema, fields

BADGE = uuid.uuid4().hex  # expect: SNAP201


class Crate(Schema):
    badge = fields.String(load_default=lambda: BADGE)


crate = Crate()


def handler(event, context):
    return crate.load(event)
