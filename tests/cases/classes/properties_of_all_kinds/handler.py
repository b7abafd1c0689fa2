# Properties made by functions, data descriptors over `__dict__`, class properties, and bound methods kept as attributes.
# oracle: COLLIDES, STALE-TIME
from cards.fields import Card
from cards.sources import SOURCE

card = Card("gold")
next_number = SOURCE.next


def handler(event, context):
    card.holder = event.get("holder", "ann")
    return {
        "holder": card.holder,
        "number": card.number,
        "issued": card.issued,
        "brand": Card.brand,
        "next": next_number(),
        "fresh": card.fresh,
    }
