# (module of the case) a pydantic model with a factory and a validator
import datetime as dt
import uuid

from pydantic import BaseModel, Field, field_validator


def _now() -> dt.datetime:
    return dt.datetime.now(dt.timezone.utc)


class Item(BaseModel):
    name: str
    sku: str = Field(default="", validate_default=True)
    id: uuid.UUID = Field(default_factory=uuid.uuid4)  # ok: one for each item
    created: dt.datetime = Field(default_factory=_now)  # ok: one for each item

    @field_validator("sku")
    @classmethod
    def fill(cls, value: str) -> str:
        return value or uuid.uuid4().hex[:8]
