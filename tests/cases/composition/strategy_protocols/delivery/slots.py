# (module of the case) three sources of delivery slots
import random
import uuid
from itertools import cycle
from typing import Protocol, runtime_checkable


@runtime_checkable
class SlotSource(Protocol):
    def next(self) -> str: ...


class FixedSlots:
    def __init__(self, slots: list[str]) -> None:
        self._slots = cycle(slots)

    def next(self) -> str:
        return next(self._slots)


class RandomSlots:
    def __init__(self) -> None:
        self._rng = random.Random()  # expect: SNAP102

    def next(self) -> str:
        return f"slot-{self._rng.randrange(10**9)}"


class PrefixedSlots:
    def __init__(self, region: str) -> None:
        self._prefix = region + "-" + uuid.uuid4().hex[:8]  # expect: SNAP201

    def next(self) -> str:
        return self._prefix
