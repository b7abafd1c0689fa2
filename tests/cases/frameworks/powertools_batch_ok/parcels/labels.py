# (module of the case) a label of its own for each record
import random
import time
import uuid
from dataclasses import asdict, dataclass, field

_lanes = random.SystemRandom()


@dataclass
class Label:
    parcel: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))  # ok: one for each record
    printed: float = field(default_factory=time.time)  # ok: one for each record
    lane: int = field(default_factory=lambda: _lanes.randrange(10**9))  # ok: no state


def label(parcel: str) -> dict:
    return asdict(Label(parcel))
