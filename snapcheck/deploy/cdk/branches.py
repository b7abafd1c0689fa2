"""Which branch of a deployment program is taken, where its text alone decides it."""

from __future__ import annotations

import ast

from snapcheck.deploy.cdk.values import NONE, Built, Dotted, Instance, Scope, Value


def truth(test: ast.expr, scope: Scope) -> bool | None:
    """Return whether a test holds; None where that depends on more than is known."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = truth(test.operand, scope)
        return None if inner is None else not inner
    if isinstance(test, ast.BoolOp):
        return _of_all([truth(each, scope) for each in test.values], isinstance(test.op, ast.And))
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _compared(test.ops[0], _known(test.left, scope), _known(test.comparators[0], scope))
    if isinstance(test, ast.Call):
        return _called(test, scope)
    return _is_true(_known(test, scope))


def _of_all(parts: list[bool | None], is_and: bool) -> bool | None:
    """Return what `and` (or `or`) makes of its parts: one of them may decide it alone."""
    deciding = not is_and
    if deciding in parts:
        return deciding
    return None if None in parts else is_and


def _known(node: ast.expr, scope: Scope) -> Value:
    """Return what a literal or a name surely is."""
    if isinstance(node, ast.Constant):
        return NONE if node.value is None else _plain(node.value)
    if isinstance(node, ast.Name) and not scope.is_assumed(node.id):
        return scope.find(node.id)
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


def _called(test: ast.Call, scope: Scope) -> bool | None:
    """Return what a method of a known text says of it: `name.endswith("Node")`."""
    if not isinstance(test.func, ast.Attribute) or len(test.args) != 1 or test.keywords:
        return None
    owner, argument = _known(test.func.value, scope), _known(test.args[0], scope)
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
