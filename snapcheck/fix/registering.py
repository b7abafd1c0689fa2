"""Fixes for hooks that never run, or can't finish: registered in time, plain, and bounded."""

from __future__ import annotations

import ast
from typing import TypeGuard

from snapcheck.fix.hooks import FULL_NAME
from snapcheck.fix.plan import Behind, Pass, Plain, Plan, Put
from snapcheck.fix.source import FUNCTIONS, Function, Source
from snapcheck.model import Finding, StepKind

_WAITING = (ast.Await, ast.AsyncFor, ast.AsyncWith, ast.Yield, ast.YieldFrom)
_TIMEOUT = 3
# Functions of these modules wait for ever where they are given no `timeout`.
_ASKING = frozenset(
    f"requests.{name}" for name in ("get", "post", "put", "patch", "delete", "head", "options")
) | {"requests.request", "urllib.request.urlopen"}


def registered_in_time(finding: Finding, source: Source) -> Plan | None:
    """Plan to let the module call the function that registers the hook, which nothing calls."""
    inside = _registration(finding, source)
    if inside is None or source.resolve(inside.func) != FULL_NAME:
        return None
    given = inside.args[0] if len(inside.args) == 1 and not inside.keywords else None
    function = next((n for n in source.around(inside) if isinstance(n, FUNCTIONS)), None)
    if function is None:
        return _itself_registered(given, source)
    if not isinstance(function, ast.FunctionDef) or not source.is_top_level(function):
        return None
    if _takes_arguments(function) or function.decorator_list or _is_named(function, source):
        return None
    if any(step.kind is StepKind.SNAPSHOT for step in finding.trace):
        return None  # invocations call it
    line = f"{function.name}()"
    description = f"Call `{line}` at the top level (unsafe: all of its code then runs at import)."
    return Plan(description, False, behind=(Behind(function, line),))


def _registration(finding: Finding, source: Source) -> ast.Call | None:
    call = source.expression_at(finding.span)
    return call if isinstance(call, ast.Call) else None


def _itself_registered(given: ast.expr | None, source: Source) -> Plan | None:
    """Plan to register the function of `register_after_restore(renew())`, not what it yields."""
    if not isinstance(given, ast.Call) or given.args or given.keywords:
        return None
    if not isinstance(given.func, ast.Name):
        return None
    if not isinstance(source.definition(given.func.id), ast.FunctionDef):
        return None
    text = given.func.id
    description = f"Register `{text}` itself (unsafe: it is then not called at import)."
    return Plan(description, False, changes=(Put(*source.place(given), text),))


def _takes_arguments(function: Function) -> bool:
    every = function.args
    return bool(every.args or every.posonlyargs or every.kwonlyargs)


def _is_named(function: Function, source: Source) -> bool:
    """Tell whether anything in the file speaks of a function: then it may be called some day."""
    return any(
        isinstance(node, ast.Name) and node.id == function.name for node in ast.walk(source.tree)
    )


def able_to_finish(finding: Finding, source: Source) -> Plan | None:
    """Plan to make an `async def` that waits for nothing a plain one, or to bound a request."""
    function = _hook(finding, source)
    if isinstance(function, ast.AsyncFunctionDef):
        return _plain(function, source)
    if function is None:
        return None
    endless = [node for node in ast.walk(function) if is_endless(node, source)]
    if len(endless) != 1:
        return None  # how long they may take together is not ours to say
    change = Pass(*source.place(endless[0]), f"timeout={_TIMEOUT}")
    description = (
        f"Pass `timeout={_TIMEOUT}` (unsafe: an answer that takes longer then fails the restore)."
    )
    return Plan(description, False, changes=(change,))


def _plain(function: ast.AsyncFunctionDef, source: Source) -> Plan | None:
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    if any(isinstance(node, _WAITING) for node in nodes) or _is_called(function.name, source):
        return None
    doubt = "who awaits it elsewhere can't any more"
    description = f"Make `{function.name}` a plain function (unsafe: {doubt})."
    return Plan(description, False, changes=(Plain(source.start(function)),))


def _is_called(name: str, source: Source) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name
        for node in ast.walk(source.tree)
    )


def _hook(finding: Finding, source: Source) -> Function | None:
    """Return the function that is registered: where the finding stands, or what its call names."""
    call = source.expression_at(finding.span)
    if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Name):
        function = source.definition(call.args[0].id)
        return function if isinstance(function, FUNCTIONS) else None
    return next(
        (
            statement
            for statement in source.tree.body
            if isinstance(statement, FUNCTIONS) and statement.lineno == finding.span.line
        ),
        None,
    )


def is_endless(node: ast.AST, source: Source) -> TypeGuard[ast.Call]:
    """Tell whether a node is a call that may wait for ever: a hook must not make it."""
    if not isinstance(node, ast.Call) or source.resolve(node.func) not in _ASKING:
        return False
    return not {each.arg for each in node.keywords} & {"timeout", None} and len(node.args) < 3
