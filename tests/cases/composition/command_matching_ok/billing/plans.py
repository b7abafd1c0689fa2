# (module of the case) an enum with constant and automatic members
from enum import Enum, auto


class Plan(Enum):
    TRIAL = auto()
    MONTHLY = auto()
    YEARLY = "yearly"

    @property
    def prefix(self):
        return self.name[:1]


def plan_of(event):
    match event:
        case {"plan": str(name)}:
            return Plan[name.upper()]
        case {"n": int(n)} if n > 10:
            return Plan.YEARLY
        case _:
            return Plan.MONTHLY
