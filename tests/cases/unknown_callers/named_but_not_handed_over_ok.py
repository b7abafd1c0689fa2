# A function that INIT names, compares or stores, and hands to nobody, is called by nobody.
# about: SNAP103
# settles: unknown decorators and registrars
# oracle: none (the bus does not exist)
import random
import uuid

from company_bus import bus


def on_order(order):
    return {"lane": random.randrange(8)}  # ok: nobody calls it


def on_refund(refund):
    return {"refund": uuid.uuid4().hex}


names = {on_order.__name__: len(on_order.__doc__ or "")}
bus.subscribe("refunds", on_refund)


def handler(event, context):
    return {"names": sorted(names)}
