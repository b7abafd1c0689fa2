# Enum members that are constants stay silent, beside a method that makes a fresh value.
# about: SNAP201
# settles: members of enums
# oracle: ok
import uuid
from enum import Enum, auto


class Channel(Enum):
    ORDERS = auto()
    AUDIT = "audit"

    def message_id(self):
        return f"{self.value}-{uuid.uuid4().hex}"  # ok: INVOKE


def handler(event, context):
    return {"id": Channel.AUDIT.message_id(), "orders": Channel.ORDERS.value}
