# about: SNAP201
import uuid
from dataclasses import dataclass


@dataclass
class Order:
    batch: str = str(uuid.uuid4())


def handler(event, context):
    return {"batch": Order().batch, "shared": getattr(Order, "batch", "")}  # Order.batch
