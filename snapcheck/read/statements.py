"""Where the statements of Python's own tree stand, as offsets in the text."""

from __future__ import annotations

import ast
from collections.abc import Sequence


def statement_starts(tree: ast.Module, text: str, lines: Sequence[int]) -> list[int]:
    """The offset at which each statement of the module begins, behind its decorators.

    Of several on one line all are given. `lines` are the offsets at which the lines start.
    """
    starts = Columns(text, lines)
    return [starts.start(each) for each in tree.body]


def names_in(tree: ast.Module) -> frozenset[str]:
    """All names that a module spells: variables, attributes, arguments, what it imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            found.update(node.name.split("."))
            found.add(node.asname or "")
        elif not isinstance(node, (ast.Constant, ast.ImportFrom)):
            for _, value in ast.iter_fields(node):
                if isinstance(value, str):
                    found.add(value)
                elif isinstance(value, list):
                    found.update([each for each in value if isinstance(each, str)])
    return frozenset(found)


class Columns:
    """Python's columns, which count bytes of UTF-8, to offsets in a text."""

    def __init__(self, text: str, lines: Sequence[int]) -> None:
        self._text = text
        self._lines = lines
        self._is_ascii = text.isascii()

    def start(self, node: ast.stmt | ast.expr) -> int:
        """Where a node begins; a definition behind its decorators."""
        return self._offset(node.lineno, node.col_offset)

    def end(self, node: ast.stmt | ast.expr) -> int:
        """Where a node ends."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._offset(node.end_lineno, node.end_col_offset)

    def line(self, line: int) -> int:
        """Where a line, from 1, begins."""
        return self._lines[line - 1]

    def _offset(self, line: int, column: int) -> int:
        start = self._lines[line - 1]
        if self._is_ascii:
            return start + column
        # No character takes less than a byte.
        return start + len(self._text[start : start + column].encode()[:column].decode())
