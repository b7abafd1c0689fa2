"""The fix for keys that are read from the environment: boto3 finds the credentials by itself."""

from __future__ import annotations

import ast

from snapcheck.fix.plan import Plan, Put
from snapcheck.fix.source import Source
from snapcheck.model import Finding

_KEYS = frozenset(("aws_access_key_id", "aws_secret_access_key", "aws_session_token"))
_VARIABLES = frozenset(
    ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN")
)
_TAKERS = frozenset(("boto3.client", "boto3.resource", "boto3.Session", "boto3.session.Session"))
_READERS = frozenset(("os.getenv", "os.environ.get"))


def found_by_boto3(finding: Finding, source: Source) -> Plan | None:
    """Plan to pass no keys to what finds them by itself."""
    read = source.expression_at(finding.span)
    keyword = source.parent(read) if read is not None else None
    call = source.parent(keyword) if isinstance(keyword, ast.keyword) else None
    if not isinstance(call, ast.Call) or not isinstance(keyword, ast.keyword):
        return None
    if source.resolve(call.func) not in _TAKERS:
        return None
    keys = [each for each in call.keywords if each.arg in _KEYS]
    if keyword not in keys or not all(_is_read(each.value, source) for each in keys):
        return None
    text = _without(call, keys, source)
    if text is None:
        return None
    named = source.code(call.func)
    description = f"Pass no keys to `{named}`: it finds the credentials by itself."
    return Plan(description, True, changes=(Put(*source.place(call), text),))


def _is_read(value: ast.expr, source: Source) -> bool:
    """Tell whether a value is one of Lambda's own variables, read with no other value instead."""
    if isinstance(value, ast.Subscript):
        name, reader = value.slice, source.resolve(value.value)
        return reader == "os.environ" and _is_variable(name)
    if not isinstance(value, ast.Call) or len(value.args) != 1 or value.keywords:
        return False
    return source.resolve(value.func) in _READERS and _is_variable(value.args[0])


def _is_variable(name: ast.expr) -> bool:
    return isinstance(name, ast.Constant) and name.value in _VARIABLES


def _without(call: ast.Call, keys: list[ast.keyword], source: Source) -> str | None:
    """Return the source of a call without some arguments; None where comments would be lost."""
    given: list[ast.expr | ast.keyword] = [*call.args, *call.keywords]
    arguments = sorted(given, key=source.start)
    kept = [each for each in arguments if each not in keys]
    if any(isinstance(each, ast.Starred) or getattr(each, "arg", "") is None for each in arguments):
        return None
    start, end = source.place(call)
    text = source.text
    opening = text[start : source.start(arguments[0])]
    if not kept:
        return None if "#" in text[start:end] else opening.rstrip() + ")"
    pieces = [opening]
    for number, each in enumerate(kept):
        behind = kept[number + 1] if number + 1 < len(kept) else None
        pieces.append(text[slice(*source.place(each))])
        if behind is None:
            pieces.append(text[source.end(arguments[-1]) : end])
        else:
            before = arguments[arguments.index(behind) - 1]
            pieces.append(text[source.end(before) : source.start(behind)])
    new = "".join(pieces)
    return new if new.count("#") == text[start:end].count("#") else None
