# What pydantic and attrs run when INIT builds an object: validators before and after, defaults by a method.
# oracle: COLLIDES
import uuid

import attrs
from pydantic import BaseModel, ValidationInfo, computed_field, field_validator, model_validator

SALT = uuid.uuid4().hex  # expect: SNAP201


class Named(BaseModel):
    name: str = ""
    code: str = ""
    seal: str = ""

    @model_validator(mode="after")
    def name_it(self):
        self.name = uuid.uuid4().hex  # expect: SNAP201
        return self

    @field_validator("code", "seal")
    @classmethod
    def mark(cls, value: str, info: ValidationInfo):
        return f"{value}-{uuid.uuid4().hex}"  # expect: SNAP201

    @computed_field
    @property
    def ref(self) -> str:
        return self.name + SALT


@attrs.define
class Berth:
    number: str = attrs.field()
    lot: str = attrs.field(default=attrs.Factory(lambda: uuid.uuid4().hex))  # expect: SNAP201

    @number.default
    def _number(self):
        return uuid.uuid4().hex  # expect: SNAP201


named = Named(code="c", seal="s")
berth = Berth()


def handler(event, context):
    return [named.name, named.code, named.seal, named.ref, berth.number, berth.lot]
