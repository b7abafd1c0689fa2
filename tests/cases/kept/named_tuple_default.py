# Model defaults are kept: the default of a NamedTuple field is evaluated once, in the class body.
# oracle: COLLIDES
import uuid
from typing import NamedTuple


class Message(NamedTuple):
    body: str
    group: str = uuid.uuid4().hex  # expect: SNAP201


def handler(event, context):
    return Message("order received")._asdict()
