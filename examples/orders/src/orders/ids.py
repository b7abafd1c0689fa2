"""Ids of the order service."""

import random
import uuid


def new_id(prefix: str) -> str:
    """A new id; fine as long as it is called for each order."""
    return f"{prefix}-{uuid.uuid4().hex}"


class TicketNumbers:
    """Short numbers that customers can read out on the phone."""

    def __init__(self) -> None:
        self._random = random.Random()

    def next(self) -> int:
        return self._random.randrange(10**6)
