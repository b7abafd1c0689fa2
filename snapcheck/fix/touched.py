"""What statements do to a value that is made: where it is made again, that has to be done, too."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator

from snapcheck.fix.source import FUNCTIONS, Source, below

LONG_TEXTS = ('"""', "'''")
"""What a text of several lines is written in: its lines can't be indented."""
_CHAIN = (ast.Attribute, ast.Subscript)


def touching(
    names: Collection[str], statement: ast.stmt, source: Source
) -> tuple[ast.stmt, ...] | None:
    """Return what the module does, below a statement, to what its variables hold: in order.

    None where that is done on a condition, or more than once.
    """
    found = []
    for each in source.tree.body:
        if each.lineno > statement.lineno and not isinstance(each, (*FUNCTIONS, ast.ClassDef)):
            if _touches(each, names):
                found.append(each)
            elif any(_touches(inner, names) for inner in below(each, outside_functions=True)):
                return None
    return tuple(found)


def is_touched(target: ast.expr, body: Iterable[ast.stmt]) -> bool:
    """Tell whether statements, outside of functions, do something to what a target holds."""
    code = ast.unparse(target)
    return any(
        _touches(node, (code,)) for each in body for node in below(each, outside_functions=True)
    )


def _touches(node: ast.AST, names: Collection[str]) -> bool:
    """Tell whether a statement calls a method of something for its effect, or assigns to it."""
    if isinstance(node, ast.Expr):
        call = node.value.value if isinstance(node.value, ast.Await) else node.value
        changed = [call.func] if isinstance(call, ast.Call) else []
    elif isinstance(node, (ast.Assign, ast.Delete)):
        changed = node.targets
    elif isinstance(node, ast.AugAssign):
        if ast.unparse(node.target) in names:
            return True
        changed = [node.target]
    else:
        return False
    return any(code in names for each in changed for code in _held_by(each))


def _held_by(changed: ast.expr) -> Iterator[str]:
    """Yield the source of what holds an attribute or an entry, from the inside out."""
    while isinstance(changed, _CHAIN):
        changed = changed.value
        yield ast.unparse(changed)
