"""A file without the bodies of functions that nobody asks about.

LibCST takes time for every word. What is reported mostly stands in a few functions of a file; of
the others the body becomes one string that is as long, so that all else stands where it stood.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from snapcheck.read.statements import Columns

HOOKS_LIBRARY = "snapshot_restore_py"
"""The module that Lambda's runtimes bring for runtime hooks."""

# For less, the parser takes as long with the string.
_WORTH_IT = 40


def pruned(text: str, tree: ast.Module, lines: Sequence[int], wanted: Callable[[int], bool]) -> str:
    """`text`, with strings for the bodies of functions of the top level that are not wanted.

    `tree` is Python's own of the text, and `lines` the offsets at which its lines start. `wanted`
    tells of a statement of the module whether it is, by number. What may be a runtime hook stays: a
    fix may be written into it.
    """
    columns = Columns(text, lines)
    hooks = frozenset(_possible_hooks(tree)) if HOOKS_LIBRARY in text else frozenset()
    parts = []
    at = 0
    for number, node in enumerate(tree.body):
        if isinstance(node, _FUNCTIONS) and node not in hooks and not wanted(number):
            start, end = _body(node, columns)
            if end - start >= _WORTH_IT and _begins_a_line(start, text, lines, node.body[0]):
                parts += [text[at:start], '"', "x" * (end - start - 2), '"']
                at = end
    return "".join([*parts, text[at:]])


_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


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


def _body(node: ast.FunctionDef | ast.AsyncFunctionDef, columns: Columns) -> tuple[int, int]:
    first = node.body[0]
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return (
        columns.offset(first.lineno, first.col_offset),
        columns.offset(node.end_lineno, node.end_col_offset),
    )


def _begins_a_line(start: int, text: str, lines: Sequence[int], first: ast.stmt) -> bool:
    """Whether a body stands below its header, and begins where its first statement does.

    The place of a definition is behind its decorators.
    """
    decorated = bool(getattr(first, "decorator_list", ()))
    return not decorated and not text[lines[first.lineno - 1] : start].strip()
