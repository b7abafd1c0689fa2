"""The fix that passes one keyword argument, which heals a connection or a pool by itself.

Which argument that is, and what it may break, is knowledge: the field `mend` of an API's row.
"""

from __future__ import annotations

import builtins
import re

import libcst as cst

from snapcheck.fix.plan import Imported, Plan, Replacement
from snapcheck.fix.source import Source
from snapcheck.knowledge import Mend
from snapcheck.model import Finding

_DOTTED = re.compile(r"\{([A-Za-z_]\w*(?:\.\w+)+)\}")


def passed_a_keyword(finding: Finding, source: Source) -> Plan | None:
    """The call that builds the connection gets the argument that makes it check or reconnect."""
    call = source.expression_at(finding.span)
    if not isinstance(call, cst.Call):
        return None
    mend = _mend_of(call, source)
    if mend is None or any(arg.star for arg in call.args):
        return None
    value = _spelled(mend.value, source)
    if value is None:
        return None
    text, imports = value
    given = next((arg for arg in call.args if _keyword(arg) == mend.keyword), None)
    description = f"Pass `{mend.keyword}={text}`"
    risks = [mend.risk] if mend.risk else []
    if given is None:
        replacement = _added(call, f"{mend.keyword}={text}", source)
    else:
        place = source.start(given.value), source.end(given.value)
        replacement = Replacement(*place, text)
        risks.append("another value was asked for")
    description += f" (unsafe: {'; '.join(risks)})." if risks else "."
    return Plan(description, not risks, replacements=(replacement,), imports=imports)


def _mend_of(call: cst.Call, source: Source) -> Mend | None:
    """What heals the call, if its rows agree on that and nothing in the call forbids it."""
    given = {_keyword(arg) for arg in call.args}
    mends = {api.mend for api in source.apis.get(source.resolve(call.func), ()) if api.mend}
    if len(mends) != 1:
        return None
    mend = mends.pop()
    return None if given.intersection(mend.not_with) else mend


def _keyword(arg: cst.Arg) -> str:
    return arg.keyword.value if arg.keyword is not None else ""


def _spelled(value: str, source: Source) -> tuple[str, tuple[Imported, ...]] | None:
    """A value with its names as the file spells them, and what has to be imported for them."""
    imports: list[Imported] = []
    for full in _DOTTED.findall(value):
        spelled = source.spelled(full)
        if not spelled:
            module, _, spelled = full.rpartition(".")
            if spelled in source.bound or hasattr(builtins, spelled):
                return None
            imports.append(Imported(module, spelled))
        value = value.replace(f"{{{full}}}", spelled)
    return value, tuple(imports)


def _added(call: cst.Call, argument: str, source: Source) -> Replacement:
    """The argument behind the others: on a line of its own where the last one has one."""
    if not call.args:
        at = source.end(call) - 1
        return Replacement(at, at, argument)
    last = call.args[-1]
    if not isinstance(last.comma, cst.Comma):
        at = source.end(last)
        return Replacement(at, at, f", {argument}")
    comma = source.start(last.comma) + len(source.code(last.comma.whitespace_before))
    start = source.start(last)
    blanks = source.blanks_before(start)
    on_own_line = source.text[: start - len(blanks)].endswith(("\n", "\r"))
    gap = f"{source.newline}{blanks}" if on_own_line else " "
    return Replacement(comma + 1, comma + 1, f"{gap}{argument},")
