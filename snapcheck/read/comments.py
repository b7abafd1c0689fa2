"""The comments of a Python file, and which lines each statement takes.

LibCST says what is a comment and what only looks like one inside a string, on every Python that
snapcheck runs on. Only files that hold an ignore comment are read this way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapcheck.facts import Comment, Commented
from snapcheck.read.concrete import cst
from snapcheck.read.deep import guarded
from snapcheck.read.module import parse
from snapcheck.read.positions import Layout
from snapcheck.read.source import decode

_HEADERS = (
    cst.FunctionDef,
    cst.ClassDef,
    cst.If,
    cst.While,
    cst.For,
    cst.With,
    cst.ExceptHandler,
    cst.ExceptStarHandler,
    cst.MatchCase,
)


def read_comments(source: bytes, path: str) -> Commented:
    """The comments and statements of the Python file `path`; raises Unreadable as reading does."""
    text = decode(source)
    return guarded(source, text, lambda: _commented(text, path))


def _commented(text: str, path: str) -> Commented:
    tree = parse(text)
    nodes = [node for node in _below(tree) if isinstance(node, _NOTED)]
    places = Layout(tree, text, {id(node) for node in _wanted(nodes)})
    comments = [_comment(node, places, text) for node in nodes if isinstance(node, cst.Comment)]
    statements = {lines for node in nodes if (lines := _lines(node, places)) is not None}
    return Commented(
        path,
        tuple(sorted(comments, key=lambda comment: (comment.line, comment.column))),
        tuple(sorted(statements)),
        _begins(tree, places),
    )


_NOTED = (cst.Comment, cst.SimpleStatementLine, cst.Match, cst.Try, cst.TryStar, *_HEADERS)


def _wanted(nodes: Iterable[cst.CSTNode]) -> Iterator[cst.CSTNode]:
    """The nodes whose places say where the noted ones begin and end."""
    for node in nodes:
        yield node
        if isinstance(node, _HEADERS) and isinstance(node.body, cst.IndentedBlock):
            yield node.body.header
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            yield from node.decorators
        if isinstance(node, cst.Match):
            yield node.subject


def _lines(node: cst.CSTNode, places: Layout) -> tuple[int, int] | None:
    """The first and last line of a statement, or of a compound statement's header."""
    if isinstance(node, cst.Comment):
        return None
    first = places.first_line(node)
    if isinstance(node, cst.Match):
        return first, places.last_line(node.subject)
    if isinstance(node, (cst.FunctionDef, cst.ClassDef)) and node.decorators:
        first = places.first_line(node.decorators[0])
    if isinstance(node, (cst.Try, cst.TryStar)):
        return first, first
    if isinstance(node, _HEADERS) and isinstance(node.body, cst.IndentedBlock):
        return first, places.first_line(node.body.header)
    return first, places.last_line(node)


def _comment(node: cst.Comment, places: Layout, text: str) -> Comment:
    start, line = places.start(node), places.first_line(node)
    before = text[places.line_start(line) : start]
    blanks = len(before) - len(before.rstrip())
    return Comment(line, len(before) + 1, node.value, blanks == len(before), blanks)


def _begins(tree: cst.Module, places: Layout) -> int:
    """The line of the first statement behind the docstring; 0 where there is none."""
    body = tree.body[1:] if tree.get_docstring(clean=False) is not None else tree.body
    if not body:
        return 0
    lines = _lines(body[0], places)
    return lines[0] if lines is not None else 0


def _below(tree: cst.CSTNode) -> Iterator[cst.CSTNode]:
    pending: list[cst.CSTNode] = [tree]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(node.children)
