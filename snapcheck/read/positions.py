"""Sites to lines and columns, for the few places that a report names.

Facts carry site numbers only: LibCST's PositionProvider costs more than parsing. Here a module
with something to report is parsed once more and written out by LibCST itself, and the offsets at
which the wanted nodes begin and end are noted on the way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

import libcst as cst
from libcst._nodes.internal import CodegenState

from snapcheck.model import Span
from snapcheck.read.deep import guarded
from snapcheck.read.module import lower_module, parse
from snapcheck.read.source import decode


def spans(source: bytes, path: str, sites: Collection[int]) -> Mapping[int, Span]:
    """Where the `sites` of the file `path` stand; `source` is what its facts were read from."""
    text = decode(source)
    return guarded(source, text, lambda: _spans(text, path, sites))


def _spans(text: str, path: str, sites: Collection[int]) -> Mapping[int, Span]:
    tree = parse(text)
    nodes: list[cst.CSTNode] = []
    lower_module(tree, path, nodes)
    found = _offsets(tree, text, {id(nodes[site]) for site in sites})
    lines = line_starts(text)
    return {site: span_of(path, lines, *found[id(nodes[site])]) for site in sites}


class Layout:
    """Where some nodes of a parsed module begin and end; statements without what leads them."""

    def __init__(self, tree: cst.Module, text: str, wanted: Collection[int]) -> None:
        self._found = _offsets(tree, text, wanted)
        self._lines = line_starts(text)

    def start(self, node: cst.CSTNode) -> int:
        """The offset of a wanted node in the text."""
        return self._found[id(node)][0]

    def first_line(self, node: cst.CSTNode) -> int:
        """The line, from 1, that a wanted node begins on."""
        return bisect_right(self._lines, self.start(node))

    def last_line(self, node: cst.CSTNode) -> int:
        """The line, from 1, that holds the last character of a wanted node."""
        start, end = self._found[id(node)]
        return bisect_right(self._lines, max(start, end - 1))

    def end(self, node: cst.CSTNode) -> int:
        """The offset behind a wanted node in the text."""
        return self._found[id(node)][1]

    def line_start(self, line: int) -> int:
        """The offset at which a line, from 1, starts."""
        return self._lines[line - 1]


def _offsets(tree: cst.Module, text: str, wanted: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Where the nodes of these identities begin and end in the text."""
    state = _Offsets(tree.default_indent, tree.default_newline)
    state.wanted = wanted
    try:
        tree._codegen(state)
    except RecursionError:
        state = _statement_by_statement(tree, text, wanted)
    return state.found


def _statement_by_statement(tree: cst.Module, text: str, wanted: Collection[int]) -> _Offsets:
    """The same where some statement nests too deeply to be written out.

    Before Python 3.13 a call with `**` inside recurses natively, whatever the recursion limit.
    Each other statement is found by its own text; what stands in the deep one, at its line.
    """
    state = _Offsets(tree.default_indent, tree.default_newline)
    state.wanted = wanted
    for statement in tree.body:
        after = state.offset
        try:
            state.offset = text.index(tree.code_for_node(statement), after)
            statement._codegen(state)
        except RecursionError:
            # A broken attempt leaves starts of nodes that it never left again.
            state.forget_open()
            start = after + len(text[after:]) - len(text[after:].lstrip())
            state.offset = text.find("\n", start) if "\n" in text[start:] else len(text)
            for node in _below(statement):
                if id(node) in wanted:
                    state.found[id(node)] = (start, state.offset)
    return state


def _below(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(current.children)


class _Offsets(CodegenState):
    """Counts characters while a module is written out, and notes where wanted nodes stand."""

    wanted: Collection[int] = ()

    def __init__(self, default_indent: str, default_newline: str) -> None:
        super().__init__(default_indent, default_newline)
        self.offset = 0
        self.found: dict[int, tuple[int, int]] = {}
        self._starts: list[int] = []

    def forget_open(self) -> None:
        """Forget the nodes that were begun and not ended."""
        self._starts.clear()
        self.indent_tokens.clear()

    def add_token(self, value: str) -> None:
        self.offset += len(value)

    def add_indent_tokens(self) -> None:
        for token in self.indent_tokens:
            self.offset += len(token)

    def pop_trailing_newline(self) -> None:
        """Nothing is kept that would have to be popped."""

    def before_codegen(self, node: cst.CSTNode) -> None:
        if id(node) in self.wanted:
            self._starts.append(self.offset)

    def after_codegen(self, node: cst.CSTNode) -> None:
        if id(node) in self.wanted:
            # An expression in parentheses has noted its own place, without them.
            self.found.setdefault(id(node), (self._starts.pop(), self.offset))

    @contextmanager
    def record_syntactic_position(
        self,
        node: cst.CSTNode,
        *,
        start_node: cst.CSTNode | None = None,
        end_node: cst.CSTNode | None = None,
    ) -> Iterator[None]:
        start = self.offset
        yield
        if id(node) in self.wanted:
            self.found[id(node)] = (start, self.offset)


def line_starts(text: str) -> list[int]:
    """The offset at which each line starts; lines end with `\\n`, `\\r\\n` or `\\r`."""
    starts = [0]
    offset = 0
    for line in text.splitlines(keepends=True):
        offset += len(line)
        if line.endswith(("\n", "\r")):
            starts.append(offset)
    return starts


def span_of(path: str, lines: list[int], start: int, end: int) -> Span:
    """The span between two offsets; `lines` are the offsets at which the lines start."""
    first, last = bisect_right(lines, start) - 1, bisect_right(lines, max(start, end)) - 1
    return Span(path, first + 1, start - lines[first] + 1, last + 1, end - lines[last] + 1)
