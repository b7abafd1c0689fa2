# (module of the case) forms with an id that serves as an example
# unmended: SNAP201 that a copy replaces an entry of its original would have to be followed by copy; the alarm is rare, and a wrong silence costs more
import uuid

from .types import Ticket

EXAMPLE = uuid.uuid4().hex  # known-false: SNAP201 the copy has another value under this key
BLANK = {"id": EXAMPLE, "kind": "blank"}
SHEET = {"id": EXAMPLE, "kind": "sheet"}
TICKET = Ticket(number=EXAMPLE, seat="")
