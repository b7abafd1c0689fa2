"""The fix for questions to the secrets extension: Powertools asks AWS itself, and keeps answers."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from snapcheck.fix.caching import only_value
from snapcheck.fix.plan import Imported, Plan, Put
from snapcheck.fix.source import FUNCTIONS, Function, Source, target_of
from snapcheck.model import Finding

_ASKING = frozenset(("requests.get", "httpx.get"))
# What says how it is asked, and not for what.
_MANNER = frozenset(("headers", "timeout"))
_PARAMETERS = "aws_lambda_powertools.utilities.parameters"
_TOKEN = re.compile(r"\bAWS_SESSION_TOKEN\b")
# What an address says before the name of what is asked for; "{}" is a port that is not spelled out.
_ADDRESS = re.compile(
    r"http://(?:localhost|127\.0\.0\.1):(?:2773|\{\})"
    r"(?:/secretsmanager/get\?secretId=|(/systemsmanager/parameters/get\?name=))"
)
_NAME = re.compile(r"[\w/=.@!:-]+")
_QUOTING = frozenset(("urllib.parse.quote", "urllib.parse.quote_plus"))


class _Question(Struct, frozen=True):
    """What is asked for: the function of Powertools, the code of the name, and the answer's keys.

    `variable` is the local one that holds nothing but the address.
    """

    function: str
    name: str
    keys: tuple[str, ...]
    variable: str = ""


def asked_by_powertools(finding: Finding, source: Source) -> Plan | None:
    """Plan to let Powertools fetch what the extension is asked for, if nothing else is asked."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call) or source.resolve(call.func) not in _ASKING:
        return None
    around = list(source.around(call))
    if any(isinstance(each, ast.Try) for each in around):
        return None  # other errors would come
    function = next((each for each in around if isinstance(each, FUNCTIONS)), None)
    question = _question(call, function, source) if function is not None else None
    if function is None or question is None or _is_token_read_elsewhere(call, source):
        return None
    spelled = source.spelled(_PARAMETERS)
    if not spelled and "parameters" in source.bound:
        return None
    asked = f"{spelled or 'parameters'}.{question.function}({question.name})"
    changes = _changes(call, function, asked, question.keys, source)
    doubts = ["it needs the package aws-lambda-powertools"]
    doubts += [f"`{question.variable}` is then not used"] if question.variable else []
    return (
        Plan(
            f"Fetch it with `{asked}` (unsafe: {'; '.join(doubts)}).",
            False,
            changes=changes,
            imports=() if spelled else (Imported(*_PARAMETERS.rsplit(".", 1)),),
        )
        if changes
        else None
    )


def _is_token_read_elsewhere(call: ast.Call, source: Source) -> bool:
    """Tell whether the extension's token is read where it would be left, for nobody."""
    start, end = source.place(call)
    return _TOKEN.search(source.text[:start] + source.text[end:]) is not None


# --- what is asked for ---------------------------------------------------------------------------


def _question(call: ast.Call, function: Function, source: Source) -> _Question | None:
    if len(call.args) != 1 or not {each.arg for each in call.keywords} <= _MANNER:
        return None
    address, variable = call.args[0], ""
    if isinstance(address, ast.Name):
        variable = address.id
        value = only_value(variable, function)
        reads = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id == variable]
        if value is None or len(reads) != 2:  # where it is assigned, and here
            return None
        address = value
    pieces = list(_pieces(address))
    template = "".join(each if isinstance(each, str) else "{}" for each in pieces)
    found = _ADDRESS.match(template)
    if found is None:
        return None
    name = _name(template[found.end() :], pieces[-1], source)
    if not name:
        return None
    if found.group(1):
        return _Question("get_parameter", name, ("Parameter", "Value"), variable)
    return _Question("get_secret", name, ("SecretString",), variable)


def _pieces(address: ast.expr) -> Iterator[str | ast.expr]:
    """Yield the texts that an address is put together of, and the expressions between them."""
    if isinstance(address, ast.JoinedStr):
        for each in address.values:
            yield from _pieces(each)
    elif isinstance(address, ast.BinOp) and isinstance(address.op, ast.Add):
        yield from _pieces(address.left)
        yield from _pieces(address.right)
    elif isinstance(address, ast.FormattedValue) and address.format_spec is None:
        yield address.value if address.conversion < 0 else address
    else:
        text = address.value if isinstance(address, ast.Constant) else None
        yield text if isinstance(text, str) else address


def _name(rest: str, last: str | ast.expr, source: Source) -> str:
    """Return the code of the name at the end of an address; empty where more stands there."""
    if isinstance(last, str):
        name = unquote(rest)
        return f'"{name}"' if _NAME.fullmatch(name) and "+" not in rest else ""
    if rest != "{}" or isinstance(last, (ast.FormattedValue, ast.Constant)):
        return ""
    if isinstance(last, ast.Call) and source.resolve(last.func) in _QUOTING and last.args:
        last = last.args[0]
    return ast.unparse(last)  # before 3.12 the place of what stands in an f-string is not known


# --- what is read of the answer ------------------------------------------------------------------


def _changes(
    call: ast.Call, function: Function, asked: str, keys: tuple[str, ...], source: Source
) -> tuple[Put, ...]:
    """Return what puts a value in the place of an answer; nothing if more is read of the answer."""
    read = _read(call, keys, source)
    if read is not None:
        return (Put(*source.place(read), asked),)
    statement, inside = source.parent(call), list(ast.walk(function))
    target = target_of(statement) if isinstance(statement, ast.Assign) else None
    if not isinstance(target, ast.Name) or only_value(target.id, function) is not call:
        return ()
    if any(isinstance(n, (ast.Global, ast.Nonlocal)) and target.id in n.names for n in inside):
        return ()
    uses = [n for n in inside if isinstance(n, ast.Name) and n.id == target.id]
    reads = [_read(each, keys, source) for each in uses if each is not target]
    places = [source.place(each) for each in reads if each is not None]
    if not places or len(places) < len(reads):
        return ()
    return (Put(*source.place(call), asked), *[Put(*each, target.id) for each in places])


def _read(answer: ast.expr, keys: tuple[str, ...], source: Source) -> ast.expr | None:
    """Return the expression that reads the value of an answer, from its JSON by these keys."""
    attribute = source.parent(answer)
    if not isinstance(attribute, ast.Attribute):
        return None
    value = source.parent(attribute)
    if not isinstance(value, ast.Call) or value.keywords:
        return None
    if attribute.attr == "json":
        is_json = value.func is attribute and not value.args
    else:
        is_json = attribute.attr in ("text", "content") and value.args == [attribute]
        is_json = is_json and source.resolve(value.func) == "json.loads"
    found: ast.expr | None = value if is_json else None
    for key in keys:
        above = source.parent(found) if found is not None else None
        if not isinstance(above, ast.Subscript) or not isinstance(above.ctx, ast.Load):
            return None
        found = above if getattr(above.slice, "value", None) == key else None
    return found
