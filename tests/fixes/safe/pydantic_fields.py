# about: SNAP201, SNAP301
import time
from uuid import UUID, uuid4

from pydantic import BaseModel


class Order(BaseModel):
    number: UUID = uuid4()
    created: float = time.time()


def handler(event, context):
    order = Order()
    return {"number": str(order.number), "created": order.created}
