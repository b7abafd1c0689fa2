# Enum members are class attributes.
# settles: members of enums
# oracle: COLLIDES
import uuid
from enum import Enum


class Channel(Enum):
    ORDERS = "orders"
    AUDIT = f"audit-{uuid.uuid4().hex}"  # expect: SNAP201


def handler(event, context):
    return {"orders": Channel.ORDERS.value, "audit": Channel.AUDIT.value}
