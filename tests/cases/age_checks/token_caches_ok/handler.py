# The same caches on the wall clock, in the shapes that people write: a dataclass with `expired`, a decorator, a tuple in a dictionary.
# about: SNAP201, SNAP202
# oracle: ok
from caching import cached
from tickets import Ticket, Tickets

import secrets

tickets = Tickets()
tickets.current()


@cached(seconds=300)
def greeting(name):
    return f"{name}-{secrets.token_hex(4)}"


greeting("ann")


def handler(event, context):
    ticket: Ticket = tickets.current()
    return {"ticket": ticket.number, "greeting": greeting(event.get("name", "ann"))}
