# (module of the case) what the domain asks of the outside
from datetime import datetime
from typing import Protocol


class Ids(Protocol):
    def new(self) -> str: ...


class Clock(Protocol):
    def now(self) -> datetime: ...


class Invoices(Protocol):
    def save(self, invoice) -> None: ...

    def __len__(self) -> int: ...
