"""How far a run of a fleet has come, and when it will be done."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic


class Estimate:
    """Tells of the progress; the estimate counts only what this run had to do itself."""

    def __init__(self, total: int, say: Callable[[str], None] | None) -> None:
        self._total = total
        self._say = say
        self._begin = monotonic()

    def tell(self, done: int, known: int) -> None:
        """Tell that so many are done, and how many of them were known."""
        if self._say is not None:
            self._say(worded(done, known, self._total, monotonic() - self._begin))


def worded(done: int, known: int, total: int, seconds: float) -> str:
    """Return a line that says how far a run has come after so many seconds."""
    text = f"snapcheck: {done} of {total} repositories"
    if known:
        text += f" ({known} unchanged)"
    worked = done - known
    if not worked or done == total:
        return text
    return f"{text}, about {_span(seconds / worked * (total - done))} left"


def _span(seconds: float) -> str:
    """Return a time as a person says it."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
