# All that runs when a model is built in INIT.
# oracle: COLLIDES
import uuid

from pydantic import BaseModel, PrivateAttr, field_validator, model_validator


class Berth(BaseModel):
    name: str = ""
    code: str = "b"
    slot: str = ""
    _lock: str = PrivateAttr(default_factory=lambda: uuid.uuid4().hex)  # expect: SNAP201

    @model_validator(mode="after")
    def fill(self):
        self.name = uuid.uuid4().hex  # expect: SNAP201
        return self

    @field_validator("code")
    @classmethod
    def mark(cls, value):
        return value + uuid.uuid4().hex  # expect: SNAP201

    def model_post_init(self, context):
        self.slot = uuid.uuid4().hex  # expect: SNAP201

    def lock(self):
        return self._lock


berth = Berth(code="b")


def handler(event, context):
    return {"name": berth.name, "code": berth.code, "slot": berth.slot, "lock": berth.lock()}
