"""What a run asked the file system, kept so that a later run can ask it again.

A large run asks some questions for each file. They are packed as they come, and unpacked a few at a
time: as objects they would take more memory than all else that is known of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import msgspec

Answer: TypeAlias = str | tuple[int | str, ...]
Seen: TypeAlias = tuple[str, Answer]
"""How something looked: the question that was asked of it, and the answer."""
Asked: TypeAlias = bytes
"""Questions, each with its path and its answer; see `questions`.

Paths are relative to the root where they lie below it, and absolute elsewhere.
"""

FAILED = "failed"
"""The question of what could not be looked at: it is never answered as before."""

# One question a line, in JSON.
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(tuple[str, str, Answer])
_AT_ONCE = 100_000  # bytes that are unpacked together


class Account:
    """All questions so far. One may be asked again: each of the answers has to hold."""

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

    def add(self, asked: Asked) -> None:
        """Take over the questions of another account."""
        self._packed += asked

    def asked(self) -> Asked:
        """All of them."""
        return bytes(self._packed)


def questions(asked: Asked, begin: int = 0) -> Iterator[tuple[str, str, Answer]]:
    """The questions that are packed from `begin` on. Raises ValueError if it is something else."""
    while begin < len(asked):
        end = asked.find(b"\n", begin + _AT_ONCE) + 1 or len(asked)
        yield from _DECODER.decode_lines(asked[begin:end])
        begin = end
