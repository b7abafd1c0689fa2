# (module of the case) imports walks in a function: the first invocation runs that module
from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .tickets import Ticket


class Node:
    def __init__(self, name: str) -> None:
        self.name = name
        self.id = uuid.uuid4().hex
        self.edges: list[Node] = []

    def connect(self, other: Node) -> None:
        self.edges.append(other)

    def ticket(self) -> str:
        from .tickets import issue

        ticket: Ticket = issue(self)
        return ticket.number
