# Context managers entered in INIT keep what they made: an own class, a generator function, an ExitStack.
# oracle: COLLIDES, STALE-TIME
from contextlib import ExitStack

from resources import Lease, recording, temporary_area

stack = ExitStack()
lease = stack.enter_context(Lease("printer"))
area = stack.enter_context(temporary_area("out"))  # expect: SNAP201

with recording("boot") as boot:  # expect: SNAP301
    boot["steps"] = 2


def handler(event, context):
    with Lease("scanner") as scanner:
        return {
            "lease": lease.token,
            "area": area,
            "boot": boot["at"],
            "scanner": scanner.token,
        }
