# A model that is validated and dumped at once.
# oracle: STALE-TIME
# event: {"guest": "a"}
from datetime import datetime

from pydantic import BaseModel, Field


class Visit(BaseModel):
    guest: str
    at: datetime = Field(default=datetime.now())  # expect: SNAP301


def handler(event, context):
    return Visit.model_validate(event).model_dump(mode="json")
