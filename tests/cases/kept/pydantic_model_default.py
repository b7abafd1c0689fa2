# A pydantic default is evaluated in the class body; `default_factory` runs at each construction.
# oracle: none (needs pydantic)
import uuid
from datetime import datetime, timezone

from pydantic import BaseModel, Field


class Order(BaseModel):
    batch: str = Field(default=uuid.uuid4().hex)  # expect: SNAP201
    created: datetime = datetime.now(timezone.utc)  # expect: SNAP301
    key: str = Field(default_factory=lambda: uuid.uuid4().hex)  # ok


def handler(event, context):
    return Order(**event).model_dump(mode="json")
