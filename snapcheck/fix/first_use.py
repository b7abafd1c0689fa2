"""The fix that opens a connection on first use: in each environment its own, after the restore."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from snapcheck.fix.plan import Imported, Plan, Put
from snapcheck.fix.source import FUNCTIONS, Source, target_of
from snapcheck.model import Finding

_CACHE = "functools.lru_cache"


def opened_on_first_use(finding: Finding, source: Source) -> Plan | None:
    """Plan to keep a function that opens the connection once, and to call it where it is read.

    Only in the module of the entry point, whose variables others hardly read, and only if nothing
    that INIT runs reads it.
    """
    value = source.expression_at(finding.span)
    statement = source.parent(value) if value is not None else None
    if not isinstance(statement, ast.Assign) or not source.is_top_level(statement):
        return None
    target = target_of(statement)
    if not isinstance(target, ast.Name) or statement.value is not value:
        return None
    if {entry.path for entry in finding.entry_points} != {finding.span.path}:
        return None
    name = target.id
    reads = _reads(name, source) if source.is_bound_once(name) else []
    named = _named_in_init(source)
    if not reads or not all(_is_read_late(read, name, named, source) for read in reads):
        return None
    spelled = source.spelled(_CACHE)
    if not spelled and "functools" in source.bound:
        return None
    opening = f"{spelled or _CACHE}(maxsize=1)(lambda: {source.value_of(statement)})"
    return Plan(
        f"Open `{name}` on its first use (unsafe: the first invocation waits for it, and what else "
        f"reads `{name}` has to call it).",
        False,
        changes=(
            Put(source.start(value), source.end(value), opening),
            *[Put(*source.place(read), f"{name}()") for read in reads],
        ),
        imports=() if spelled else (Imported("functools"),),
    )


def _reads(name: str, source: Source) -> list[ast.Name]:
    for statement in source.tree.body:
        source.note(statement)
    return [
        node
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Load)
    ]


def _is_read_late(read: ast.Name, name: str, named: frozenset[str], source: Source) -> bool:
    """Tell whether a read stands in the body of a function that nothing in INIT runs."""
    around = list(source.around(read))
    # Before 3.12 the place of what stands in an f-string is not known.
    if any(isinstance(each, ast.JoinedStr) for each in around):
        return False
    functions = [each for each in around if isinstance(each, FUNCTIONS)]
    if not functions or any(name in source.names_bound_in(each) for each in functions):
        return False
    outer = functions[-1]
    in_body = any(each in outer.body for each in around)
    owners = {each.name for each in around if isinstance(each, (*FUNCTIONS, ast.ClassDef))}
    return in_body and not outer.decorator_list and not owners & named


def _named_in_init(source: Source) -> frozenset[str]:
    """Return the functions and classes of the file that what runs in INIT names, and may call."""
    found: set[str] = set()
    waiting = list(_run_in_init(source.tree.body))
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Name) and node.id not in found:
                defined = source.definition(node.id)
                found.update((node.id,) if defined is not None else ())
                waiting.extend((defined,) if defined is not None else ())
    return frozenset(found)


def _run_in_init(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """Yield what runs when a body is imported: of functions what stands before their own."""
    for each in body:
        if isinstance(each, FUNCTIONS):
            yield each.args
            yield from each.decorator_list
        elif isinstance(each, ast.ClassDef):
            yield from (*each.bases, *each.keywords, *each.decorator_list)
            yield from _run_in_init(each.body)
        else:
            yield each
