# The same protocols, with objects that make what they answer when they are asked.
# about: SNAP201, SNAP301
# oracle: ok
from tokens import LAZY, Dispenser, Shop, Stamp

dispenser = Dispenser()
shop = Shop()
stamp = Stamp()


def handler(event, context):
    shop.till = LAZY
    return {
        "called": dispenser("a"),
        "item": dispenser["b"],
        "sum": str(stamp + 1),
        "iterated": [next(iter(dispenser)), dispenser.latest],
        "till": str(shop.till),
        "count": len(dispenser),
        "bool": bool(dispenser),
    }
