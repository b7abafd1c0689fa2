# A generator's body runs where it is iterated: `list()` in INIT freezes what it yields.
# oracle: COLLIDES
import uuid


def ticket_numbers(count):
    for _ in range(count):
        yield uuid.uuid4().hex


TICKETS = list(ticket_numbers(3))  # expect: SNAP201


def handler(event, context):
    return {"ticket": TICKETS[event["n"] % 3]}
