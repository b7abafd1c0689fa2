# The same for a function that INIT hands to an object that is not resolved: an event callback.
# settles: unknown decorators and registrars
# oracle: none (the bus does not exist)
import random

from company_bus import bus


def on_order(order):
    order["lane"] = random.randrange(8)  # expect: SNAP103


bus.subscribe("orders", on_order)


def handler(event, context):
    return {"ok": True}
