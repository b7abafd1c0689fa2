"""One file as fixes look at it: what stands where, and what names mean in it.

This is Python's own tree, which the file was read from: whether something can be mended is decided
for each report. LibCST's tree is for who wants the edits.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar, TypeVarTuple

from snapcheck.knowledge import Api
from snapcheck.model import Finding, Span
from snapcheck.read.lines import line_starts
from snapcheck.read.nodes import children
from snapcheck.read.places import Placed, Text
from snapcheck.read.python import parsed

Assignment = ast.Assign | ast.AnnAssign
Function = ast.FunctionDef | ast.AsyncFunctionDef
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

_Found = TypeVar("_Found")
_About = TypeVarTuple("_About")
_SCOPES = (*FUNCTIONS, ast.Lambda, ast.ClassDef)
_LINE_END = re.compile(r"\r\n?|\n")
_SPACE = r"(?:\s|\\\n|\#[^\r\n]*)"
_OPENING = re.compile(rf"(?:{_SPACE}|\()*")
_CLOSING = re.compile(rf"{_SPACE}*\)")
_COMMENT = re.compile(r"#[^\r\n]*")
_BLANKS = " \t\f"


class Source:
    """The text of a file, its tree, and the ways between the two. Raises Unreadable as reading.

    `apis` is what is known of the names that it may import, by full name, and `findings` are all
    that stand in the file; `stale` are variables that were asked about, and whether they outlive
    no snapshot. What holds a node is looked for one statement of the module at a time: most of a
    large file has nothing to mend.
    """

    def __init__(
        self,
        text: str,
        apis: Mapping[str, tuple[Api, ...]] | None = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        self.text = text
        self.findings = findings
        self.apis = apis or {}
        self.stale: dict[str, bool] = {}
        self._known: dict[object, Any] = {}
        self.tree = parsed(text)
        self._lines = line_starts(text)
        self._columns = Text(text)
        self._parents: dict[ast.AST, ast.AST] = dict.fromkeys(self.tree.body, self.tree)
        self._noted: set[int] = set()
        self._by_lines: dict[tuple[int, int], list[ast.expr]] = {}
        self._ends = [each.end_lineno or 0 for each in self.tree.body]

    def once(self, find: Callable[[Source, *_About], _Found], *about: *_About) -> _Found:
        """Return what a function finds in the file, or `about` a part of it: many findings ask."""
        asked = (find, *about)
        if asked not in self._known:
            self._known[asked] = find(self, *about)
        found: _Found = self._known[asked]
        return found

    @cached_property
    def newline(self) -> str:
        """The line end of the file, which is that of its first line."""
        found = _LINE_END.search(self.text)
        return found.group() if found is not None else "\n"

    @cached_property
    def indent(self) -> str:
        """What a level is indented by, which is how the first body is."""
        for statement in self.tree.body:
            for node in ast.walk(statement):
                body = getattr(node, "body", None)
                if isinstance(body, list) and body and self.has_own_line(body[0]):
                    return self.blanks_before(self.start(body[0]))
        return "    "

    # Places.

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and column, both from 1; the text's end for a later line."""
        if line > len(self._lines):
            return len(self.text)
        return self._lines[line - 1] + column - 1

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        start = self.offset(span.line, span.column)
        return self.text[start : self.offset(span.end_line, span.end_column)]

    def start(self, node: Placed) -> int:
        """Return where a node begins: inside its brackets, and behind its decorators."""
        return self._at(node.lineno, node.col_offset)

    def end(self, node: Placed) -> int:
        """Return where a node ends."""
        return self._at(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def _at(self, line: int, offset: int) -> int:
        return self._lines[line - 1] + self._columns.column(line, offset)

    def place(self, node: Placed) -> tuple[int, int]:
        """Return where a node begins and ends."""
        return self.start(node), self.end(node)

    def blanks_before(self, offset: int) -> str:
        """Return the blanks that stand before a place."""
        at = offset
        while at > 0 and self.text[at - 1] in _BLANKS:
            at -= 1
        return self.text[at:offset]

    def line_behind(self, offset: int) -> int:
        """Return the offset at which the next line starts."""
        found = _LINE_END.search(self.text, offset)
        return found.end() if found is not None else len(self.text)

    def behind(self, statement: ast.stmt) -> int:
        """Return the offset of the line behind a statement of the module and its lines' others."""
        body = self.tree.body
        at = self.line_behind(self.end(statement))
        for following in body[body.index(statement) + 1 :]:
            if self.start(following) >= at:
                break
            at = self.line_behind(self.end(following))
        return at

    def has_own_line(self, statement: ast.stmt) -> bool:
        """Tell whether nothing but blanks stands before a statement on its line."""
        start = self.start(statement)
        before = start - len(self.blanks_before(start))
        return before == 0 or self.text[before - 1] in "\r\n"

    # The tree.

    def parent(self, node: ast.AST) -> ast.AST | None:
        """Return the node that holds another one, whose statement has been looked into."""
        return self._parents.get(node)

    def around(self, node: ast.AST) -> Iterator[ast.AST]:
        """Yield the nodes that hold another one, from the inside out."""
        above = self.parent(node)
        while above is not None:
            yield above
            above = self.parent(above)

    def outermost(self, node: ast.AST) -> ast.stmt:
        """Return the statement of the module's body that holds a node."""
        above = [node, *self.around(node)][-2]
        assert isinstance(above, ast.stmt)
        return above

    def statement_of(self, node: ast.AST) -> ast.stmt | None:
        """Return the innermost statement that holds a node; None across an expression's scope."""
        for above in self.around(node):
            if isinstance(above, ast.stmt):
                return above
            if isinstance(above, (ast.Lambda, *COMPREHENSIONS, ast.NamedExpr)):
                return None
        return None

    def note(self, statement: ast.stmt) -> None:
        """Note what holds each node inside a statement of the module's body, and on which lines."""
        if id(statement) in self._noted:
            return
        self._noted.add(id(statement))
        pending: list[ast.AST] = [statement]
        while pending:
            node = pending.pop()
            if isinstance(node, ast.expr):
                lines = (node.lineno, node.end_lineno or 0)
                self._by_lines.setdefault(lines, []).append(node)
            inside = children(node)
            self._parents.update(dict.fromkeys(inside, node))
            pending += inside

    def expression_at(self, span: Span) -> ast.expr | None:
        """Return the outermost expression that takes exactly this span."""
        wanted = (span.line, span.end_line)
        columns = (span.column - 1, span.end_column - 1)
        for statement in self.tree.body[bisect_left(self._ends, span.line) :]:
            if _first_line(statement) > span.line:
                break
            self.note(statement)
        for node in self._by_lines.get(wanted, ()):
            if (
                self._columns.column(node.lineno, node.col_offset) == columns[0]
                and self._columns.column(wanted[1], node.end_col_offset or 0) == columns[1]
            ):
                return node
        return None

    def code(self, node: ast.expr, behind: int | None = None) -> str:
        """Return the source of an expression, with the brackets between `behind` and it."""
        start, end = self.place(node)
        if behind is not None:
            opening = _OPENING.match(self.text, behind, start)
            brackets = _COMMENT.sub("", opening.group()) if opening is not None else ""
            for _ in range(brackets.count("(")):
                closing = _CLOSING.match(self.text, end)
                end = closing.end() if closing is not None else end
            start = self.text.index("(", behind) if "(" in brackets else start
        code = self.text[start:end].strip()
        is_whole = len(code.splitlines()) == 1 or _stands_alone(code)
        return code if is_whole else f"({code})"

    def value_of(self, statement: Assignment) -> str:
        """Return the source of what an assignment assigns, with its brackets."""
        assert statement.value is not None
        if isinstance(statement, ast.AnnAssign):
            behind = self.end(statement.annotation)
        else:
            behind = self.end(statement.targets[-1])
        return self.code(statement.value, self.text.index("=", behind) + 1)

    def is_top_level(self, statement: ast.AST) -> bool:
        """Tell whether a statement stands at the module's top level, under no condition."""
        return self.parent(statement) is self.tree

    @cached_property
    def top_level(self) -> Sequence[ast.stmt]:
        """The small statements that run with the module, those in `try` and `if` included."""
        return [
            node
            for node in below(self.tree, outside_functions=True)
            if isinstance(node, ast.stmt) and not hasattr(node, "body")
        ]

    # Names.

    def names_bound_in(self, function: Function) -> frozenset[str]:
        """Return the parameters of a function, and the names that it and those inside it bind."""
        return self.once(_bound_in, function)

    @cached_property
    def imported(self) -> Mapping[str, str]:
        """What the names mean that the top level binds by an import alone: `np` is `numpy`."""
        found: dict[str, str] = {}
        for statement in self.top_level:
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                found.update(_imports(statement))
        return {name: full for name, full in found.items() if name not in self._assigned}

    @cached_property
    def assigned_values(self) -> Mapping[str, Sequence[ast.expr]]:
        """What assignments at the top level give to its variables, in `try` and `if` as well."""
        found: dict[str, list[ast.expr]] = {}
        for each in self.top_level:
            if isinstance(each, (ast.Assign, ast.AnnAssign)) and each.value is not None:
                targets = each.targets if isinstance(each, ast.Assign) else [each.target]
                for node in [node for target in targets for node in ast.walk(target)]:
                    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                        found.setdefault(node.id, []).append(each.value)
        return found

    @cached_property
    def _assigned(self) -> frozenset[str]:
        return frozenset(
            node.id
            for node in below(self.tree, outside_functions=True)
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
        )

    @cached_property
    def bound(self) -> frozenset[str]:
        """All names that appear in the file: a new name must not be among them."""
        found: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.alias):
                found.update((*node.name.split("."), node.asname or ""))
            elif not isinstance(node, (ast.Constant, ast.ImportFrom)):
                for _, value in ast.iter_fields(node):
                    if isinstance(value, str):
                        found.add(value)
                    elif isinstance(value, list):
                        found.update([each for each in value if isinstance(each, str)])
        return frozenset(found)

    def mentions(self, name: str) -> bool:
        """Tell whether a new name would be a word of the file, whatever that means there."""
        text = self.text if self.text.isascii() else unicodedata.normalize("NFKC", self.text)
        return name in text and re.search(rf"\b{re.escape(name)}\b", text) is not None

    @cached_property
    def _definitions(self) -> Mapping[str, ast.stmt | None]:
        found: dict[str, ast.stmt | None] = {}
        for statement in below(self.tree, outside_functions=True):
            if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
                found[statement.name] = None if statement.name in found else statement
        return {name: each for name, each in found.items() if name not in self._assigned}

    @cached_property
    def _bindings(self) -> Mapping[str, int]:
        """How many times the module binds a name; a `global` in a function counts as many more."""
        found: Counter[str] = Counter()
        for node in below(self.tree, outside_functions=True):
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
                found[node.id] += 1
            elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                found[node.name] += 1
            elif isinstance(node, ast.alias):
                found[(node.asname or node.name).partition(".")[0]] += 1
        for node in ast.walk(self.tree) if "global" in self.text else ():
            if isinstance(node, ast.Global):
                found.update(dict.fromkeys(node.names, 2))
        return found

    def is_bound_once(self, name: str) -> bool:
        """Tell whether a variable of the module has one value as long as it runs."""
        return self._bindings.get(name) == 1

    def definition(self, name: str) -> ast.stmt | None:
        """Return the module's only function or class by that name; None where another may be."""
        return self._definitions.get(name)

    def resolve(self, node: ast.AST) -> str:
        """Return the full dotted name of what an expression names by an import; else empty."""
        if isinstance(node, ast.Name):
            return self.imported.get(node.id, "")
        if isinstance(node, ast.Attribute):
            base = self.resolve(node.value)
            return f"{base}.{node.attr}" if base else ""
        return ""

    def spelled(self, full: str) -> str:
        """Return how this file names what it imports (`dataclasses.field`); else empty."""
        for name, meaning in sorted(self.imported.items()):
            if full == meaning:
                return name
        for name, meaning in sorted(self.imported.items()):
            if full.startswith(f"{meaning}."):
                return name + full[len(meaning) :]
        return ""


