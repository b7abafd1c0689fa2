"""A file in which something is reported, as LibCST reads it: its tree, and where its nodes are.

Python's own tree places every finding. This one keeps blanks, brackets and comments: what an
expression is to be excerpted or changed by.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

import libcst as cst
from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider

from snapcheck.flag.visitors import Fits, node_in
from snapcheck.read.deep import allow_deep_recursion, guarded, with_large_stack
from snapcheck.read.depth import is_shallow
from snapcheck.read.lines import line_starts
from snapcheck.read.python import parsed
from snapcheck.read.source import Unreadable

T = TypeVar("T")

Places = Mapping[cst.CSTNode, tuple[int, int]]
"""The offsets at which nodes begin and end."""

_LONE_RETURN = re.compile(r"\r(?!\n)")
_BRACKETED = re.compile(r"\(\s*(.*?)\s*\)", re.DOTALL)


class Flagged:
    """A Python file of which fixes are wanted. Raises Unreadable, as reading does.

    Whatever needs the tree is to be done in `guarded`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._places: dict[int, Places] = {}

    @cached_property
    def lines(self) -> Sequence[int]:
        """The offset at which each line starts."""
        return line_starts(self.text)

    @cached_property
    def tree(self) -> cst.Module:
        """The LibCST tree."""
        allow_deep_recursion()
        try:
            return cst.parse_module(self.text)
        except (cst.ParserSyntaxError, RecursionError, MemoryError, ValueError) as error:
            raise Unreadable(f"LibCST can't parse it ({type(error).__name__})") from None

    @cached_property
    def is_lossless(self) -> bool:
        """Whether the tree gives the text again: of one whose lines end with CR it does not."""
        # To write the tree takes as long as to read it, and nothing else is known to be lost.
        return not _LONE_RETURN.search(self.text) or self.tree.code == self.text

    def guarded(self, work: Callable[[], T]) -> T:
        """Do `work`, which needs the tree, in a way that the nesting of the file allows.

        LibCST's parser takes more of a stack than Python's own.
        """
        if is_shallow(self.text):
            return work()
        return guarded(self.text, lambda: with_large_stack(work))

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both from 1; the text's end for a later line."""
        if line > len(self.lines):
            return len(self.text)
        return self.lines[line - 1] + column - 1

    def places(self, number: int) -> Places:
        """Return where the nodes of the body's statement of this number are."""
        if number not in self._places:
            shift = self._lines_of_statements[number]
            module = self.tree.with_changes(header=(), body=[self.tree.body[number]], footer=())
            # To resolve it by the wrapper would go through the statement once more, for nothing.
            provided = PositionProvider()._gen(MetadataWrapper(module, unsafe_skip_copy=True))
            found = cast("Mapping[cst.CSTNode, CodeRange]", provided)
            first = found[self.tree.body[number]].start.line
            self._places[number] = {
                node: self._offsets(place, shift - first) for node, place in found.items()
            }
        return self._places[number]

    def _offsets(self, place: CodeRange, shift: int) -> tuple[int, int]:
        start, end = place.start, place.end
        return (
            self.offset(start.line + shift, start.column + 1),
            self.offset(end.line + shift, end.column + 1),
        )

    @cached_property
    def _lines_of_statements(self) -> Sequence[int]:
        """The line at which each statement of the tree begins, a definition behind its decorators.

        To Python, small statements on one line are as many statements.
        """
        found = []
        each = iter(parsed(self.text).body)
        for statement in self.tree.body:
            found.append(next(each).lineno)
            if isinstance(statement, cst.SimpleStatementLine):
                for _ in statement.body[1:]:
                    next(each)
        return found

    def expression_at(self, start: int, end: int) -> tuple[int, cst.BaseExpression] | None:
        """Return the outermost expression between two offsets, and the number of its statement.

        Python's own tree counts the brackets of a tuple or a generator expression; LibCST does not.
        """
        wanted = [(start, end)]
        inside = _BRACKETED.fullmatch(self.text, start, end)
        if inside is not None:
            wanted.append(inside.span(1))
        for place in wanted:
            found = self.node_at(
                place,
                lambda node, at, place=place: (  # type: ignore[misc]
                    at == place and isinstance(node, cst.BaseExpression)
                ),
            )
            if found is not None:
                assert isinstance(found[1], cst.BaseExpression)
                return found[0], found[1]
        return None

    def node_at(self, place: tuple[int, int], fits: Fits) -> tuple[int, cst.CSTNode] | None:
        """Return the outermost node that fits around two offsets, and its statement's number."""
        for number in self._around(bisect_right(self.lines, place[0])):
            found = node_in(self.tree.body[number], place, fits, self.places(number))
            if found is not None:
                return number, found
        return None

    def number_at(self, line: int) -> int:
        """Return the number of the body's statement that begins on a line, or above it."""
        return bisect_right(self._lines_of_statements, line) - 1

    def beginning(self, number: int) -> int:
        """Return where the body's statement of this number begins, what leads it included."""
        return self.beginning_of(self.tree.body[number], self.places(number))

    def beginning_of(self, statement: cst.CSTNode, places: Places) -> int:
        """Return the offset at which a statement begins, with its decorators and what leads it."""
        first = next(iter(getattr(statement, "decorators", ())), statement)
        leading: Sequence[cst.CSTNode] = getattr(statement, "leading_lines", ())
        line = bisect_right(self.lines, places[first][0]) - 1
        return self.lines[line - len(leading)]

    @property
    def end_of_body(self) -> int:
        """The offset behind the body's last statement."""
        footer = sum(len(self.tree.code_for_node(line)) for line in self.tree.footer)
        return len(self.text) - footer

    def line_behind(self, offset: int) -> int:
        """Return the offset at which the next line starts."""
        number = bisect_right(self.lines, offset)
        return self.lines[number] if number < len(self.lines) else len(self.text)

    def _around(self, line: int) -> Iterator[int]:
        """Yield statements that may hold a line: decorators come before where their own begins."""
        behind = bisect_right(self._lines_of_statements, line)
        yield from range(max(0, behind - 1), behind)
        following = self.tree.body[behind : behind + 1]
        if following and getattr(following[0], "decorators", ()):
            yield behind
