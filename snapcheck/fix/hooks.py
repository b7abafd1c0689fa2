"""The functions of a file that run after each restore, and what they are registered with."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from snapcheck.fix.plan import Renewal
from snapcheck.fix.source import Source, below

HOOKS_LIBRARY = "snapshot_restore_py"
"""The module that Lambda's runtimes bring for runtime hooks."""
REGISTER = "register_after_restore"
FULL_NAME = f"{HOOKS_LIBRARY}.{REGISTER}"


def after_restore_hooks(source: Source) -> Iterator[cst.FunctionDef]:
    """The functions at the top level that surely run after each restore, in the file's order."""
    registered = {
        argument.value
        for statement in source.top_level
        for argument in _registered(statement, source)
    }
    for statement in source.tree.body:
        if isinstance(statement, cst.FunctionDef) and statement.asynchronous is None:
            decorators = [each.decorator for each in statement.decorators]
            if statement.name.value in registered or any(
                source.resolve(each.func if isinstance(each, cst.Call) else each) == FULL_NAME
                for each in decorators
            ):
                yield statement


def takes(function: cst.FunctionDef, renewal: Renewal) -> bool:
    """Whether a statement can be put at the end of a hook, and will be reached there."""
    if not isinstance(function.body, cst.IndentedBlock):
        return False
    nodes = list(below(function.body))
    if any(isinstance(node, (cst.Return, cst.Raise, cst.Yield)) for node in nodes):
        return False
    bound = {
        node.target.value
        for node in nodes
        if isinstance(node, cst.AssignTarget) and isinstance(node.target, cst.Name)
    } - declared(function)
    parameters = {node.name.value for node in below(function.params) if isinstance(node, cst.Param)}
    return not (renewal.names & (bound | parameters) or set(renewal.globals) & parameters)


def assigns(function: cst.FunctionDef, names: tuple[str, ...]) -> bool:
    """Whether the hook's own body assigns all of these names, on every path."""
    if not names or not isinstance(function.body, cst.IndentedBlock):
        return False
    assigned = {
        target.target.value
        for line in function.body.body
        if isinstance(line, cst.SimpleStatementLine)
        for statement in line.body
        if isinstance(statement, cst.Assign)
        for target in statement.targets
        if isinstance(target.target, cst.Name)
    }
    return set(names) <= assigned


def declared(function: cst.FunctionDef) -> set[str]:
    """The names that a function declares as globals."""
    return {
        item.name.value
        for node in below(function.body)
        if isinstance(node, cst.Global)
        for item in node.names
    }


def _registered(statement: cst.BaseSmallStatement, source: Source) -> Iterator[cst.Name]:
    """The functions that a statement registers by a call."""
    if not isinstance(statement, cst.Expr) or not isinstance(statement.value, cst.Call):
        return
    call = statement.value
    first = call.args[0].value if call.args else None
    if source.resolve(call.func) == FULL_NAME and isinstance(first, cst.Name):
        yield first
