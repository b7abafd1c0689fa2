"""Where the statements of Python's own tree stand, as offsets in the text."""

from __future__ import annotations

import ast
from collections.abc import Sequence


def statement_starts(tree: ast.Module, text: str, lines: Sequence[int]) -> list[int]:
    """The offset at which each statement of the module begins, behind its decorators.

    Of several on one line all are given. `lines` are the offsets at which the lines start.
    """
    starts = _Columns(text, lines)
    return [starts.offset(each.lineno, each.col_offset) for each in tree.body]


class _Columns:
    """Python's columns, which count bytes of UTF-8, to offsets in the text."""

    def __init__(self, text: str, lines: Sequence[int]) -> None:
        self._text = text
        self._lines = lines
        self._is_ascii = text.isascii()

    def offset(self, line: int, column: int) -> int:
        """The offset of a line, from 1, and a column, from 0."""
        start = self._lines[line - 1]
        if self._is_ascii:
            return start + column
        # No character takes less than a byte.
        return start + len(self._text[start : start + column].encode()[:column].decode())
