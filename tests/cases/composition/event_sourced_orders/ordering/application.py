# (module of the case) dispatches commands by their type
from __future__ import annotations

from .domain.commands import Command, PlaceOrder, ShipOrder
from .domain.order import Order
from .store import EventStore


class Application:
    def __init__(self, store: EventStore) -> None:
        self._store = store
        self._handlers = {PlaceOrder: self._place, ShipOrder: self._ship}
        self._demo: str | None = None

    @classmethod
    def with_demo_data(cls) -> Application:
        application = cls(EventStore())
        application._demo = application.handle(PlaceOrder("demo"))["order"]
        return application

    def handle(self, command: Command) -> dict:
        return self._handlers[type(command)](command)

    def _place(self, command: PlaceOrder) -> dict:
        order = Order.place(command.sku)
        self._store.append(order.id, order.take_events())
        return {"order": order.id, "requested": command.requested, "stream": self._store.name}

    def _ship(self, command: ShipOrder) -> dict:
        order = Order.from_events(self._store.load(command.order))
        return {"order": order.id, "tracking": order.ship(command.carrier)}

    def demo(self) -> list[str]:
        return [event.order for event in self._store.load(self._demo)]
