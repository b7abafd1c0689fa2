"""One parsed file as fixes look at it: what stands where, and what names mean in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache, cached_property

import libcst as cst

from snapcheck.flag.file import Flagged
from snapcheck.knowledge import Api
from snapcheck.model import Span
from snapcheck.read.lines import span_of

Assignment = cst.Assign | cst.AnnAssign


class Source:
    """The text of a file, its tree, and the ways between the two. Raises Unreadable as reading.

    `apis` is what is known of the names that it may import, by full name. What is asked for is
    found once, a statement of the module at a time: most of a large file has nothing to mend.
    """

    def __init__(self, file: Flagged, apis: Mapping[str, tuple[Api, ...]] | None = None) -> None:
        self.text = file.text
        self.apis = apis or {}
        self.tree = file.tree
        self._lines = file.lines
        self._file = file
        self._numbers = {id(each): number for number, each in enumerate(self.tree.body)}
        self._noted: set[int] = set()
        self._unseen = iter(range(len(self.tree.body)))
        self._parents: dict[cst.CSTNode, cst.CSTNode] = {}
        self.newline = self.tree.default_newline
        self.indent = self.tree.default_indent

    # Places.

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, both from 1; of a line too far, the text's end."""
        return self._file.offset(line, column)

    def slice(self, span: Span) -> str:
        """The text of a span."""
        start = self.offset(span.line, span.column)
        return self.text[start : self.offset(span.end_line, span.end_column)]

    def span(self, path: str, start: int, end: int) -> Span:
        """The span between two offsets of the text, in a file that reports call `path`."""
        return span_of(path, self._lines, start, end)

    def start(self, node: cst.CSTNode) -> int:
        """Where a node begins: a statement behind what leads it, an expression in its brackets."""
        return self._place(node)[0]

    def end(self, node: cst.CSTNode) -> int:
        """Where a node ends."""
        return self._place(node)[1]

    def _place(self, node: cst.CSTNode) -> tuple[int, int]:
        number = self._numbers[id(self.outermost(node))]
        return self._file.places(number)[node]

    def outermost(self, node: cst.CSTNode) -> cst.CSTNode:
        """The statement of the module's body that holds a node."""
        while id(node) not in self._numbers:
            above = self.parent(node)
            assert above is not None
            node = above
        return node

    def line_behind(self, offset: int) -> int:
        """The offset at which the next line starts."""
        for at in range(offset, len(self.text)):
            if self.text[at] == "\n" or (
                self.text[at] == "\r" and self.text[at + 1 : at + 2] != "\n"
            ):
                return at + 1
        return len(self.text)

    def behind(self, statement: cst.CSTNode) -> int:
        """The offset of the line behind a statement, with all that is indented below it."""
        last = statement
        for node in below(statement):
            if isinstance(node, cst.BaseSmallStatement) and self.end(node) > self.end_of(last):
                last = node
        return self.line_behind(self.end_of(last))

    def end_of(self, node: cst.CSTNode) -> int:
        """Where the header of a compound statement, or another node, ends."""
        return self.end(node) if isinstance(node, cst.BaseSmallStatement) else self.start(node)

    def top_of_body(self, function: cst.FunctionDef) -> tuple[int, str]:
        """Where a function's first statement could be put, and its indentation.

        Behind the docstring and before what leads the statement that comes first now.
        """
        body = function.body
        assert isinstance(body, cst.IndentedBlock)
        first = body.body[0]
        indent = self.blanks_before(self.start_with_decorators(first))
        if is_docstring(first):
            return self.behind(first), indent
        return self.line_behind(self.start(body.header)), indent

    def start_with_decorators(self, statement: cst.CSTNode) -> int:
        """Where a statement begins, its decorators included."""
        if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) and statement.decorators:
            return self.start(statement.decorators[0])
        return self.start(statement)

    def blanks_before(self, offset: int) -> str:
        """The blanks that stand before a place."""
        at = offset
        while at > 0 and self.text[at - 1] in " \t\f":
            at -= 1
        return self.text[at:offset]

    # The tree.

    def parent(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """The node that holds another one."""
        if node is self.tree:
            return None
        if id(node) in self._numbers:
            return self.tree
        while node not in self._parents:
            self._note_parents(next(self._unseen))
        return self._parents[node]

    def _note_parents(self, number: int) -> None:
        """Note what holds each node inside a statement of the module's body."""
        if number in self._noted:
            return
        self._noted.add(number)
        pending: list[cst.CSTNode] = [self.tree.body[number]]
        while pending:
            node = pending.pop()
            inside = _children(node)
            for child in inside:
                self._parents[child] = node
            pending.extend(inside)

    def around(self, node: cst.CSTNode) -> Iterator[cst.CSTNode]:
        """The nodes that hold another one, from the inside out."""
        above = self.parent(node)
        while above is not None:
            yield above
            above = self.parent(above)

    def expression_at(self, span: Span) -> cst.BaseExpression | None:
        """The outermost expression that takes exactly this span."""
        found = self._file.expression_at(span)
        if found is None:
            return None
        number, expression = found
        self._note_parents(number)
        return expression

    def code(self, node: cst.CSTNode) -> str:
        """The source of a node, with its brackets."""
        return self.tree.code_for_node(node).strip()

    def is_top_level(self, statement: cst.CSTNode) -> bool:
        """Whether a small statement stands at the module's top level, under no condition."""
        line = self.parent(statement)
        return isinstance(line, cst.SimpleStatementLine) and self.parent(line) is self.tree

    @cached_property
    def top_level(self) -> Sequence[cst.BaseSmallStatement]:
        """The small statements that run with the module, those in `try` and `if` included."""
        return [
            node
            for node in below(self.tree, outside_functions=True)
            if isinstance(node, cst.BaseSmallStatement)
        ]

    # Names.

    @cached_property
    def imported(self) -> Mapping[str, str]:
        """What the names mean that the top level binds by an import alone: `np` is `numpy`."""
        found: dict[str, str] = {}
        for statement in self.top_level:
            if isinstance(statement, (cst.Import, cst.ImportFrom)):
                found.update(_imports(statement))
        return {name: full for name, full in found.items() if name not in self._assigned}

    @cached_property
    def _assigned(self) -> frozenset[str]:
        names: set[str] = set()
        for node in below(self.tree, outside_functions=True):
            if isinstance(node, cst.AssignTarget) and isinstance(node.target, cst.Name):
                names.add(node.target.value)
            elif isinstance(node, (cst.AnnAssign, cst.AugAssign, cst.For)):
                names |= {each.value for each in below(node.target) if isinstance(each, cst.Name)}
        return frozenset(names)

    @cached_property
    def bound(self) -> frozenset[str]:
        """All names that appear in the file: a new name must not be among them."""
        return self._file.names

    def resolve(self, node: cst.BaseExpression) -> str:
        """The full dotted name of what an expression names by an import; else empty."""
        if isinstance(node, cst.Name):
            return self.imported.get(node.value, "")
        if isinstance(node, cst.Attribute):
            base = self.resolve(node.value)
            return f"{base}.{node.attr.value}" if base else ""
        return ""

    def spelled(self, full: str) -> str:
        """How this file can name something that it imports: `dataclasses.field`; else empty."""
        for name, meaning in sorted(self.imported.items()):
            if full == meaning:
                return name
        for name, meaning in sorted(self.imported.items()):
            if full.startswith(f"{meaning}."):
                return name + full[len(meaning) :]
        return ""


def below(node: cst.CSTNode, *, outside_functions: bool = False) -> Iterator[cst.CSTNode]:
    """A node and all nodes below it, in the order of the text."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        if outside_functions and type(current) in _SCOPES:
            continue
        pending.extend(reversed(_children(current)))


def _children(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The nodes right inside another one, in order, blanks and comments left out.

    LibCST's own `children` copies the node to find them.
    """
    found: list[cst.CSTNode] = []
    for name in _parts(type(node)):
        part = getattr(node, name)
        kind = type(part)
        if kind is tuple or kind is list:
            found.extend(part)
        elif kind not in _NO_NODES:
            found.append(part)
    return found


_SCOPES = frozenset((cst.FunctionDef, cst.Lambda, cst.ClassDef))
_NO_NODES = frozenset((str, bool, type(None), cst.MaybeSentinel))


@cache
def _parts(kind: type[cst.CSTNode]) -> tuple[str, ...]:
    """The fields of a kind of node that hold others, but for blanks, comments and signs."""
    return tuple(
        field.name
        for field in fields(kind)
        if "whitespace" not in field.name and field.name not in _BLANK
    )


_BLANK = frozenset(
    (
        *("leading_lines", "lines_after_decorators", "footer"),
        *("lpar", "rpar", "lbracket", "rbracket", "lbrace", "rbrace"),
        *("dot", "equal", "semicolon"),
    )
)


def names_in(node: cst.CSTNode) -> frozenset[str]:
    """The names that an expression spells, attributes and keywords left out."""
    found: set[str] = set()
    pending: list[cst.CSTNode] = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, cst.Name):
            found.add(current.value)
        elif isinstance(current, (cst.Attribute, cst.Arg)):
            pending.append(current.value)
        else:
            pending.extend(_children(current))
    return frozenset(found)


