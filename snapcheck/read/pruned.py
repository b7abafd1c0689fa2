"""A file without what nobody asks about: statements, down to those that hold what is reported.

LibCST takes time for every word. What is reported mostly stands in a few lines of a file; what is
left out becomes one name that is as long, so that all else stands where it stood.
"""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from snapcheck.facts import ModuleFacts
from snapcheck.read.statements import Columns

HOOKS_LIBRARY = "snapshot_restore_py"
"""The module that Lambda's runtimes bring for runtime hooks."""

# For less, the parser takes as long with the name.
_WORTH_IT = 40

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Pruned(Struct, frozen=True):
    """What is left of a file.

    A name has one site, and what it stands for may have had more: from the file's site number
    `ends[n]` on, `fewer[n]` are missing. That counts what is left out inside of statements of the
    top level that hold wanted sites, and nothing beside those.
    """

    text: str
    ends: Sequence[int] = ()
    fewer: Sequence[int] = ()

    def number(self, site: int) -> int:
        """The number that a wanted site of the file has in what is left."""
        before = bisect_right(self.ends, site)
        return site - self.fewer[before - 1] if before else site


def pruned(
    text: str, tree: ast.Module, lines: Sequence[int], facts: ModuleFacts, sites: Sequence[int]
) -> Pruned:
    """`text`, with names for most of the statements that hold none of `sites`, which are sorted.

    `tree` is Python's own of the text, and `lines` the offsets at which its lines start. What may
    be a runtime hook stays: a fix may be written into it.
    """
    numbered = dict(zip(_in_order(tree.body), facts.statements, strict=True))
    pruning = _Pruning(text, Columns(text, lines), numbered, sites)
    pruning.module(tree)
    return pruning.result()


class _Pruning:
    """Goes through the statements that hold wanted sites, and leaves out what is beside them."""

    def __init__(
        self,
        text: str,
        columns: Columns,
        numbered: Mapping[ast.stmt, tuple[int, int]],
        sites: Sequence[int],
    ) -> None:
        self._text = text
        self._columns = columns
        self._numbered = numbered
        self._sites = sites
        self._parts: list[str] = []
        self._at = 0
        self._joined: list[tuple[int, int]] = []

    def result(self) -> Pruned:
        """What is left of the text."""
        text = "".join([*self._parts, self._text[self._at :]])
        fewer = accumulate(end - begin - 1 for begin, end in self._joined)
        return Pruned(text, [end for _, end in self._joined], list(fewer))

    def module(self, tree: ast.Module) -> None:
        """Leave out what can be of a module, whose imports and variables matter to fixes."""
        hooks = frozenset(_possible_hooks(tree)) if HOOKS_LIBRARY in self._text else frozenset()
        for node in _alone(tree.body):
            if node in hooks:
                continue
            if self._sites_in(node):
                self._inside(node)
            elif isinstance(node, _FUNCTIONS):
                self._leave_out(*self._leavable(node))
            elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
                self._leave_out(node.value)

    def _inside(self, node: ast.stmt) -> None:
        """Leave out what can be inside a statement that holds wanted sites."""
        if isinstance(node, ast.ClassDef):
            self._inside_class(node)
            return
        # What is asked about a parameter may depend on all of the body.
        if isinstance(node, _FUNCTIONS) and self._sites_in(node) > self._sites_in(*node.body):
            return
        for block in _blocks(node):
            alone = frozenset(_alone(block))
            neighbours: list[ast.stmt] = []
            for each in block:
                is_part = self._sites_in(each) > 0 or self._is_elif(each)
                if each in alone and not is_part and not _matters_to_fixes(each):
                    neighbours.append(each)
                    continue
                self._join(*neighbours)
                neighbours.clear()
                if is_part:
                    self._inside(each)
            self._join(*neighbours)

    def _inside_class(self, node: ast.ClassDef) -> None:
        """The same for a class, of which all matters unless only bodies of methods are wanted."""
        methods = [each for each in _alone(node.body) if isinstance(each, _FUNCTIONS)]
        inside = sum(self._sites_in(*method.body) for method in methods)
        if self._sites_in(node) > inside:
            return
        for method in methods:
            if self._sites_in(method):
                self._inside(method)
            else:
                self._join(*self._leavable(method))

    def _sites_in(self, *nodes: ast.stmt) -> int:
        """How many wanted sites some statements hold."""
        ranges = [self._numbered[node] for node in nodes]
        return sum(
            bisect_left(self._sites, end) - bisect_left(self._sites, begin) for begin, end in ranges
        )

    def _is_elif(self, node: ast.stmt) -> bool:
        return isinstance(node, ast.If) and self._text.startswith("elif", self._columns.start(node))

    def _leavable(self, node: ast.stmt) -> Sequence[ast.stmt]:
        """The statements that a name can stand for: this one, those inside it, or none."""
        if not getattr(node, "decorator_list", ()):
            return (node,)
        # Decorators have to stand before a function, so only the body is left out. It must begin
        # where its first statement does: the place of a definition is behind its own decorators.
        assert isinstance(node, (*_FUNCTIONS, ast.ClassDef))
        first = node.body[0]
        start = self._columns.start(first)
        begins_a_line = not self._text[self._columns.line(first.lineno) : start].strip()
        return node.body if begins_a_line and not getattr(first, "decorator_list", ()) else ()

    def _join(self, *statements: ast.stmt) -> None:
        """Leave out statements that stand inside of one that holds wanted sites."""
        if self._leave_out(*statements):
            begin, _ = self._numbered[statements[0]]
            _, end = self._numbered[statements[-1]]
            self._joined.append((begin, end))

    def _leave_out(self, *nodes: ast.stmt | ast.expr) -> bool:
        """Put a name in the place of neighbours, if there are any, and that is worth it."""
        if not nodes:
            return False
        start, end = self._columns.start(nodes[0]), self._columns.end(nodes[-1])
        if end - start < _WORTH_IT:
            return False
        self._parts += [self._text[self._at : start], "x" * (end - start)]
        self._at = end
        return True


def _in_order(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements with all that are inside them, each before those: the order of reading."""
    for node in body:
        yield node
        for block in _blocks(node):
            yield from _in_order(block)


def _blocks(node: ast.stmt) -> Iterator[Sequence[ast.stmt]]:
    """The blocks of statements right inside of one, in the order of reading."""
    yield getattr(node, "body", ())
    for part in (*getattr(node, "handlers", ()), *getattr(node, "cases", ())):
        yield part.body
    yield getattr(node, "orelse", ())
    yield getattr(node, "finalbody", ())


def _alone(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that share no line with another: to LibCST those would be one."""
    beside = {
        each
        for one, other in pairwise(body)
        if one.end_lineno == other.lineno
        for each in (one, other)
    }
    return (node for node in body if node not in beside)


def _matters_to_fixes(node: ast.stmt) -> bool:
    """Whether a fix looks at what stands beside what it mends: docstrings, and what is global.

    Decorators have to stand before a definition.
    """
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or isinstance(node, ast.Global) or bool(getattr(node, "decorator_list", ()))


def _possible_hooks(tree: ast.Module) -> Iterator[ast.stmt]:
    """The functions that are decorated, or that the top level names outside of functions."""
    named = {
        node.id
        for statement in tree.body
        if not isinstance(statement, _FUNCTIONS)
        for node in ast.walk(statement)
        if isinstance(node, ast.Name)
    }
    for statement in tree.body:
        if isinstance(statement, _FUNCTIONS) and (
            statement.decorator_list or statement.name in named
        ):
            yield statement
