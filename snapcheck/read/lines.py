"""Offsets in a text to lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from snapcheck.model import Span


def line_starts(text: str) -> list[int]:
    """Return the offset at which each line starts; lines end with `\\n`, `\\r\\n` or `\\r`."""
    starts = [0]
    offset = 0
    for line in text.splitlines(keepends=True):
        offset += len(line)
        if line.endswith(("\n", "\r")):
            starts.append(offset)
    return starts


def span_of(path: str, lines: Sequence[int], start: int, end: int) -> Span:
    """Return the span between two offsets; `lines` are the offsets at which the lines start."""
    first, last = bisect_right(lines, start) - 1, bisect_right(lines, max(start, end)) - 1
    return Span(path, first + 1, start - lines[first] + 1, last + 1, end - lines[last] + 1)
