# Models that INVOKE builds with every field, or that make their defaults for each object.
# about: SNAP201, SNAP301
# oracle: ok
import time
import uuid

from pydantic import BaseModel, Field, field_validator


class Claim(BaseModel):
    batch: str = uuid.uuid4().hex  # ok: given
    number: str = Field(default_factory=lambda: uuid.uuid4().hex)  # ok: made for each object
    at: float = 0.0

    @field_validator("batch")
    @classmethod
    def marked(cls, value):
        return value + uuid.uuid4().hex  # ok: runs for each object

    def model_post_init(self, context):
        self.at = time.time()  # ok: the same


def handler(event, context):
    claim = Claim(batch="b")
    return claim.model_dump()
