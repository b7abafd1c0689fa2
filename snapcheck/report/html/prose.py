"""Sentences in which backticks mark code, as stretches of prose and of code."""

from __future__ import annotations

from msgspec import Struct

from snapcheck.report.cells import one_line


class Prose(Struct, frozen=True):
    """A stretch of a sentence; what stood in backticks is code."""

    text: str
    is_code: bool


def prose_of(sentence: str) -> tuple[Prose, ...]:
    """Return a sentence in stretches of prose and of code."""
    parts = one_line(sentence).split("`")
    if len(parts) % 2 == 0:  # a backtick without its partner is an ordinary character
        parts[-2:] = ["`".join(parts[-2:])]
    return tuple(Prose(part, at % 2 == 1) for at, part in enumerate(parts) if part)
