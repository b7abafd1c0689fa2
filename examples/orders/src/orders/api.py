"""POST /orders."""

import json
import time

from orders import settings
from orders.ids import TicketNumbers, new_id

tickets = TicketNumbers()


def place_order(event, context):
    """Take an order and confirm it."""
    order = {
        "id": new_id("order"),
        "ticket": tickets.next(),
        "instance": settings.INSTANCE,
        "uptime": time.time() - settings.STARTED,
    }
    return {"statusCode": 201, "body": json.dumps(order)}
