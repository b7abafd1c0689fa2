# (module of the case) the domain service
import uuid

from repository import OrderRepository
from settings import Settings


class OrderService:
    def __init__(self, settings: Settings, repository: OrderRepository) -> None:
        self._settings = settings
        self._repository = repository

    def place(self, sku: str, quantity: int) -> dict:
        order = {
            "id": str(uuid.uuid4()),  # ok: made in the handler
            "sku": sku,
            "quantity": quantity,
            "owner": self._settings.lease_owner,
            "since": self._settings.started_at,
        }
        order["stored_as"] = self._repository.insert(order)
        return order
