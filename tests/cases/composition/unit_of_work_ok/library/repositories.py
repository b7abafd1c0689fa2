# (module of the case) an identity map for each unit of work
import datetime as dt
import uuid
from dataclasses import asdict, dataclass, field


def _due() -> str:
    return (dt.datetime.now() + dt.timedelta(days=21)).isoformat()


@dataclass
class Loan:
    book: str
    member: str
    transaction: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    due: str = field(default_factory=_due)

    def as_dict(self):
        return asdict(self)


class Loans:
    def __init__(self, transaction):
        self._transaction = transaction
        self._map = {}

    def new(self, book, member):
        loan = Loan(book, member, self._transaction)
        self._map[loan.id] = loan
        return loan

    def seal(self):
        self._map.clear()
