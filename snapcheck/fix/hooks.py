"""The functions of a file that run after each restore, and what they are registered with."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence

from snapcheck.fix.plan import Renewal
from snapcheck.fix.source import Source, below, names_in

HOOKS_LIBRARY = "snapshot_restore_py"
"""The module that Lambda's runtimes bring for runtime hooks."""
REGISTER = "register_after_restore"
FULL_NAME = f"{HOOKS_LIBRARY}.{REGISTER}"


def after_restore_hooks(source: Source) -> Sequence[ast.FunctionDef]:
    """Return functions at the top level that surely run after each restore, in the file's order."""
    registered = {
        argument.id
        for top in source.tree.body
        if not (isinstance(top, ast.If) and "__name__" in names_in(top.test))
        for node in below(top, outside_functions=True)
        for argument in _registered(node, source)
    }
    return [
        statement
        for statement in source.tree.body
        if isinstance(statement, ast.FunctionDef)
        and (statement.name in registered or _is_decorated(statement, source))
    ]


def _is_decorated(function: ast.FunctionDef, source: Source) -> bool:
    return any(
        source.resolve(each.func if isinstance(each, ast.Call) else each) == FULL_NAME
        for each in function.decorator_list
    )


def takes(function: ast.FunctionDef, renewal: Renewal, source: Source) -> bool:
    """Tell whether a statement can be put at the end of a hook, and will be reached there."""
    if not source.has_own_line(function.body[0]):
        return False
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    if any(isinstance(node, (ast.Return, ast.Raise, ast.Yield, ast.YieldFrom)) for node in nodes):
        return False
    bound = {
        target.id
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    } - declared(function)
    parameters = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    return not (renewal.names & (bound | parameters) or set(renewal.globals) & parameters)


def assigns(function: ast.FunctionDef, names: tuple[str, ...]) -> bool:
    """Tell whether the hook's own body assigns all of these names, on every path."""
    assigned = {
        target.id
        for statement in function.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    return bool(names) and set(names) <= assigned


def reads(function: ast.FunctionDef, names: Collection[str]) -> bool:
    """Tell whether a function reads one of the names."""
    return any(
        isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names
        for node in ast.walk(function)
    )


def declared(function: ast.AST) -> set[str]:
    """Return the names that a function declares as globals."""
    return {
        name for node in ast.walk(function) if isinstance(node, ast.Global) for name in node.names
    }


def _registered(statement: ast.AST, source: Source) -> Iterator[ast.Name]:
    """Yield the functions that a statement registers by a call."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
        return
    call = statement.value
    if source.resolve(call.func) == FULL_NAME and call.args and isinstance(call.args[0], ast.Name):
        yield call.args[0]
