"""Where the nodes of a LibCST tree stand, as offsets in the text.

LibCST's PositionProvider costs more than parsing. Here a module, or the one statement in question,
is written out by LibCST itself, and the offsets at which nodes begin and end are noted on the way.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager

from snapcheck.read.concrete import CodegenState, cst
from snapcheck.read.lines import line_starts


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


class StatementLayout:
    """Where all nodes of a parsed module stand, found a statement of its body at a time.

    `starts` are the offsets at which those statements begin, behind decorators; where they are not
    known, the whole module is gone through at once.
    """

    def __init__(self, tree: cst.Module, text: str, starts: Sequence[int] | None) -> None:
        self._tree = tree
        self._text = text
        self._found: dict[int, Mapping[int, tuple[int, int]]] = {}
        self._whole: Mapping[int, tuple[int, int]] | None = None
        self.starts = starts if starts is not None else self._all_starts()

    def of(self, number: int) -> Mapping[int, tuple[int, int]]:
        """Where the nodes of the body's statement of this number begin and end, by identity."""
        if self._whole is not None:
            return self._whole
        if number not in self._found:
            state = _Offsets(self._tree.default_indent, self._tree.default_newline)
            statement = self._tree.body[number]
            try:
                statement._codegen(state)
            except RecursionError:
                self._all_starts()
                return self.of(number)
            shift = self.starts[number] - state.found[id(statement)][0]
            self._found[number] = {
                node: (start + shift, end + shift) for node, (start, end) in state.found.items()
            }
        return self._found[number]

    def _all_starts(self) -> list[int]:
        self._whole = _offsets(self._tree, self._text, None)
        return [self._whole[id(statement)][0] for statement in self._tree.body]


def _offsets(
    tree: cst.Module, text: str, wanted: Collection[int] | None
) -> Mapping[int, tuple[int, int]]:
    """Where the nodes of these identities begin and end in the text; None means all nodes."""
    state = _Offsets(tree.default_indent, tree.default_newline)
    state.wanted = wanted
    try:
        tree._codegen(state)
    except RecursionError:
        state = _statement_by_statement(tree, text, wanted)
    return state.found


def _statement_by_statement(
    tree: cst.Module, text: str, wanted: Collection[int] | None
) -> _Offsets:
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
                if wanted is None or id(node) in wanted:
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

    wanted: Collection[int] | None = None
    """The identities of the nodes to note; None notes all."""

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
        if self.wanted is None or id(node) in self.wanted:
            self._starts.append(self.offset)

    def after_codegen(self, node: cst.CSTNode) -> None:
        if self.wanted is None or id(node) in self.wanted:
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
        if self.wanted is None or id(node) in self.wanted:
            self.found[id(node)] = (start, self.offset)
