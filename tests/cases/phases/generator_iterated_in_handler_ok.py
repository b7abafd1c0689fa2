# A generator's body runs where it is iterated: the generator object is made in INIT, its values in INVOKE.
# about: SNAP201
# settles: generator and async bodies
# oracle: ok
import uuid


def ticket_numbers():
    while True:
        yield uuid.uuid4().hex  # ok


TICKETS = ticket_numbers()


def handler(event, context):
    return {"ticket": next(TICKETS)}
