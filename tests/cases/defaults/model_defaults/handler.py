# Defaults that are calls, in every kind of model: dataclass, attrs, pydantic, NamedTuple; each is made with its class.
# oracle: COLLIDES, STALE-TIME
from models.accounts import Account, Money
from models.events import Envelope
from models.requests import Page, Transfer


def handler(event, context):
    transfer = Transfer(amount=event.get("n", 1))
    return {
        "account": Account("ann").as_dict(),
        "money": Money(cents=5).as_dict(),
        "envelope": [Envelope("t").trace, Envelope("t", trace="given").trace],
        "transfer": transfer.model_dump(mode="json"),
        "page": Page(limit=3)._asdict(),
    }
