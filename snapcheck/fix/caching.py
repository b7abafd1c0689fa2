"""Fixes for what every invocation pays: made once, behind a cache of the module."""

from __future__ import annotations

import ast
import re

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.fix.plan import Definition, Imported, Plan, Put
from snapcheck.fix.source import FUNCTIONS, Function, Source, names_in
from snapcheck.model import Finding

_NO_WORD = re.compile(r"\W+")
_WINDOW = 300
_MOST_KEPT = 16
_ENDS = re.compile(r"\.(?:close|aclose|quit|dispose|disconnect|terminate|shutdown)\(")


def client_shared(finding: Finding, source: Source) -> Plan | None:
    """Plan to let the first invocation build a client that each one builds, behind a cache."""
    repeated = _repeated(finding, source)
    if repeated is None:
        return None
    call, made = repeated
    name = _name(call, source)
    definition, imports = _cached(name, made.of, made, source)
    description = f"Build it once, behind the cache of `{name}`"
    description += f" (unsafe: {_KEYS})." if made.of else "."
    changes = (Put(*source.place(call), f"{name}({', '.join(made.of)})"),)
    safe = not made.of
    return Plan(description, safe, changes=changes, imports=imports, definitions=(definition,))


_KEYS = "what it is made of has to be hashable"
_MOST_KEYS = 3


def _can_be_keys(made: _Made, call: ast.Call) -> bool:
    """Tell whether variables can be what a cache goes by: not those of an object, and not many."""
    if len(made.of) > _MOST_KEYS or {"self", "cls"} & set(made.of):
        return False
    return not any(isinstance(each, ast.Starred) for each in call.args)


def connection_shared(finding: Finding, source: Source) -> Plan | None:
    """Plan to let the first invocation open a connection that each one opens, behind a cache."""
    plan = client_shared(finding, source)
    # Who closes it, or leaves a `with`, would close what others use.
    if plan is None or _ENDS.search(source.text) or _is_entered(finding, source):
        return None
    described = f"{plan.description.removesuffix('.')} (unsafe: if it breaks, it stays broken)."
    return replace(plan, description=described, safe=False)


def _is_entered(finding: Finding, source: Source) -> bool:
    """Tell whether what is opened is handed to a `with`."""
    call = source.expression_at(finding.span)
    assert call is not None
    above = [call, *source.around(call)]
    names = {each.id for node in above for each in _stored(node)}
    function = next(node for node in above if isinstance(node, FUNCTIONS))
    items = [node.context_expr for node in ast.walk(function) if isinstance(node, ast.withitem)]
    handed = [arg for item in items if isinstance(item, ast.Call) for arg in item.args]
    return any(each is call or _names(each) & names for each in (*items, *handed))


