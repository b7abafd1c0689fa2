"""Where the time of a run goes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from snapcheck.model import Taken


class Stopwatch:
    """Adds up the seconds of stages; of one inside another, to the inner one only."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def measure(self, stage: str) -> Iterator[None]:
        """Count what is done now for `stage`."""
        self._switch()
        self._running.append(stage)
        try:
            yield
        finally:
            self._switch()
            self._running.pop()

    def _switch(self) -> None:
        """Give the time since the last switch to the stage that runs."""
        now = time.perf_counter()
        if self._running:
            stage = self._running[-1]
            self._seconds[stage] = self._seconds.get(stage, 0.0) + now - self._since
        self._since = now

    def add(self, taken: Taken) -> None:
        """Add what was measured elsewhere, as in another process."""
        for stage, seconds in taken.times:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + seconds

    def taken(self) -> Taken:
        """What was measured so far, in the order in which stages first ended."""
        return Taken(tuple(self._seconds.items()))
