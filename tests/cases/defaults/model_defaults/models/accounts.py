# (module of the case) dataclasses, one of which inherits its fields
import datetime as dt
import uuid
from dataclasses import asdict, dataclass, field


@dataclass
class Entity:
    id: str = uuid.uuid4().hex  # expect: SNAP201
    created: float = field(default=dt.datetime.now().timestamp(), kw_only=True)  # expect: SNAP301

    def as_dict(self):
        return asdict(self)


@dataclass
class Money(Entity):
    cents: int = 0


@dataclass
class Account:
    owner: str
    number: str = field(default_factory=lambda: uuid.uuid4().hex)  # ok: one for each account

    def as_dict(self):
        return {"owner": self.owner, "number": self.number}
