"""The code of a step: its lines, what of them is marked, and what is around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from snapcheck.model import Span
from snapcheck.report.cells import TAB_STOP, safe
from snapcheck.report.lines import Lines

_AROUND = 1  # lines above and below
_MOST_MARKED = 4  # lines of one span
_WIDEST = 180  # characters of one line
_LEAD = 40  # characters before a mark in a line that is cut
_ELLIPSIS = "…"


class Piece(Struct, frozen=True):
    """A stretch of a line; `mark` is the kind of the step that it belongs to, or empty."""

    text: str
    mark: str = ""


class CodeLine(Struct, frozen=True):
    """One line of source, ready to be shown."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def is_context(self) -> bool:
        """Whether nothing on the line is marked."""
        return not any(piece.mark for piece in self.pieces)


class Marked(Struct, frozen=True):
    """A span to be marked, as what."""

    span: Span
    mark: str


class Code:
    """Cuts excerpts out of the sources of a report."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._lines = Lines(sources)

    def excerpt(self, marks: Sequence[Marked]) -> tuple[CodeLine, ...]:
        """Return the lines around spans that begin on one line; none where the text isn't known.

        The first of two spans that overlap is the one that is marked.
        """
        span = marks[0].span
        lines = self._lines.of(span.path)
        last = min(span.end_line, span.line + _MOST_MARKED - 1)
        if not 1 <= span.line <= last <= len(lines):
            return ()
        numbers = range(max(1, span.line - _AROUND), min(len(lines), last + _AROUND) + 1)
        dedent = _common_indent([lines[number - 1] for number in numbers])
        shown = [
            CodeLine(number, tuple(_pieces(lines[number - 1], number, marks, dedent)))
            for number in numbers
        ]
        while shown and _is_blank(shown[0]):
            shown.pop(0)
        while shown and _is_blank(shown[-1]):
            shown.pop()
        return tuple(shown)


def _is_blank(line: CodeLine) -> bool:
    return line.is_context and not any(piece.text.strip() for piece in line.pieces)


def _common_indent(lines: Sequence[str]) -> int:
    """Return how many blanks all lines begin with that are not empty."""
    return min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)


def _pieces(line: str, number: int, marks: Sequence[Marked], dedent: int) -> Iterator[Piece]:
    """Return a line in pieces, marked and unmarked ones, cut to what is worth seeing."""
    line = line.rstrip()
    stretches = sorted(_stretches(len(line), number, marks))
    is_cut = bool(stretches) and len(line) - dedent > _WIDEST
    first = max(dedent, stretches[0][0] - _LEAD) if is_cut else min(dedent, len(line))
    end = min(len(line), first + _WIDEST)
    at = first
    if first > dedent:
        yield Piece(_ELLIPSIS)
    for begin, stop, mark in stretches:
        begin, stop = max(at, begin), min(end, stop)
        if begin < stop:
            if at < begin:
                yield Piece(_shown(line[at:begin]))
            yield Piece(_shown(line[begin:stop]), mark)
            at = stop
    if at < end:
        yield Piece(_shown(line[at:end]))
    if end < len(line):
        yield Piece(_ELLIPSIS)


def _stretches(length: int, number: int, marks: Sequence[Marked]) -> Iterator[tuple[int, int, str]]:
    """Return where marks lie on a line, without those that overlap an earlier one."""
    taken: list[tuple[int, int]] = []
    for each in marks:
        span = each.span
        if not span.line <= number <= span.end_line or number - span.line >= _MOST_MARKED:
            continue
        begin = span.column - 1 if number == span.line else 0
        end = span.end_column - 1 if number == span.end_line else length
        if all(end <= other or begin >= stop for other, stop in taken):
            taken.append((begin, end))
            yield begin, min(end, length), each.mark


def _shown(text: str) -> str:
    return safe(text.replace("\t", " " * TAB_STOP))
