"""The fingerprint of the file system: the queries of a run, so that a later one can repeat them.

A large run makes some queries for each file. They are packed as they come, and unpacked a few at a
time: as objects they would take more memory than all else that is known of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import msgspec

Answer: TypeAlias = str | tuple[int | str, ...]
FileState: TypeAlias = tuple[str, Answer]
"""How something looked: the question that was asked of it, and the answer."""
Queries: TypeAlias = bytes
"""Questions, each with its path and its answer; see `questions`.

Paths are relative to the root where they lie below it, and absolute elsewhere.
"""

FAILED = "failed"
"""The question of what could not be looked at: it is never answered as before."""

# One question a line, in JSON.
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(tuple[str, str, Answer])
_AT_ONCE = 100_000  # bytes that are unpacked together


class QueryLog:
    """The queries so far. One may be made again: each of its answers has to hold."""

    def __init__(self) -> None:
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

    def add(self, asked: Queries) -> None:
        """Add the queries of another log."""
        self._packed += asked

    def asked(self) -> Queries:
        """Return all of them."""
        return bytes(self._packed)


def questions(asked: Queries, begin: int = 0) -> Iterator[tuple[str, str, Answer]]:
    """Yield the questions that are packed from `begin` on.

    Raises ValueError if it is something else.
    """
    while begin < len(asked):
        end = asked.find(b"\n", begin + _AT_ONCE) + 1 or len(asked)
        yield from _DECODER.decode_lines(asked[begin:end])
        begin = end
