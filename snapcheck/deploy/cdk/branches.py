"""Which branch of a deployment program is taken, where its text alone decides it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial

from snapcheck.deploy.cdk.values import (
    ALWAYS,
    NONE,
    Branch,
    Built,
    Dotted,
    Instance,
    Open,
    Scope,
    Value,
)


class Conditions:
    """The branches by which names of scopes, and entries of mappings, have their values."""

    def __init__(self) -> None:
        # What they are of is held, or something else may get its id.
        self._noted: dict[tuple[int, str], tuple[object, Branch]] = {}

    def note(self, owner: object, name: str, branch: Branch) -> None:
        """Note that a scope or a mapping got a value there."""
        self._noted[id(owner), name] = (owner, branch)

    def of(self, owner: object, name: str) -> Branch:
        """Return the branches by which something has its value."""
        return self._noted.get((id(owner), name), (None, ALWAYS))[1]


def truth(test: ast.expr, scope: Scope, conditions: Conditions) -> bool | None:
    """Return whether a test holds; None where that depends on more than is known."""
    known = partial(_known, scope=scope, conditions=conditions)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(test.operand, scope, conditions)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        parts = [truth(each, scope, conditions) for each in test.values]
        return _of_all(parts, isinstance(test.op, ast.And))
    if isinstance(test, ast.IfExp):
        decided = truth(test.test, scope, conditions)
        if decided is None:
            return None
        return truth(test.body if decided else test.orelse, scope, conditions)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compared(test.ops[0], known(test.left), known(test.comparators[0]))
    if isinstance(test, ast.Call):
        return _called(test, known)
    return _is_true(known(test))


def _of_all(parts: list[bool | None], is_and: bool) -> bool | None:
    """Return what `and` (or `or`) makes of its parts: one of them may decide it alone."""
    deciding = not is_and
    if deciding in parts:
        return deciding
    return None if None in parts else is_and


def _known(node: ast.expr, scope: Scope, conditions: Conditions) -> Value:
    """Return what a literal, a name, or an entry of a mapping surely is."""
    if isinstance(node, ast.Constant):
        return NONE if node.value is None else _plain(node.value)
    if isinstance(node, ast.Name) and not scope.is_assumed(node.id):
        return scope.find(node.id)
    if isinstance(node, (ast.Attribute, ast.Subscript)):
        owner = _known(node.value, scope, conditions)
        key = (
            node.attr if isinstance(node, ast.Attribute) else _known(node.slice, scope, conditions)
        )
        if isinstance(owner, dict) and isinstance(key, str) and conditions.of(owner, key) == ALWAYS:
            return owner.get(key, None if isinstance(owner, Open) else NONE)
    return None


def _plain(value: object) -> Value:
    return value if isinstance(value, (str, int, float, bool)) else None


def _is_true(value: Value) -> bool | None:
    if value is NONE:
        return False
    if isinstance(value, (Dotted, Built, Instance)):
        return True
    return None if value is None else bool(value)


def _compared(operator: ast.cmpop, left: Value, right: Value) -> bool | None:
    if left is None or right is None:
        return None
    is_same = left is right or (not isinstance(left, Built) and left == right)
    if isinstance(operator, (ast.Is, ast.Eq)):
        return is_same
    if isinstance(operator, (ast.IsNot, ast.NotEq)):
        return not is_same
    if isinstance(operator, (ast.In, ast.NotIn)) and isinstance(right, (list, str)):
        if isinstance(right, list) and None in right:
            return None
        is_in = left in right if isinstance(right, list) or isinstance(left, str) else False
        return is_in is isinstance(operator, ast.In)
    return None


def _called(test: ast.Call, known: Callable[[ast.expr], Value]) -> bool | None:
    """Return what a method of a known text says of it: `name.endswith("Node")`."""
    if not isinstance(test.func, ast.Attribute) or len(test.args) != 1 or test.keywords:
        return None
    owner, argument = known(test.func.value), known(test.args[0])
    if test.func.attr == "get" and isinstance(owner, dict):
        return _is_true(known(ast.Subscript(test.func.value, test.args[0])))
    if not isinstance(owner, str) or not isinstance(argument, str):
        return None
    if test.func.attr in ("startswith", "startsWith"):
        return owner.startswith(argument)
    if test.func.attr in ("endswith", "endsWith"):
        return owner.endswith(argument)
    return argument in owner if test.func.attr == "includes" else None


def likelier(one: Value, other: Value) -> Value:
    """Return the value of two branches that says more, the first where both do."""
    return other if one is None or one is NONE else one


def assume(scope: Scope, given: set[str]) -> None:
    """Take the defaults of a function that is called from elsewhere for no more than they are.

    What is not `given` may be. Texts are the likeliest values all the same; a default that says
    that there is nothing is none.
    """
    for name in scope.names.keys() - given:
        if scope.names[name] is NONE or not scope.names[name]:
            scope.names[name] = None
        scope.assumed.add(name)
