"""Whether code can be run once more without anybody noticing but for the new value."""

from __future__ import annotations

import ast
from collections.abc import Collection

from snapcheck.fix.source import COMPREHENSIONS, Source

# Functions that yield a new value from what they are given and do nothing else.
_PURE = frozenset(
    ("abs", "bytes", "float", "format", "hash", "hex", "int", "len", "repr", "round", "str")
)
_PURE_METHODS = frozenset(
    (
        *("date", "isoformat", "replace", "astimezone", "strftime", "time", "timestamp"),
        *("decode", "encode", "format", "hex", "hexdigest", "join", "split", "zfill"),
        *("lower", "lstrip", "rstrip", "strip", "title", "upper"),
    )
)
_HARMFUL = (
    *(ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Lambda, *COMPREHENSIONS),
    *(ast.Dict, ast.List, ast.Set),  # others may hold the very object
)
# Functions that a value comes through; more are not looked into.
_DEEPEST = 3


def is_harmless(
    value: ast.AST, primitives: Collection[int], source: Source, depth: int = 0
) -> bool:
    """Tell whether computing a value again has no effect but the new value.

    `primitives` are the offsets of the calls that are known to make it by themselves.
    """
    return all(_is_harmless(node, primitives, source, depth) for node in ast.walk(value))


def _is_harmless(node: ast.AST, primitives: Collection[int], source: Source, depth: int) -> bool:
    if isinstance(node, _HARMFUL):
        return False
    if not isinstance(node, ast.Call):
        return True
    if source.start(node) in primitives and source.resolve(node.func):
        return True
    if isinstance(node.func, ast.Name):
        name = node.func.id
        if name in _PURE and name not in source.imported and not source.definition(name):
            return True
        function = source.definition(name)
        return isinstance(function, ast.FunctionDef) and _returns_only(
            function, primitives, source, depth + 1
        )
    return isinstance(node.func, ast.Attribute) and node.func.attr in _PURE_METHODS


def _returns_only(
    function: ast.FunctionDef, primitives: Collection[int], source: Source, depth: int
) -> bool:
    """Tell whether a function of the file only works out what it returns."""
    if function.decorator_list or depth > _DEEPEST:
        return False
    for statement in function.body:
        is_text = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        is_local = isinstance(statement, ast.Assign) and all(
            isinstance(target, ast.Name) for target in statement.targets
        )
        if not (is_text or is_local or isinstance(statement, ast.Return)):
            return False
        if not is_harmless(statement, primitives, source, depth):
            return False
    return True


def is_of_builtins(name: str) -> bool:
    """Tell whether a name is one of the functions that are known to be harmless."""
    return name in _PURE
