# about: SNAP201
from uuid import uuid4

from pydantic import BaseModel, Field


class Order(BaseModel):
    number: str = Field(str(uuid4()), max_length=36)
    batch: str = Field(default=uuid4().hex)


def handler(event, context):
    order = Order()
    return {"number": order.number, "batch": order.batch}
