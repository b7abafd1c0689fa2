# Column defaults that are calls are made with the class; the mixin's are shared by every table.
# oracle: COLLIDES, STALE-TIME
from store.models import Invoice, Payment
from store.session import saved


def handler(event, context):
    invoice, payment = saved(Invoice(cents=event.get("n", 1)), Payment())
    return {
        "number": invoice.number,
        "created": invoice.created.isoformat(),
        "public": invoice.public_id,
        "batch": payment.batch,
        "reference": payment.reference,
    }
