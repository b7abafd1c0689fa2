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
    if not isinstance(node, ast.Attribute) or node.attr not in _NOT_SET:
        return None
    function = next((above for above in source.around(node) if isinstance(above, FUNCTIONS)), None)
    if not isinstance(node.value, ast.Name) or function is None:
        return None
    same = [each for each in ast.walk(function) if ast.dump(each) == ast.dump(node)]
    text = f"{node.value.id}.aws_request_id"
    description = f"Read `{text}` (unsafe: it names the invocation, not the log stream)."
    changes = tuple([Put(*source.place(each), text) for each in same if isinstance(each, ast.expr)])
    return Plan(description, False, changes=changes)
