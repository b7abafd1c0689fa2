# Ports and adapters: the composition root of INIT wires adapters that hold no state of their own.
# about: SNAP201, SNAP301
# oracle: ok
from adapters.clock import SystemClock
from adapters.ids import UuidIds
from adapters.memory import MemoryInvoices
from domain.service import Invoicing

service = Invoicing(MemoryInvoices(), UuidIds(prefix="INV"), SystemClock())


def lambda_handler(event, context):
    invoice = service.issue(customer=event.get("customer", "c1"), cents=event.get("n", 1) * 100)
    return {"invoice": invoice.number, "due": invoice.due.isoformat(), "count": service.count()}
