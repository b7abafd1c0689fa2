# `default=datetime.now()` is a call, evaluated once in INIT; `default_factory=datetime.now` hands over a callable.
# oracle: COLLIDES, STALE-TIME
from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Order:
    number: int
    created: datetime = field(default=datetime.now())  # expect: SNAP301
    updated: datetime = field(default_factory=datetime.now)  # ok: a callable


def handler(event, context):
    order = Order(event["n"])
    return {"created": order.created.isoformat(), "updated": order.updated.isoformat()}
