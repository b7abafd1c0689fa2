"""The fix that passes one keyword argument, which heals a connection or a pool by itself.

Which argument that is, and what it may break, is knowledge: the field `mend` of an API's row.
"""

from __future__ import annotations

import ast
import builtins
import re

from snapcheck.fix.plan import Imported, Pass, Plan, Put
from snapcheck.fix.source import Source
from snapcheck.knowledge import Mend
from snapcheck.model import Finding

_DOTTED = re.compile(r"\{([A-Za-z_]\w*(?:\.\w+)+)\}")


def passed_a_keyword(finding: Finding, source: Source) -> Plan | None:
    """Plan to pass a call that builds a connection what makes it check or reconnect."""
    call = source.expression_at(finding.span)
    if not isinstance(call, ast.Call):
        return None
    mend = _mend_of(call, source)
    if mend is None or any(isinstance(each, ast.Starred) for each in call.args):
        return None
    value = _spelled(mend.value, source)
    if value is None:
        return None
    text, imports = value
    given = next((each for each in call.keywords if each.arg == mend.keyword), None)
    description = f"Pass `{mend.keyword}={text}`"
    risks = [mend.risk] if mend.risk else []
    if given is None:
        change: Pass | Put = Pass(*source.place(call), f"{mend.keyword}={text}")
    else:
        change = Put(*source.place(given.value), text)
        risks.append("another value was asked for")
    description += f" (unsafe: {'; '.join(risks)})." if risks else "."
    return Plan(description, not risks, changes=(change,), imports=imports)


def _mend_of(call: ast.Call, source: Source) -> Mend | None:
    """Return what heals the call, if its rows agree on that and nothing in the call forbids it."""
    given = {each.arg for each in call.keywords}
    mends = {api.mend for api in source.apis.get(source.resolve(call.func), ()) if api.mend}
    if len(mends) != 1 or None in given:
        return None
    mend = mends.pop()
    return None if given.intersection(mend.not_with) else mend


def _spelled(value: str, source: Source) -> tuple[str, tuple[Imported, ...]] | None:
    """Return a value with its names as the file spells them, and what has to be imported."""
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
