# A typed dict that extends another one.
# oracle: COLLIDES
import uuid
from typing import TypedDict


class Base(TypedDict):
    id: str


class Crate(Base):
    pass


CRATE = Crate(id=uuid.uuid4().hex)  # expect: SNAP201


def handler(event, context):
    return CRATE["id"]
