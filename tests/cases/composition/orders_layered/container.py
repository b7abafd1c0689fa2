# (module of the case) wires settings, repository and service together
from dataclasses import dataclass

from repository import OrderRepository
from service import OrderService
from settings import Settings, load_settings


@dataclass
class Container:
    settings: Settings
    repository: OrderRepository
    service: OrderService


def build_container() -> Container:
    settings = load_settings()
    repository = OrderRepository(settings.table)
    return Container(
        settings=settings,
        repository=repository,
        service=OrderService(settings, repository),
    )
