"""Tells who wants to know how far an analysis has come."""

from __future__ import annotations

from msgspec import Struct, field

from snapcheck.model import OnProgress, Progress, Stage


class Teller(Struct):
    """What is told is told again and again in long stretches, so that nobody waits in the dark."""

    listener: OnProgress | None = None
    now: Progress = field(default=Progress(Stage.FIND))

    def tell(self, stage: Stage, done: int = 0, total: int = 0) -> None:
        """The analysis has come so far."""
        if self.listener is not None:
            self.now = Progress(stage, done, total)
            self.listener(self.now)

    def again(self) -> None:
        """The analysis is where it was, and still at work."""
        if self.listener is not None:
            self.listener(self.now)
