"""Locations of reports to places of editors, and back.

A report counts lines and columns from 1, and columns in characters. An editor counts both from 0,
and columns in the units of the encoding that was agreed on: bytes of UTF-8, units of UTF-16, or
characters (UTF-32).
"""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from snapcheck.model import Span

# What ends a line for editors and for Python; `str.splitlines` would also break at form feeds.
LINE_END = re.compile(r"\r\n|\r|\n")


def units(text: str, encoding: str) -> int:
    """Return how many units of an encoding a text takes."""
    if encoding == PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(character > "\uffff" for character in text)


def characters(text: str, count: int, encoding: str) -> int:
    """Return how many characters of `text` the first `count` units hold.

    A character cut counts whole.
    """
    if encoding == PositionEncodingKind.Utf32 or text.isascii():
        return min(count, len(text))
    taken = 0
    for index, character in enumerate(text):
        if taken >= count:
            return index
        taken += units(character, encoding)
    return len(text)


class Lines:
    """The lines of one text, to tell columns of editors from columns of reports."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text = text
        self._encoding = encoding
        between = [found.span() for found in LINE_END.finditer(text)]
        self._starts = [0, *[end for _, end in between]]
        self._ends = [*[start for start, _ in between], len(text)]

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, line: int) -> str:
        """Return a line, from 0, without what ends it."""
        return self.text[self._starts[line] : self._ends[line]]

    def position(self, line: int, column: int) -> Position:
        """Return the editor's position of a line and column from 1; the nearest that there is."""
        if line > len(self):
            return self.end()
        row = max(line, 1) - 1
        before = self[row][: max(column, 1) - 1]
        return Position(row, units(before, self._encoding))

    def range_of(self, span: Span) -> Range:
        """Return the editor's range of a span."""
        return Range(
            self.position(span.line, span.column), self.position(span.end_line, span.end_column)
        )

    def line_range(self, line: int) -> Range:
        """Return the whole line, from 1, without its indentation; the first where it is 0."""
        row = min(max(line, 1), len(self)) - 1
        text = self[row]
        indent = len(text) - len(text.lstrip())
        return Range(
            self.position(row + 1, indent + 1), self.position(row + 1, len(text.rstrip()) + 1)
        )

    def end(self) -> Position:
        """Return the position behind the last character."""
        return Position(len(self) - 1, units(self[len(self) - 1], self._encoding))

    def position_at(self, offset: int) -> Position:
        """Return the editor's position of an index in the text."""
        row = bisect_right(self._starts, offset) - 1
        return self.position(row + 1, offset - self._starts[row] + 1)

    def offset(self, position: Position) -> int:
        """Return the index in the text of an editor's position.

        The end of the line for one beyond it.
        """
        if position.line >= len(self):
            return len(self.text)
        line = self[position.line]
        return self._starts[position.line] + characters(line, position.character, self._encoding)


def contains(outer: Range, position: Position) -> bool:
    """Return whether a position is in a range or at its end, as a cursor behind a word is."""
    return outer.start <= position <= outer.end


def touch(one: Range, other: Range) -> bool:
    """Return whether two ranges have a place in common, be it an end."""
    return one.start <= other.end and other.start <= one.end


def share_a_line(one: Range, other: Range) -> bool:
    """Return whether two ranges have a line in common."""
    return one.start.line <= other.end.line and other.start.line <= one.end.line
