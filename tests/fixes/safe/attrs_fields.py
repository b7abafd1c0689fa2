# about: SNAP201
import uuid

import attr
import attrs
from attrs import define


@define
class Order:
    number: str = uuid.uuid4().hex


@attr.s
class Batch:
    number = attr.ib(default=uuid.uuid4().hex)


@attrs.frozen
class Job:
    number: str = attrs.field(default=uuid.uuid4().hex)


def handler(event, context):
    return {"order": Order().number, "batch": Batch().number, "job": Job().number}
