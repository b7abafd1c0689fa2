# A model that an annotation of a route names.
# oracle: STALE-TIME
# event: {"method": "POST", "body": {"tenant": "a"}}
import inspect
import typing
from datetime import datetime, timedelta

from pydantic import BaseModel, Field


class WaiverModel(BaseModel):
    tenant: str
    expire_at: datetime = Field(default=datetime.now() + timedelta(days=1))  # expect: SNAP301


def validate_kwargs(fn):
    model = typing.get_type_hints(fn)["event"]

    def inner(self, event):
        return fn(self, model(**event))

    return inner


class WaiverHandler:
    @validate_kwargs
    def post(self, event: WaiverModel):
        return {"until": event.expire_at.isoformat()}


MAPPING = {"POST": WaiverHandler().post}


def handler(event, context):
    return MAPPING[event["method"]](event["body"])
