"""The fix for names that SnapStart does not set: the id of the request names an invocation."""

from __future__ import annotations

import ast

from snapcheck.fix.plan import Plan, Put
from snapcheck.fix.source import FUNCTIONS, Source
from snapcheck.model import Finding

_NOT_SET = frozenset(("log_stream_name",))


def named_by_the_request(finding: Finding, source: Source) -> Plan | None:
    """Plan to turn `context.log_stream_name` into `context.aws_request_id`."""
    node = source.expression_at(finding.span)
    reads = _reads(node)
    if node is None or reads is None or reads[1] not in _NOT_SET:
        return None
    function = next((above for above in source.around(node) if isinstance(above, FUNCTIONS)), None)
    if function is None:
        return None
    same = [each for each in ast.walk(function) if _reads(each) == reads]
    text = f"{reads[0]}.aws_request_id"
    description = f"Read `{text}` (unsafe: it names the invocation, not the log stream)."
    changes = tuple([Put(*source.place(each), text) for each in same if isinstance(each, ast.expr)])
    return Plan(description, False, changes=changes)


def _reads(node: ast.AST | None) -> tuple[str, str] | None:
    """Return the variable and the attribute that a node reads of it; None for anything else."""
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return None
    return (node.value.id, node.attr) if isinstance(node.ctx, ast.Load) else None
