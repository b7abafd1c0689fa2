"""Where the nodes of Python's own tree stand, as offsets in the text.

Equal to where `read.positions` finds LibCST's nodes of the same sites, which
`tests/test_readers_agree.py` holds it to. What Python does not tell (brackets of a tuple, stars)
is left to LibCST.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from unicodedata import normalize

_GAP = r"(?:[ \t\f]|\\\r?\n|\\\r)"
_HEADS: Mapping[type[ast.stmt], re.Pattern[str]] = {
    ast.FunctionDef: re.compile(rf"def{_GAP}+(\w+)"),
    ast.AsyncFunctionDef: re.compile(rf"async{_GAP}+def{_GAP}+(\w+)"),
    ast.ClassDef: re.compile(rf"class{_GAP}+(\w+)"),
}
_PARAMETER = re.compile(r"(\w+)")
_BEFORE_A_PARAMETER = ("(", ",", "lambda")
"""What stands right before a parameter without a star."""
_NEAR = 200

_Located = (ast.expr, ast.stmt, ast.arg)
"""The nodes that have a place; sites are always of these."""


def statement_starts(tree: ast.Module, text: str, lines: Sequence[int]) -> list[int]:
    """The offset at which each statement of the module begins, behind its decorators.

    Of several on one line all are given. `lines` are the offsets at which the lines start.
    """
    starts = _Columns(text, lines)
    return [starts.offset(each.lineno, each.col_offset) for each in tree.body]


def offsets(
    tree: ast.Module,
    nodes: Sequence[ast.AST],
    sites: Collection[int],
    text: str,
    lines: Sequence[int],
) -> Mapping[int, tuple[int, int]]:
    """Where those of the `sites` begin and end that can be told; `nodes` are those of all sites."""
    columns = _Columns(text, lines)
    unsure = frozenset[int]() if sys.version_info >= (3, 12) else _in_strings(tree)
    found = {}
    for site in sites:
        node = nodes[site]
        if id(node) in unsure or not isinstance(node, _Located):
            continue
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = columns.offset(node.lineno, node.col_offset)
        place = _place(node, text, start, columns.offset(node.end_lineno, node.end_col_offset))
        if place is not None:
            found[site] = place
    return found


def _place(node: ast.AST, text: str, start: int, end: int) -> tuple[int, int] | None:
    """What LibCST takes for the node's place, which Python says is between two offsets."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return _name(_HEADS[type(node)].match(text, start), node.name)
    if isinstance(node, ast.arg):
        # A star before it would be a part of the place.
        before = text[max(0, start - _NEAR) : start].rstrip()
        starless = before.endswith(_BEFORE_A_PARAMETER)
        return _name(_PARAMETER.match(text, start), node.arg) if starless else None
    # Python counts the brackets in that LibCST leaves out.
    if isinstance(node, ast.GeneratorExp) or (isinstance(node, ast.Tuple) and text[start] == "("):
        return None
    return start, end


def _name(found: re.Match[str] | None, name: str) -> tuple[int, int] | None:
    """The place of a name; None for one with letters that are none to a regular expression."""
    if found is None or normalize("NFKC", found[1]) != name:
        return None
    return found.span(1)


def _in_strings(tree: ast.Module) -> frozenset[int]:
    """The nodes inside f-strings, which Pythons before 3.12 do not place reliably."""
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    return frozenset(id(node) for node in chain.from_iterable(map(ast.walk, strings)))


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