def _stored(node: ast.AST) -> list[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [each for each in targets if isinstance(each, ast.Name)]


def _names(node: ast.AST) -> set[str]:
    return {node.id} if isinstance(node, ast.Name) else set()


def secret_shared(finding: Finding, source: Source) -> Plan | None:
    """Plan to fetch a secret every five minutes that each invocation fetches, behind a cache."""
    repeated, clock = _repeated(finding, source), _clock(source)
    if repeated is None or clock is None:
        return None
    (call, made), (time, more) = repeated, clock
    name = _name(call, source)
    if "window" in made.of:
        return None
    definition, imports = _cached(name, (*made.of, "window"), made, source)
    description = (
        f"Fetch it every five minutes, behind the cache of `{name}` (unsafe: what was changed "
        f"meanwhile is seen later{f'; {_KEYS}' if made.of else ''})."
    )
    given = ", ".join([*made.of, f"int({time}() // {_WINDOW})"])
    changes = (Put(*source.place(call), f"{name}({given})"),)
    imported = (*imports, *more)
    return Plan(description, False, changes=changes, imports=imported, definitions=(definition,))


def _repeated(finding: Finding, source: Source) -> tuple[ast.Call, _Made] | None:
    """Return the call of a finding with what it is made of, if a cache can go by that."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call) or not _is_inside(call, source):
        return None
    made = _steady(call, source)
    return (call, made) if made is not None and _can_be_keys(made, call) else None


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
    name: str, parameters: tuple[str, ...], made: _Made, source: Source
) -> tuple[Definition, tuple[Imported, ...]]:
    """Return a function of the module that returns what is made, and keeps it."""
    spelled = source.spelled("functools.lru_cache")
    imports = () if spelled else (Imported("functools"),)
    lines = (
        f"@{spelled or 'functools.lru_cache'}(maxsize={_MOST_KEPT if made.of else 1})",
        f"def {name}({', '.join(parameters)}):",
        f"{source.indent}return {made.code}",
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
    while source.mentions(name):
        name, number = f"{base}_{number}", number + 1
    return name


class _Made(Struct, frozen=True):
    """The source of what makes a value, and the local variables that it is made of."""

    code: str
    of: tuple[str, ...] = ()


def _steady(call: ast.Call, source: Source) -> _Made | None:
    """Return the source of a call that yields the same for the same variables; None if it may not.

    Other names are the module's, each bound once. The object that it is a method of may be a
    variable of the function that nothing but such a call makes.
    """
    function = next(node for node in source.around(call) if isinstance(node, FUNCTIONS))
    local = _local_names(function, source)
    receiver = call.func.value if isinstance(call.func, ast.Attribute) else None
    inner = _Made("")
    code = source.code(call)
    if isinstance(receiver, ast.Name) and receiver.id in local:
        made = only_value(receiver.id, function)
        found = _steady(made, source) if isinstance(made, ast.Call) else None
        if found is None:
            return None
        inner = found
        code = inner.code + source.text[source.end(receiver) : source.end(call)]
    elif isinstance(receiver, ast.Call):
        found = _steady(receiver, source)
        if found is None:
            return None
        inner = found
    elif receiver is not None and not _is_steady(receiver, frozenset(), source):
        return None
    values = [*call.args, *[each.value for each in call.keywords]]
    if not all(_is_steady(value, local, source) for value in values):
        return None
    names = {name for value in values for name in names_in(value) if name in local}
    if names & _collections(call):
        return None
    return _Made(code, tuple(sorted({*inner.of, *names})))


def _collections(call: ast.Call) -> set[str]:
    """Return the variables of which a call takes the entries: most of such can't be hashed."""
    spread = [each.value for each in call.keywords if each.arg is None]
    looked_into = [each.value for each in ast.walk(call) if isinstance(each, ast.Subscript)]
    return {each.id for each in (*spread, *looked_into) if isinstance(each, ast.Name)}


def _is_steady(value: ast.expr, local: frozenset[str], source: Source) -> bool:
    """Tell whether the module's names, and those of a function, are all that a value is made of."""
    for node in ast.walk(value):
        if isinstance(node, ast.Name):
            if node.id not in local and not source.is_bound_once(node.id):
                return False
        elif isinstance(node, ast.Call):
            if source.resolve(node.func) not in _STEADY_CALLS:
                return False
        elif not isinstance(node, _STEADY):
            return False
    return True


_STEADY_CALLS = frozenset(("os.getenv", "os.environ.get", "botocore.config.Config"))
_STEADY = (
    *(ast.Constant, ast.Attribute, ast.Subscript, ast.List, ast.Tuple, ast.Dict),
    *(ast.JoinedStr, ast.FormattedValue, ast.expr_context, ast.BinOp, ast.BoolOp),
    *(ast.operator, ast.boolop, ast.keyword, ast.IfExp, ast.Compare, ast.cmpop),
)


def _local_names(function: Function, source: Source) -> frozenset[str]:
    """Return the names that the functions around a place bind."""
    around = [each for each in source.around(function) if isinstance(each, FUNCTIONS)]
    return frozenset[str]().union(*map(source.names_bound_in, (function, *around)))


def only_value(name: str, function: Function) -> ast.expr | None:
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
