# What runs when an invocation builds a model.
# oracle: COLLIDES
# event: {"sku": "a", "note": "b"}
import uuid
from typing import Annotated
from pydantic import AfterValidator, BaseModel, computed_field, field_validator

ONE = uuid.uuid4().hex  # expect: SNAP201
TWO = uuid.uuid4().hex  # expect: SNAP201
THREE = uuid.uuid4().hex  # expect: SNAP201


def marked(value):
    return value + ONE


class Order(BaseModel):
    sku: Annotated[str, AfterValidator(marked)]
    note: str = ""

    @field_validator("note")
    @classmethod
    def noted(cls, value):
        return value + TWO

    @computed_field
    @property
    def ref(self) -> str:
        return self.sku + THREE


def handler(event, context):
    return Order(**event).model_dump_json()
