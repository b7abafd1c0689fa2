# Values behind descriptors, properties, `__call__`, `__getitem__`, operators and iteration of objects built in INIT.
# oracle: COLLIDES, STALE-TIME
from shapes.fields import Invoice
from shapes.values import Basket, Greeter, Money, Ticker

greeter = Greeter("hello")
basket = Basket()
money = Money(5)
ticker = Ticker(3)


def handler(event, context):
    first, *_ = ticker
    return {
        "greeting": greeter("ann"),
        "item": basket["apple"],
        "sum": str(money + Money(event.get("n", 1))),
        "tick": first,
        "has": "apple" in basket,
        "size": len(basket),
        "invoice": Invoice().number,
        "issued": Invoice.issued,
        "fresh": Invoice().draft,
    }
