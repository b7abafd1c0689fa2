"""The names that a file spells."""

from __future__ import annotations

import ast


def names_in(tree: ast.Module) -> frozenset[str]:
    """All names that a module spells: variables, attributes, arguments, what it imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            found.update(node.name.split("."))
            found.add(node.asname or "")
        elif not isinstance(node, (ast.Constant, ast.ImportFrom)):
            for _, value in ast.iter_fields(node):
                if isinstance(value, str):
                    found.add(value)
                elif isinstance(value, list):
                    found.update([each for each in value if isinstance(each, str)])
    return frozenset(found)
