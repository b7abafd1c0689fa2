# (module of the case) one registry for the process
from __future__ import annotations

import datetime as dt
import random


class FleetRegistry:
    _instance: FleetRegistry | None = None

    def __init__(self) -> None:
        self._numbers = random.Random()  # expect: SNAP102
        self._opened = dt.datetime.now(dt.timezone.utc)  # expect: SNAP301

    @classmethod
    def get_instance(cls) -> FleetRegistry:
        if cls._instance is None:
            cls._instance = cls()
        return cls._instance

    def enrol(self, plate: str) -> dict:
        return {
            "id": f"{plate}-{self._numbers.getrandbits(40):010x}",
            "opened": self._opened.isoformat(),
        }
