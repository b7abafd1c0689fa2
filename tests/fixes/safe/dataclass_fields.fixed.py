# about: SNAP201
import uuid
from dataclasses import dataclass, field


@dataclass
class Order:
    total: int
    batch: str = field(default_factory=lambda: str(uuid.uuid4()))
    number: uuid.UUID = field(default_factory=uuid.uuid4)


def handler(event, context):
    order = Order(1)
    return {"batch": order.batch, "number": str(order.number)}
