# Typed dicts of typed dicts that invocations make, or that hold the program's own words.
# about: SNAP201
# oracle: ok
import uuid
from typing import TypedDict


class Crate(TypedDict):
    id: str


class Box(Crate):
    size: int


KIND = Box(id="crate", size=1)


def handler(event, context):
    return [KIND["id"], Box(id=uuid.uuid4().hex, size=2)["id"]]
