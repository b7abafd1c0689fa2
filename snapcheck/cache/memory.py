"""A memory that lies in a file between two runs, and is read and written bit by bit."""

from __future__ import annotations

from collections.abc import Callable

from snapcheck.analysis.memory import Memory, NewRecords
from snapcheck.cache import records


class KeptMemory(Memory):
    """What the file at `path` says, and what a run adds; `prepare` is done before that is kept."""

    def __init__(self, path: str, prepare: Callable[[], None]) -> None:
        self._path = path
        self._prepare = prepare
        self._open = records.opened(path)
        self._adding: records.NewRecords | None = None
        self._is_finished = False
        super().__init__(self._open)

    def _begun(self) -> NewRecords:
        self.discard()
        self._prepare()
        self._adding = records.NewRecords(self._path)
        return self._adding

    def _take_over(self) -> None:
        self._is_finished = True

    def publish(self) -> None:
        """Let later runs know what this one found out, if it came to its end."""
        if self._open is not None:
            self._open.close()  # Windows replaces no file that is open
        if self._adding is not None and self._is_finished:
            self._adding.publish()
        self.discard()

    def discard(self) -> None:
        """Take away what was written and not published."""
        if self._adding is not None:
            self._adding.discard()
