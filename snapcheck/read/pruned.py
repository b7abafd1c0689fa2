"""A file without what nobody asks about: bodies of functions, and values of assignments.

LibCST takes time for every word. What is reported mostly stands in a few functions of a file; what
is left out becomes one name that is as long, so that all else stands where it stood.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from snapcheck.read.statements import Columns

HOOKS_LIBRARY = "snapshot_restore_py"
"""The module that Lambda's runtimes bring for runtime hooks."""

# For less, the parser takes as long with the name.
_WORTH_IT = 40


def pruned(text: str, tree: ast.Module, lines: Sequence[int], wanted: Callable[[int], bool]) -> str:
    """`text`, with names for most of the statements of the top level that are not wanted.

    `tree` is Python's own of the text, and `lines` the offsets at which its lines start. `wanted`
    tells of a statement of the module whether it is, by number. What may be a runtime hook stays: a
    fix may be written into it.
    """
    columns = Columns(text, lines)
    hooks = frozenset(_possible_hooks(tree)) if HOOKS_LIBRARY in text else frozenset()
    parts = []
    at = 0
    beside = frozenset(_on_one_line(tree.body))
    for number, node in enumerate(tree.body):
        if node in hooks or node in beside or wanted(number):
            continue
        part = _left_out(node, text, columns)
        if part is not None and part[1] - part[0] >= _WORTH_IT:
            parts += [text[at : part[0]], "x" * (part[1] - part[0])]
            at = part[1]
    return "".join([*parts, text[at:]])


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def _left_out(node: ast.stmt, text: str, columns: Columns) -> tuple[int, int] | None:
    """Where the part of a statement begins and ends that a name can stand for."""
    if isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        return columns.start(node.value), columns.end(node.value)
    if not isinstance(node, _FUNCTIONS):
        return None
    if not node.decorator_list:
        return columns.start(node), columns.end(node)
    # Decorators have to stand before a function, so only the body is left out. It must begin where
    # its first statement does: the place of a definition is behind its own decorators.
    first = node.body[0]
    start = columns.start(first)
    if getattr(first, "decorator_list", ()) or text[columns.line(first.lineno) : start].strip():
        return None
    return start, columns.end(node)


def _on_one_line(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that share a line: to LibCST they are one."""
    for one, other in pairwise(body):
        if one.end_lineno == other.lineno:
            yield from (one, other)


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
