"""The fix for work that INIT starts: it is started after each restore."""

from __future__ import annotations

import ast

from snapcheck.fix.plan import Plan, Postponed
from snapcheck.fix.source import Source
from snapcheck.model import Finding

_DOUBT = "where nothing is restored, as in a test, it never starts"


def started_after_restores(finding: Finding, source: Source) -> Plan | None:
    """Plan to register what starts the work: `register_after_restore(thread.start)`."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call) or not isinstance(source.parent(call), ast.Expr):
        return None  # something is done with what it yields
    if not isinstance(call.func, (ast.Name, ast.Attribute)):
        return None
    top = source.outermost(call)
    imports = (ast.Import, ast.ImportFrom)
    if any(isinstance(each, imports) and each.lineno > top.lineno for each in source.tree.body):
        return None  # what registers it may be imported below
    start, end = source.place(call)
    arguments = source.text[source.end(call.func) : end].lstrip().removeprefix("(")[:-1].strip()
    called = ", ".join(filter(None, [source.code(call.func), arguments]))
    if "#" in called or "\n" in called:
        return None
    what = source.code(call.func)
    description = f"Call `{what}` after each restore (unsafe: {_DOUBT})."
    return Plan(description, False, postponed=(Postponed(start, end, called),))
