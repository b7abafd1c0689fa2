"""What statements do to a value that is made: where it is made again, that has to be done, too."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

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
    known = source.once(_touches)
    touches = [each for name in names for each in known.get(name, ())]
    later = {top: is_all for top, is_all in touches if top.lineno > statement.lineno}
    return tuple(sorted(later, key=source.start)) if all(later.values()) else None


def is_touched_by_module(place: str, source: Source) -> bool:
    """Tell whether the module does something to what a place holds: `Database.connection`."""
    return place in source.once(_touches)


def is_touched(target: ast.expr, holder: ast.AST, source: Source) -> bool:
    """Tell whether the body of something does anything to what a target holds, functions aside."""
    return ast.unparse(target) in source.once(_touched_in, holder)


def _touched_in(_: Source, holder: ast.AST) -> frozenset[str]:
    body: list[ast.stmt] = getattr(holder, "body", [])
    nodes = (node for each in body for node in below(each, outside_functions=True))
    return frozenset(place for node in nodes for place in _touched_by(node))


def _touches(source: Source) -> Mapping[str, Sequence[tuple[ast.stmt, bool]]]:
    """Return the module's statements that do something to a place, and whether they do but that."""
    found: dict[str, list[tuple[ast.stmt, bool]]] = {}
    for top in source.tree.body:
        if not isinstance(top, (*FUNCTIONS, ast.ClassDef)):
            for node in below(top, outside_functions=True):
                for place in _touched_by(node):
                    found.setdefault(place, []).append((top, node is top))
    return found


def _touched_by(node: ast.AST) -> Iterator[str]:
    """Yield the places inside of which a statement assigns, or calls a method for its effect."""
    changed: list[ast.expr] = []
    if isinstance(node, ast.Expr):
        call = node.value.value if isinstance(node.value, ast.Await) else node.value
        changed = [call.func] if isinstance(call, ast.Call) else []
    elif isinstance(node, (ast.Assign, ast.Delete)):
        changed = node.targets
    elif isinstance(node, ast.AugAssign):
        yield ast.unparse(node.target)
        changed = [node.target]
    for each in changed:
        yield from _held_by(each)


def _held_by(changed: ast.expr) -> Iterator[str]:
    """Yield the source of what holds an attribute or an entry, from the inside out."""
    while isinstance(changed, _CHAIN):
        changed = changed.value
        yield ast.unparse(changed)
