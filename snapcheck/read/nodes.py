"""The nodes of Python's own tree, given faster than by `ast`.

Those that only say how a name or an operator is meant (`Load`, `Add`) are left out.
"""

from __future__ import annotations

import ast

# Fields that hold no other nodes.
_PLAIN = frozenset(
    (
        *("id", "attr", "module", "level", "asname", "kind", "conversion", "simple", "is_async"),
        *("ctx", "op", "ops", "type_comment", "type_ignores"),
    )
)

_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}


def children(node: ast.AST) -> list[ast.AST]:
    """Return the nodes right inside another one, in the order of the tree."""
    found: list[ast.AST] = []
    of = type(node)
    names = _FIELDS.get(of)
    if names is None:
        names = _FIELDS[of] = tuple([name for name in of._fields if name not in _PLAIN])
    for name in names:
        value = getattr(node, name, None)
        if type(value) is list:
            found += [each for each in value if isinstance(each, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found
