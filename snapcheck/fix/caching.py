"""Fixes for what every invocation pays: made once, behind a cache of the module."""

from __future__ import annotations

import ast
import re

from snapcheck.fix.plan import Definition, Imported, Plan, Put
from snapcheck.fix.source import FUNCTIONS, Function, Source
from snapcheck.model import Finding

_NO_WORD = re.compile(r"\W+")
_WINDOW = 300


def client_shared(finding: Finding, source: Source) -> Plan | None:
    """Plan to let the first invocation build a client that each one builds, behind a cache."""
    repeated = _repeated(finding, source)
    if repeated is None:
        return None
    call, code = repeated
    name = _name(call, source)
    definition, imports = _cached(name, "", code, source)
    description = f"Build it once, behind the cache of `{name}`."
    changes = (Put(*source.place(call), f"{name}()"),)
    return Plan(description, True, changes=changes, imports=imports, definitions=(definition,))


def secret_shared(finding: Finding, source: Source) -> Plan | None:
    """Plan to fetch a secret every five minutes that each invocation fetches, behind a cache."""
    repeated, clock = _repeated(finding, source), _clock(source)
    if repeated is None or clock is None:
        return None
    (call, code), (time, more) = repeated, clock
    name = _name(call, source)
    definition, imports = _cached(name, "window", code, source)
    description = (
        f"Fetch it every five minutes, behind the cache of `{name}` (unsafe: what was changed "
        "meanwhile is seen later)."
    )
    changes = (Put(*source.place(call), f"{name}(int({time}() // {_WINDOW}))"),)
    imported = (*imports, *more)
    return Plan(description, False, changes=changes, imports=imported, definitions=(definition,))


def _repeated(finding: Finding, source: Source) -> tuple[ast.Call, str] | None:
    """Return the call of a finding with its code, if each invocation makes the same one."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call) or not _is_inside(call, source):
        return None
    code = _steady(call, source)
    return (call, code) if code is not None else None


def _is_inside(call: ast.Call, source: Source) -> bool:
    """Tell whether a call stands in a function, and nothing waits for it."""
    return any(isinstance(node, FUNCTIONS) for node in source.around(call)) and not isinstance(
        source.parent(call), ast.Await
    )


def _clock(source: Source) -> tuple[str, tuple[Imported, ...]] | None:
    spelled = source.spelled("time.time")
    if spelled:
        return spelled, ()
    return None if "time" in source.bound else ("time.time", (Imported("time"),))


def _cached(
    name: str, parameter: str, code: str, source: Source
) -> tuple[Definition, tuple[Imported, ...]]:
    """Return a function of the module that returns what `code` yields, and keeps it."""
    spelled = source.spelled("functools.lru_cache")
    imports = () if spelled else (Imported("functools"),)
    lines = (
        f"@{spelled or 'functools.lru_cache'}(maxsize=1)",
        f"def {name}({parameter}):",
        f"{source.indent}return {code}",
    )
    return Definition(name, lines), imports


def _name(call: ast.Call, source: Source) -> str:
    """Return a name for what the call yields, which is not used yet: `shared_s3_client`."""
    function = call.func
    last = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    first = next((str(arg.value) for arg in call.args[:1] if isinstance(arg, ast.Constant)), "")
    words = [_NO_WORD.sub("_", word).strip("_").lower() for word in (first, last) if word]
    name = base = "_".join(["shared", *words])
    number = 2
    while name in source.bound:
        name, number = f"{base}_{number}", number + 1
    return name


def _steady(call: ast.Call, source: Source) -> str | None:
    """Return the source of a call that yields the same on every invocation; None where it may not.

    Its names are the module's, each bound once. The object that it is a method of may be a variable
    of the function that nothing but such a call makes.
    """
    function = next(node for node in source.around(call) if isinstance(node, FUNCTIONS))
    code = source.code(call)
    local = _local_names(function, source)
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    if isinstance(receiver, ast.Name) and receiver.id in local:
        made = _only_value(receiver.id, function)
        inner = _steady(made, source) if isinstance(made, ast.Call) else None
        if inner is None:
            return None
        code = inner + source.text[source.end(receiver) : source.end(call)]
    elif isinstance(receiver, ast.Call):
        inner = _steady(receiver, source)
        if inner is None:
            return None
    elif receiver is not None and not _is_steady(receiver, local, source):
        return None
    values = [*call.args, *[each.value for each in call.keywords]]
    return code if all(_is_steady(value, local, source) for value in values) else None


def _is_steady(value: ast.expr, local: set[str], source: Source) -> bool:
    for node in ast.walk(value):
        if isinstance(node, ast.Name):
            if node.id in local or not source.is_bound_once(node.id):
                return False
        elif not isinstance(node, _STEADY):
            return False
    return True


_STEADY = (
    *(ast.Constant, ast.Attribute, ast.Subscript, ast.List, ast.Tuple, ast.Dict),
    *(ast.JoinedStr, ast.FormattedValue, ast.expr_context, ast.BinOp, ast.operator, ast.keyword),
)


def _local_names(function: Function, source: Source) -> set[str]:
    """Return the names that the functions around a place bind."""
    functions = [function, *[n for n in source.around(function) if isinstance(n, FUNCTIONS)]]
    return {
        name
        for each in functions
        for node in ast.walk(each)
        for name in (
            [node.arg]
            if isinstance(node, ast.arg)
            else [node.id]
            if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
            else []
        )
    }


def _only_value(name: str, function: Function) -> ast.expr | None:
    """Return what the only assignment of a local variable assigns."""
    stored = [
        node
        for node in ast.walk(function)
        if (isinstance(node, ast.arg) and node.arg == name)
        or (isinstance(node, ast.Name) and node.id == name and not isinstance(node.ctx, ast.Load))
    ]
    values = [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and node.targets == stored
    ]
    return values[0] if len(stored) == len(values) == 1 else None
