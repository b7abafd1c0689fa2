# (module of the case) an object that knows whether it has expired
import datetime as dt
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Ticket:
    number: str
    issued: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.timezone.utc))

    @property
    def expired(self) -> bool:
        return dt.datetime.now(dt.timezone.utc) - self.issued > dt.timedelta(minutes=5)


class Tickets:
    def __init__(self) -> None:
        self._ticket: Ticket | None = None

    def current(self) -> Ticket:
        if self._ticket is None or self._ticket.expired:
            self._ticket = Ticket(uuid.uuid4().hex)  # ok: expires by the wall clock
        return self._ticket