def target_of(statement: Assignment) -> cst.BaseExpression | None:
    """What an assignment assigns, if it is one thing."""
    if isinstance(statement, cst.AnnAssign):
        return statement.target
    return statement.targets[0].target if len(statement.targets) == 1 else None


def is_docstring(statement: cst.CSTNode) -> bool:
    """Whether a statement is nothing but a string."""
    if not isinstance(statement, cst.SimpleStatementLine):
        return False
    first = statement.body[0]
    return isinstance(first, cst.Expr) and isinstance(
        first.value, (cst.SimpleString, cst.ConcatenatedString)
    )


def _imports(statement: cst.Import | cst.ImportFrom) -> Iterator[tuple[str, str]]:
    if isinstance(statement.names, cst.ImportStar):
        return
    if isinstance(statement, cst.Import):
        for alias in statement.names:
            full = alias.evaluated_name
            first = full.partition(".")[0]
            yield (alias.evaluated_alias, full) if alias.evaluated_alias else (first, first)
        return
    if statement.relative or statement.module is None:
        return
    module = dotted(statement.module)
    for alias in statement.names:
        yield alias.evaluated_alias or alias.evaluated_name, f"{module}.{alias.evaluated_name}"


def dotted(node: cst.BaseExpression) -> str:
    """`a.b` as text."""
    if isinstance(node, cst.Attribute):
        return f"{dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, cst.Name) else ""
