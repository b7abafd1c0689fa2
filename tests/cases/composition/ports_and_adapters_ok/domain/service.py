# (module of the case) the domain
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .ports import Clock, Ids, Invoices


@dataclass(frozen=True)
class Invoice:
    number: str
    customer: str
    cents: int
    due: datetime
    notes: list[str] = field(default_factory=list)


class Invoicing:
    TERM = timedelta(days=14)

    def __init__(self, invoices: Invoices, ids: Ids, clock: Clock) -> None:
        self._invoices = invoices
        self._ids = ids
        self._clock = clock

    def issue(self, customer: str, cents: int) -> Invoice:
        invoice = Invoice(self._ids.new(), customer, cents, due=self._clock.now() + self.TERM)
        self._invoices.save(invoice)
        return invoice

    def count(self) -> int:
        return len(self._invoices)
