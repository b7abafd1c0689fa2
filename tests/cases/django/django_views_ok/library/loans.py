# (module of the case) a domain object with a factory as default
import datetime
import uuid
from dataclasses import dataclass, field


@dataclass
class Loan:
    book: str
    id: str = field(default_factory=lambda: uuid.uuid4().hex)  # ok: made in the view
    until: datetime.date = field(
        default_factory=lambda: datetime.date.today() + datetime.timedelta(days=21)  # ok: likewise
    )
