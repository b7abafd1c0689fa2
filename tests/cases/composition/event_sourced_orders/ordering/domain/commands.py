# (module of the case) commands with defaults
import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    pass


@dataclass(frozen=True)
class PlaceOrder(Command):
    sku: str
    requested: str = dt.date.today().isoformat()  # expect: SNAP301


@dataclass(frozen=True)
class ShipOrder(Command):
    order: str
    carrier: str = "post"
