"""How far a run has come, and where its time goes."""

from __future__ import annotations

from contextlib import AbstractContextManager
from time import perf_counter

from msgspec import Struct, field

from snapcheck.model import Taken
from snapcheck.model.progress import OnProgress, Progress, Stage


class Stopwatch:
    """Adds up the seconds of stages; of one inside another, to the inner one only."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = 0.0

    def measure(self, stage: str) -> AbstractContextManager[None]:
        """Count what is done now for `stage`."""
        return _Measured(self, stage)

    def begin(self, stage: str) -> None:
        """Count what is done from now on for `stage`, until it ends."""
        self._switch()
        self._running.append(stage)

    def end(self) -> None:
        """Count what is done from now on for the stage around the one that began last."""
        self._switch()
        self._running.pop()

    def _switch(self) -> None:
        """Give the time since the last switch to the stage that runs."""
        now = perf_counter()
        if self._running:
            stage = self._running[-1]
            self._seconds[stage] = self._seconds.get(stage, 0.0) + now - self._since
        self._since = now

    def add(self, taken: Taken) -> None:
        """Add what was measured elsewhere, as in another process."""
        for stage, seconds in taken.times:
            self._seconds[stage] = self._seconds.get(stage, 0.0) + seconds

    def taken(self) -> Taken:
        """Return what was measured so far, in the order in which stages first ended."""
        return Taken(tuple(self._seconds.items()))


class _Measured(AbstractContextManager[None]):
    """A stage while it runs: every rule of every program is one, so a generator would cost much."""

    __slots__ = ("_stage", "_watch")

    def __init__(self, watch: Stopwatch, stage: str) -> None:
        self._watch = watch
        self._stage = stage

    def __enter__(self) -> None:
        self._watch.begin(self._stage)

    def __exit__(self, *error: object) -> None:
        self._watch.end()


class ProgressReporter(Struct):
    """Reports progress to a listener; long work repeats it, so that nobody waits in the dark."""

    listener: OnProgress | None = None
    now: Progress = field(default=Progress(Stage.FIND))

    def report(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """Report that the analysis has come so far."""
        if self.listener is not None:
            self.now = Progress(stage, done, total)
            self.listener(self.now)

    def repeat(self) -> None:
        """Repeat the last report: the analysis is still at work."""
        if self.listener is not None:
            self.listener(self.now)


class Monitor(Struct, frozen=True):
    """What watches a run: its stopwatch, and the reporter of its progress."""

    watch: Stopwatch = field(default_factory=Stopwatch)
    reporter: ProgressReporter = field(default_factory=ProgressReporter)
