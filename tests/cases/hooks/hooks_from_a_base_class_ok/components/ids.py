# (module of the case) a prefix that its own renew makes
import uuid

from .base import Renewable


class Numbering(Renewable):
    def __init__(self, series: str) -> None:
        self._series = series
        self._last = 0
        super().__init__()

    def renew(self) -> None:
        self._prefix = uuid.uuid4().hex[:8]  # ok: runs again after the restore

    def next(self) -> str:
        self._last += 1
        return f"{self._series}-{self._prefix}-{self._last:05d}"
