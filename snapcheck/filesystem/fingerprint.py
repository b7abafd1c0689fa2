"""The fingerprint of the file system: the queries of a run, so that a later one can repeat them.

A large run makes some queries for each file. They are packed as they come, and unpacked a few at a
time: as objects they would take more memory than all else that is known of the files, and as text
as much as that. Of a small run nothing is compressed, which would take it longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import msgspec

Answer: TypeAlias = str | tuple[int | str, ...]
FileState: TypeAlias = tuple[str, Answer]
"""How something looked: the question that was asked of it, and the answer."""
Queries: TypeAlias = tuple[bytes, ...]
"""Questions, each with its path and its answer, in parts; see `texts` and `questions`.

Paths are relative to the root where they lie below it, and absolute elsewhere.
"""

FAILED = "failed"
"""The question of what could not be looked at: it is never answered as before."""

# One question a line, in JSON: so each begins with a bracket, which nothing compressed does.
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(tuple[str, str, Answer])
_BEGIN = b"["
_AT_ONCE = 100_000  # bytes that are unpacked together
_PART = 1_000_000  # bytes that are compressed together


class QueryLog:
    """The queries so far. One may be made again: each of its answers has to hold."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._packed = bytearray()

    def note(self, question: str, path: str, answer: Answer) -> None:
        """Add a question with its answer."""
        try:
            packed = _ENCODER.encode((question, path, answer))
        except UnicodeEncodeError:
            # A name that is no UTF-8 can't be kept; so neither can what rests on it.
            shown = path.encode("utf-8", "replace").decode()
            packed = _ENCODER.encode((FAILED, shown, ""))
        self._packed += packed
        self._packed += b"\n"
        if len(self._packed) > _PART:
            self._parts.append(_compressed(self._packed))
            self._packed.clear()

    def add(self, asked: Queries) -> None:
        """Add the queries of another log."""
        self._parts.extend(asked)

    def asked(self) -> Queries:
        """Return all of them."""
        return (*self._parts, bytes(self._packed)) if self._packed else tuple(self._parts)


def _compressed(text: bytearray) -> bytes:
    import zlib  # for large runs only

    return zlib.compress(text, 1)


def texts(asked: Queries) -> Iterator[bytes]:
    """Yield the questions as they are written, some thousands at a time.

    Raises ValueError if it is something else.
    """
    for part in asked:
        if part.startswith(_BEGIN):
            yield part
            continue
        import zlib

        try:
            yield zlib.decompress(part)
        except zlib.error as error:
            raise ValueError(str(error)) from error


def questions(asked: Iterable[bytes], begin: int = 0) -> Iterator[tuple[str, str, Answer]]:
    """Yield the questions of these texts, of each from `begin` on.

    Raises ValueError if it is something else.
    """
    for text in asked:
        at = begin
        while at < len(text):
            end = text.find(b"\n", at + _AT_ONCE) + 1 or len(text)
            yield from _DECODER.decode_lines(text[at:end])
            at = end
