"""Which reads of AWS keys do no harm where nothing is there: the code goes on without them.

SnapStart sets no key variables. boto3 takes a key of None as one that is not given, and finds the
credentials itself; and code that looks whether there are keys may do without them.
"""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck import facts
from snapcheck.link.syntax import nodes

_OF_BOTO = frozenset(
    {"aws_access_key_id", "aws_secret_access_key", "aws_session_token", "aws_security_token"}
)
_BUILDING = frozenset({"client", "resource", "Session", "session"})
_GETTERS = frozenset({"get", "getenv"})
_Body = tuple[facts.Statement, ...]


def optional_reads(
    module: facts.ModuleFacts, function: facts.FunctionFacts | None
) -> frozenset[int]:
    """Return the sites of reads in a function, or at the top level, that code can do without."""
    shared: frozenset[str] = frozenset()
    if function is not None:
        bodies: tuple[_Body, ...] = (function.body,)
        shared = function.captured | function.globals
    else:
        inner = [*[f.body for f in module.functions], *[c.body for c in module.classes]]
        bodies = (module.body, *inner)
    given = tuple(
        argument.value
        for call in nodes(bodies, facts.Call)
        for argument in call.arguments
        if argument.keyword in _OF_BOTO
    )
    found = {each.site for each in given if isinstance(each, facts.Call) and _may_be_none(each)}
    for assign in nodes(bodies[0], facts.Assign):
        value, target = assign.value, assign.targets[0]
        if isinstance(value, facts.Call) and isinstance(target, facts.Name) and _is_get(value):
            alone = len(assign.targets) == 1 and target.name not in shared
            if alone and _is_optional(bodies, given, target.name, value):
                found.add(value.site)
    return frozenset(found)


def _is_get(call: facts.Call) -> bool:
    return getattr(call.function, "name", "") in _GETTERS and 1 <= len(call.arguments) <= 2


def _may_be_none(call: facts.Call) -> bool:
    """Tell whether a call reads a variable, and yields None where that is not set."""
    default = call.arguments[1:2]
    return _is_get(call) and all(each.value == facts.Literal(None) for each in default)


def _is_optional(
    bodies: tuple[_Body, ...], given: tuple[facts.Expression, ...], name: str, read: facts.Call
) -> bool:
    """Tell whether each use of a name is guarded by a test, or `given` as what may be None."""
    uses = _count(bodies, name) - _count(tuple(_targets(bodies)), name)
    harmless = 0
    for choice in nodes(bodies, facts.If):
        if name in _asked_for(choice.test) and _falls_back(choice.orelse):
            harmless += _count((choice.test, choice.body), name)
    if _may_be_none(read):
        # What stands inside a guard was counted there.
        harmless = max(harmless, _count(given, name))
    return 0 < uses == harmless


def _targets(block: object) -> Iterator[facts.Expression]:
    for assign in nodes(block, facts.Assign):
        yield from assign.targets


def _count(block: object, name: str) -> int:
    return sum(each.name == name for each in nodes(block, facts.Name))


def _asked_for(test: facts.Expression) -> set[str]:
    """Return the names that a test asks for, so that its body runs only where they are there."""
    parts = test.parts if isinstance(test, facts.Either) else (test,)
    found = set()
    for part in parts:
        if isinstance(part, facts.Compare) and part.operator in ("is not", "!="):
            part = part.parts[0]
        if isinstance(part, facts.Name):
            found.add(part.name)
    return found


def _falls_back(otherwise: _Body) -> bool:
    """Tell whether code goes on without keys: with nothing to do, or a client of its own."""
    built = [getattr(call.function, "name", "") for call in nodes(otherwise, facts.Call)]
    return not otherwise or not _BUILDING.isdisjoint(built)
