# A schema is built once, and fills in what is missing when it loads something.
# about: SNAP201, SNAP301
# oracle: none (the library is not installed)
import uuid
from datetime import datetime, timezone

from marshmallow import Schema, fields


class Crate(Schema):
    id = fields.String(load_default=lambda: uuid.uuid4().hex)
    packed = fields.DateTime(load_default=lambda: datetime.now(timezone.utc))
    shown = fields.String(dump_default=uuid.uuid4)
    kind = fields.String(missing="plain")


crate = Crate()
crates = Crate(many=True)


def handler(event, context):
    return [crate.load(event), crates.dump(event["crates"])]
