# A parser builds the model of what the event lacks.
# oracle: COLLIDES
import uuid

from aws_lambda_powertools.utilities.parser import parse
from pydantic import BaseModel


class Order(BaseModel):
    trace: str = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return {"trace": parse(event={}, model=Order).trace}
