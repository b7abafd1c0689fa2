# (module of the case) a typed dictionary
import datetime as dt
from typing import NotRequired, TypedDict


class Batch(TypedDict):
    name: str
    id: str
    opened: str
    note: NotRequired[str]


def opened_now() -> str:
    return dt.datetime.now(dt.timezone.utc).isoformat()
