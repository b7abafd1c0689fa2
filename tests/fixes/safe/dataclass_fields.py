# about: SNAP201
import uuid
from dataclasses import dataclass


@dataclass
class Order:
    total: int
    batch: str = str(uuid.uuid4())
    number: uuid.UUID = uuid.uuid4()


def handler(event, context):
    order = Order(1)
    return {"batch": order.batch, "number": str(order.number)}
