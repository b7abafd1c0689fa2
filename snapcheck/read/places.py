"""Where the sites of a module are in its text: lines and columns, packed into a few bytes each."""

from __future__ import annotations

import ast
import re
from array import array
from collections.abc import Iterable
from itertools import chain
from operator import attrgetter
from typing import Protocol

from msgspec import Struct


class Placed(Protocol):
    """What has a place as Python's own nodes have: lines from 1, columns in bytes of UTF-8."""

    lineno: int
    col_offset: int
    end_lineno: int | None
    end_col_offset: int | None


class Place(Struct):
    """A place that is no node's."""

    lineno: int
    col_offset: int
    end_lineno: int | None
    end_col_offset: int | None


_NUMBERS = attrgetter("lineno", "col_offset", "end_lineno", "end_col_offset")
_GAP = r"(?:[ \t\f]|\\\n)"
_DEFINED = re.compile(rf"(?:async{_GAP}+)?(?:def|class){_GAP}+(\w+)")
_WORD = re.compile(r"\w+")
# So many lines a definition may take from its first word to its name.
_MOST_LINES = 9


class Text:
    """A text by its lines, to find in it what Python's tree does not place."""

    __slots__ = ("_is_ascii", "_lines")

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._is_ascii = text.isascii()

    def name_of(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> Placed:
        """Return the place of the name that a definition defines."""
        start = self.column(node.lineno, node.col_offset)
        line = self._lines[node.lineno - 1]
        found = _DEFINED.match(line, start)
        if found is None:
            line = "\n".join(self._lines[node.lineno - 1 : node.lineno + _MOST_LINES])
            found = _DEFINED.match(line, start)
            if found is None:
                return node
        before = line[: found.start(1)]
        number = node.lineno + before.count("\n")
        first = len(before) - (before.rfind("\n") + 1)
        return self._place(number, first, first + len(found[1]))

    def parameter(self, node: ast.arg, stars: str) -> Placed:
        """Return the place of a parameter's name, with the stars before it."""
        line = self._lines[node.lineno - 1]
        start = self.column(node.lineno, node.col_offset)
        found = _WORD.match(line, start)
        end = found.end() if found is not None else start
        before = line[:start].rstrip()
        if stars and before.endswith(stars):
            start = len(before) - len(stars)
        return self._place(node.lineno, start, end)

    def _place(self, line: int, start: int, end: int) -> Placed:
        text = self._lines[line - 1]
        if not self._is_ascii:
            start, end = len(text[:start].encode()), len(text[:end].encode())
        return Place(line, start, line, end)

    def column(self, line: int, offset: int) -> int:
        """Return the column in characters, from 0, of an offset in bytes."""
        if self._is_ascii:
            return offset
        # No character takes less than a byte.
        return len(self._lines[line - 1][:offset].encode()[:offset].decode(errors="ignore"))

    def packed(self, nodes: Iterable[Placed]) -> bytes:
        """Return the places of nodes as `ModuleFacts.places` holds them."""
        numbers = array("I", chain.from_iterable(map(_NUMBERS, nodes)))
        if not self._is_ascii:
            wide = {n for n, line in enumerate(self._lines, start=1) if not line.isascii()}
            for at in range(0, len(numbers), 2):
                if numbers[at] in wide:
                    numbers[at + 1] = self.column(numbers[at], numbers[at + 1])
        return numbers.tobytes()
