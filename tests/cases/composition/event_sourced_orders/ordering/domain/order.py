# (module of the case) the aggregate; the demo order of INIT keeps its id in the store
from __future__ import annotations

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class OrderPlaced:
    order: str
    sku: str


class Order:
    def __init__(self, id: str) -> None:
        self.id = id
        self._events: list[OrderPlaced] = []

    @classmethod
    def place(cls, sku: str) -> Order:
        order = cls(uuid.uuid4().hex)  # expect: SNAP201 the demo order's
        order._events.append(OrderPlaced(order.id, sku))
        return order

    @classmethod
    def from_events(cls, events: list[OrderPlaced]) -> Order:
        return cls(events[0].order)

    def take_events(self) -> list[OrderPlaced]:
        taken, self._events = self._events, []
        return taken

    def ship(self, carrier: str) -> str:
        return f"{carrier}-{uuid.uuid4().hex}"
