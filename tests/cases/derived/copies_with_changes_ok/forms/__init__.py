# (module of the case) forms with an id that serves as an example
import uuid

from .types import Ticket

EXAMPLE = uuid.uuid4().hex  # known-false: SNAP201 the copy has another value under this key
BLANK = {"id": EXAMPLE, "kind": "blank"}
SHEET = {"id": EXAMPLE, "kind": "sheet"}
TICKET = Ticket(number=EXAMPLE, seat="")