def below(node: ast.AST, *, outside_functions: bool = False) -> Iterator[ast.AST]:
    """Yield a node and all nodes below it, in the order of the tree."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        if outside_functions and isinstance(current, _SCOPES):
            continue
        pending.extend(reversed(children(current)))


def _bound_in(_: Source, function: Function) -> frozenset[str]:
    return frozenset(filter(None, map(_bound_by, below(function))))


def _bound_by(node: ast.AST) -> str:
    """Return the name that a node binds by itself; else empty."""
    if isinstance(node, ast.arg):
        return node.arg
    return node.id if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load) else ""


def names_in(node: ast.AST) -> frozenset[str]:
    """Return the names that an expression spells, attributes and keywords left out."""
    return frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def target_of(statement: Assignment) -> ast.expr | None:
    """Return what an assignment assigns, if it is one thing."""
    if isinstance(statement, ast.AnnAssign):
        return statement.target
    return statement.targets[0] if len(statement.targets) == 1 else None


def is_docstring(statement: ast.stmt) -> bool:
    """Tell whether a statement is nothing but a string."""
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, (str, bytes))
    )


def _first_line(statement: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *[each.lineno for each in decorators]])


def _stands_alone(code: str) -> bool:
    try:
        ast.parse(code, mode="eval")
    except SyntaxError:
        return False
    return True


def _imports(statement: ast.Import | ast.ImportFrom) -> Iterator[tuple[str, str]]:
    for alias in statement.names:
        if isinstance(statement, ast.Import):
            first = alias.name.partition(".")[0]
            yield (alias.asname, alias.name) if alias.asname else (first, first)
        elif not statement.level and statement.module and alias.name != "*":
            yield alias.asname or alias.name, f"{statement.module}.{alias.name}"
