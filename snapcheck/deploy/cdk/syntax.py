"""What the syntax of a deployment program says by itself."""

from __future__ import annotations

import ast

from snapcheck.deploy.cdk.values import Dotted

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def imported(node: ast.Import | ast.ImportFrom) -> dict[str, Dotted]:
    """Return the names that an import binds, with what they are of libraries."""
    found: dict[str, Dotted] = {}
    for alias in node.names:
        if isinstance(node, ast.ImportFrom):
            if node.level == 0:
                found[alias.asname or alias.name] = Dotted(f"{node.module}.{alias.name}")
        elif alias.asname is not None:
            found[alias.asname] = Dotted(alias.name)
        else:
            root = alias.name.partition(".")[0]
            found[root] = Dotted(root)
    return found


def bodies_of(node: ast.stmt) -> tuple[list[ast.stmt], ...]:
    """Return the statements in another one that run one after the other."""
    if isinstance(node, ast.Try):
        return (node.body, *(each.body for each in node.handlers), node.finalbody)
    if isinstance(node, (ast.While, ast.With, ast.AsyncWith)):
        return (node.body,)
    return ()


def method_of_super(function: ast.expr) -> str:
    """Return the method of `super().METHOD`, or empty."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Call):
        inner = function.value.func
        if isinstance(inner, ast.Name) and inner.id == "super":
            return function.attr
    return ""
