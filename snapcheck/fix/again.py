"""Whether code that makes a value can make it again in a hook: what it meets, how long it waits."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator

from snapcheck.fix.registering import is_endless
from snapcheck.fix.source import FUNCTIONS, Source
from snapcheck.knowledge import Effect
from snapcheck.model import Finding

_CREDENTIALS = "SNAP502"
_CLIENTS = ("boto3.client", "boto3.resource")
_STANDING = (Effect.SAFE, Effect.QUIET, Effect.OFF, Effect.BUILDS_SECURE)
_REMEMBERED = frozenset(("platform.node", "platform.platform", "platform.uname", "uuid.getnode"))
# Chains of names that are made of each other; a longer one is not looked into.
_DEEPEST = 8


def works_in_a_hook(
    values: Iterable[ast.AST], renewed: Collection[str], finding: Finding, source: Source
) -> bool:
    """Tell whether code does in a hook what it did in INIT.

    It must not wait without a limit, not do what is reported wherever it is done, and read nothing
    that is stale by then itself, but for the variables that are `renewed` before.
    """
    copied = list(values)
    nodes = list(_reached(copied, source))
    if any(_waits(node, source) for node in nodes) or _is_flagged(copied, finding, source):
        return False
    if any(_is_of_before(node, renewed, source) or _is_kept(node, source) for node in nodes):
        return False
    if finding.rule == _CREDENTIALS and any(_is_exchanged(name, source) for name in renewed):
        return False
    names = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return not any(is_stale(name, source) for name in names.difference(renewed))


def _is_exchanged(name: str, source: Source) -> bool:
    """Tell whether a function gives away what a variable holds for what it holds next."""
    return any(
        isinstance(function, FUNCTIONS)
        and any(isinstance(n, ast.Global) and name in n.names for n in ast.walk(function))
        and any(
            isinstance(n, ast.Name) and n.id == name and isinstance(n.ctx, ast.Load)
            for call in ast.walk(function)
            if isinstance(call, ast.Call)
            for n in ast.walk(call)
        )
        for function in source.tree.body
    )


def is_stale(name: str, source: Source) -> bool:
    """Tell whether a variable of the module holds what does not outlive a snapshot."""
    if name not in source.stale:
        source.stale[name] = any(
            row.hazard is not None and row.effect not in _STANDING
            for node in _reached(source.assigned_values.get(name, ()), source)
            if isinstance(node, ast.Call)
            for row in source.apis.get(maker_of(node.func, source), ())
        )
    return source.stale[name]


def _is_kept(node: ast.AST, source: Source) -> bool:
    """Tell whether a node calls what Python remembers for the process."""
    return isinstance(node, ast.Call) and source.resolve(node.func) in _REMEMBERED


def _is_of_before(node: ast.AST, renewed: Collection[str], source: Source) -> bool:
    """Tell whether a node reads what an object of INIT holds that is stale: `system.nodename`."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    if node.value.id in renewed or node.value.id in source.imported:
        return False
    rows = source.apis.get(maker_of(node, source), ())
    return any(row.effect is Effect.ATTRIBUTE for row in rows)


def is_of_a_library(node: ast.AST, source: Source) -> bool:
    """Tell whether a variable, or what lies below one, is what a call of a library made."""
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    is_variable = isinstance(node, ast.Name) and node.id in source.assigned_values
    return is_variable and bool(maker_of(node, source))


def maker_of(node: ast.AST, source: Source, depth: int = 0) -> str:
    """Return the full name of what an expression is, or of whose call made it; else empty.

    `client.get_parameter` is `boto3.client(ssm).get_parameter`, as rows name it.
    """
    if depth > _DEEPEST:
        return ""
    if isinstance(node, ast.Call):
        made = maker_of(node.func, source, depth + 1)
        given = node.args[0] if made in _CLIENTS and node.args else None
        service = given.value if isinstance(given, ast.Constant) else None
        return f"{made}({service})" if isinstance(service, str) else made
    if isinstance(node, (ast.Attribute, ast.Subscript)):
        base = maker_of(node.value, source, depth + 1)
        return f"{base}.{node.attr}" if base and isinstance(node, ast.Attribute) else base
    if not isinstance(node, ast.Name):
        return ""
    if node.id in source.imported:
        return source.imported[node.id]
    values = source.assigned_values.get(node.id, ())
    return maker_of(values[0], source, depth + 1) if len(values) == 1 else ""


def _reached(values: Iterable[ast.AST], source: Source) -> Iterator[ast.AST]:
    """Yield the nodes of code, and of the functions and classes of the file that it names."""
    waiting, known = list(values), set[str]()
    while waiting:
        for node in ast.walk(waiting.pop()):
            yield node
            if isinstance(node, ast.Name) and node.id not in known:
                known.add(node.id)
                defined = source.definition(node.id)
                waiting.extend([defined] if defined is not None else [])


def _waits(node: ast.AST, source: Source) -> bool:
    """Tell whether a node is a call that may wait for ever."""
    if is_endless(node, source):
        return True
    if not isinstance(node, ast.Call) or {each.arg for each in node.keywords} & {"timeout", None}:
        return False
    rows = source.apis.get(maker_of(node.func, source), ())
    return any(row.effect is Effect.WAITS and "timeout" in " ".join(row.unless) for row in rows)


def _is_flagged(values: Iterable[ast.AST], finding: Finding, source: Source) -> bool:
    """Tell whether code holds what another finding is about that is reported in every phase."""
    places = [source.place(each) for each in values if isinstance(each, (ast.expr, ast.stmt))]
    return any(
        start <= source.offset(each.span.line, each.span.column) < end
        for each in source.findings
        if each is not finding and each.kept is None and each.rule != finding.rule
        for start, end in places
    )
