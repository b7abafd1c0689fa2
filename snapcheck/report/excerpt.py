"""One line of source as a terminal can show it, with the stretch to be marked under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from snapcheck.model import Span
from snapcheck.report.cells import ELLIPSIS, cells_of, is_plain
from snapcheck.report.lines import Lines

# How much of a long line stays in view before the marked stretch, at the least.
_LEAD = 16
# Lines beyond this (minified or generated code) are looked at only around the marked stretch.
_LONGEST = 2_000


class Excerpt(Struct, frozen=True):
    """A source line, safe to print, and the cells to mark below it.

    `goes_on` says that the span does not end on this line.
    """

    code: str
    indent: int
    marked: int
    goes_on: bool


class Sources:
    """The source lines that a report shows."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._lines = Lines(texts)

    def excerpt(self, span: Span, width: int) -> Excerpt | None:
        """Return the first line of a span in at most `width` cells; None if it isn't known."""
        line = self._lines.at(span.path, span.line)
        return None if line is None else _excerpt(line.rstrip(), span, width)


def _excerpt(line: str, span: Span, width: int) -> Excerpt:
    goes_on = span.end_line > span.line
    start = min(span.column - 1, len(line))
    end = len(line) if goes_on else min(span.end_column - 1, len(line))
    skipped = max(0, start - _LONGEST) if len(line) > 2 * _LONGEST else 0
    near = line[skipped : start + _LONGEST]
    start, end = start - skipped, max(start, min(end, start + _LONGEST)) - skipped

    # The cell at which each character begins, and the end of the last one.
    shown, edges = (near, range(len(near) + 1)) if is_plain(near) else _cells(near)
    if edges[-1] <= width and not skipped and len(near) == len(line):
        return Excerpt("".join(shown), edges[start], max(1, edges[end] - edges[start]), goes_on)
    return _cut(shown, edges, (start, end), width, goes_on)


def _cells(text: str) -> tuple[list[str], list[int]]:
    """Return what is shown for each character, and the edges between them, in cells."""
    shown: list[str] = []
    edges = [0]
    for character in text:
        seen, cells = cells_of(character, edges[-1])
        shown.append(seen)
        edges.append(edges[-1] + cells)
    return shown, edges


def _cut(
    shown: Sequence[str], edges: Sequence[int], marked: tuple[int, int], width: int, goes_on: bool
) -> Excerpt:
    """Return the part of a too long line around the marked stretch."""
    start, end = marked
    first = 0
    if edges[end] >= width:
        hidden = min(edges[start] - _LEAD, edges[-1] - width + len(ELLIPSIS))
        first = next(at for at in range(len(edges)) if edges[at] >= hidden)
    lead = ELLIPSIS if first else ""
    room = edges[first] + width - len(lead)
    if edges[-1] > room:
        room = max(room - len(ELLIPSIS), edges[first])
    last = max(at for at in range(first, len(edges)) if edges[at] <= room)
    tail = ELLIPSIS if last < len(shown) else ""
    marked_end = edges[min(end, last)] + (len(tail) if end > last else 0)
    return Excerpt(
        lead + "".join(shown[first:last]) + tail,
        len(lead) + edges[min(start, last)] - edges[first],
        max(1, marked_end - edges[min(start, last)]),
        goes_on,
    )
