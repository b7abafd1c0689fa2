# Attributes of PynamoDB models: `default=` with a call is made once, `default_for_new=` too; callables are called.
# oracle: COLLIDES, STALE-TIME
from tables.orders import Order, OrderLine


def handler(event, context):
    order = Order("o-1")
    line = OrderLine("o-1", 1)
    return {
        "tracking": order.tracking,
        "opened": order.opened,
        "etag": order.etag,
        "batch": line.batch,
        "line": line.line_id,
    }
