# Many objects are built at one place, and each is given another number before anybody sees it.
# about: SNAP201, SNAP301
# oracle: ok
import os
import time
import uuid
from dataclasses import dataclass, field


class Berth:
    def __init__(self, name):
        self.name = name
        self.number = uuid.uuid4().hex


@dataclass
class Ticket:
    price: int
    sold: float = field(default_factory=time.time)


berths, tickets = {}, []
for position, name in enumerate(("north", "south")):
    berth = Berth(name)
    berth.number = f"{name}-{position}"
    berths[name] = berth
    ticket = Ticket(3)
    ticket.sold = 0.0
    tickets.append(ticket)

if os.environ.get("STAGE"):
    first = Berth("first")
    first.number = "1"
else:
    first = Berth("last")
    first.number = "9"


def handler(event, context):
    sold = [ticket.sold for ticket in tickets]
    return [sold, berths["north"].number, berths["south"].number, first.number]
