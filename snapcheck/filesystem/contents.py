"""What was read of files, kept in case it is read again."""

from __future__ import annotations

from msgspec import Struct

from snapcheck.filesystem.fingerprint import FileState

_MOST_BYTES = 8_000_000
# A run over more than that goes through them from the first to the last, again and again: what is
# kept is let go before it is asked for. Then this is for what is read twice in a row.
_FEW_BYTES = 1_000_000


class Content(Struct, frozen=True):
    """What a file holds, or begins with, and how it looked."""

    data: bytes
    is_whole: bool
    seen: FileState


class Contents:
    """The contents of files, of so many bytes in total: the oldest are let go for new ones."""

    def __init__(self) -> None:
        self._by_file: dict[str, Content] = {}
        self._size = 0
        self._most = _MOST_BYTES

    def whole(self, file: str) -> Content | None:
        """Return what is kept of a file, if that is all of it."""
        known = self._by_file.get(file)
        return known if known is not None and known.is_whole else None

    def beginning(self, file: str, most: int) -> Content | None:
        """Return what is kept of a file, if that is all, or its first `most` bytes (-1: all)."""
        known = self._by_file.get(file)
        if known is None:
            return None
        return known if known.is_whole or 0 <= most <= len(known.data) else None

    def keep(self, file: str, content: Content) -> None:
        """Keep what a file holds, and let others go for it."""
        self.forget(file)
        self._by_file[file] = content
        self._size += len(content.data)
        if self._size > self._most:
            self._most = min(self._most, _FEW_BYTES)
        while self._size > self._most:
            self.forget(next(iter(self._by_file)))

    def keep_if_there_is_room(self, file: str, content: Content) -> None:
        """Keep what a file holds, if nothing is kept of it, and nothing has to be let go."""
        if file not in self._by_file and self._size + len(content.data) <= self._most:
            self.keep(file, content)

    def forget(self, file: str) -> None:
        """Let go of what a file holds."""
        content = self._by_file.pop(file, None)
        self._size -= len(content.data) if content is not None else 0
