# (module of the case) a named tuple
from typing import NamedTuple


class Ticket(NamedTuple):
    number: str
    seat: str
