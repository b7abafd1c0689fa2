# about: SNAP201
import uuid

import attr
import attrs
from attrs import define


@define
class Order:
    number: str = attrs.field(factory=lambda: uuid.uuid4().hex)


@attr.s
class Batch:
    number = attr.ib(factory=lambda: uuid.uuid4().hex)


@attrs.frozen
class Job:
    number: str = attrs.field(factory=lambda: uuid.uuid4().hex)


def handler(event, context):
    return {"order": Order().number, "batch": Batch().number, "job": Job().number}
