# (module of the case) commands as dataclasses, dictionaries and tuples
import random
import uuid
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Move:
    x: int
    y: int
    id: str = field(default_factory=lambda: uuid.uuid4().hex)  # expect: SNAP201 for DEFAULT


DEFAULT = Move(0, 0)
PRESETS = {
    "night": {"op": "dim", "level": 3, "token": uuid.uuid4().hex},  # expect: SNAP201
    "walk": ("turn", random.randrange(360)),  # expect: SNAP201
}


def parse(raw):
    match raw:
        case {"op": "move", "to": [x, y]}:
            return Move(x, y)
        case {"op": op, **rest}:
            return {"op": op, **rest}
        case _:
            raise ValueError(raw)
