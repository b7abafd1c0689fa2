# about: SNAP201, SNAP301
import time
from uuid import UUID, uuid4

from pydantic import BaseModel, Field


class Order(BaseModel):
    number: UUID = Field(default_factory=uuid4)
    created: float = Field(default_factory=time.time)


def handler(event, context):
    order = Order()
    return {"number": str(order.number), "created": order.created}
