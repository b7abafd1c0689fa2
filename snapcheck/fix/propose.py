"""Which finding can be mended how: a plan for each, made on Python's own tree.

LibCST is not imported for that; `snapcheck.fix.carry` carries plans out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec.structs import replace

from snapcheck.fix.arguments import passed_a_keyword
from snapcheck.fix.assembly import assemble
from snapcheck.fix.background import started_after_restores
from snapcheck.fix.caching import client_shared, connection_shared, secret_shared
from snapcheck.fix.credentials import found_by_boto3
from snapcheck.fix.defaults import made_by_a_factory, made_in_the_body
from snapcheck.fix.extension import asked_by_powertools
from snapcheck.fix.first_use import opened_on_first_use
from snapcheck.fix.generators import (
    built_safely,
    drawn_safely,
    draws_the_same,
    library_reseeded,
    seeded_again,
)
from snapcheck.fix.logs import named_by_the_request
from snapcheck.fix.metrics import printed
from snapcheck.fix.plan import Plan
from snapcheck.fix.registering import able_to_finish, registered_in_time
from snapcheck.fix.renew import declared_global, renewed
from snapcheck.fix.rerun import cache_cleared, run_again
from snapcheck.fix.source import Source
from snapcheck.knowledge import Api
from snapcheck.model import Finding, Fix
from snapcheck.model.proof import Holder, Kept
from snapcheck.read.deep import guarded

Apis = Mapping[str, tuple[Api, ...]]
"""What is known of names, by full name."""

_Fixer = Callable[[Finding, Source], Plan | None]


def built_again(finding: Finding, source: Source) -> Plan | None:
    """Plan to build a generator again, unless it then draws the same from a constant seed."""
    if draws_the_same(source.expression_at(finding.span), source):
        return None
    return renewed(finding, source) or run_again(finding, source)


_AGAIN: tuple[_Fixer, ...] = (cache_cleared, renewed, run_again)
_KEPT: tuple[_Fixer, ...] = (made_in_the_body, made_by_a_factory, *_AGAIN)
FIXERS: Mapping[str, tuple[_Fixer, ...]] = {
    "SNAP101": (seeded_again,),
    "SNAP102": (built_safely, built_again),
    "SNAP103": (drawn_safely,),
    "SNAP104": (library_reseeded,),
    "SNAP201": _KEPT,
    "SNAP202": _KEPT,
    "SNAP203": (named_by_the_request, *_KEPT),
    "SNAP301": _KEPT,
    "SNAP401": (passed_a_keyword, *_AGAIN, opened_on_first_use),
    "SNAP402": (passed_a_keyword, *_AGAIN),
    "SNAP403": _AGAIN,
    "SNAP404": (started_after_restores,),
    "SNAP501": _AGAIN,
    "SNAP502": _AGAIN,
    "SNAP503": (found_by_boto3,),
    "SNAP504": _AGAIN,
    "SNAP505": (asked_by_powertools,),
    "SNAP601": (secret_shared,),
    "SNAP602": (client_shared,),
    "SNAP603": (connection_shared,),
    "SNAP604": (printed,),
    "SNAP701": (registered_in_time,),
    "SNAP703": (declared_global,),
    "SNAP704": (able_to_finish,),
}
"""Who mends what: for each rule the fixers to be tried, in this order."""


def with_fixes(
    findings: Iterable[Finding], text: str, apis: Apis, shared: frozenset[str] = frozenset()
) -> list[Finding]:
    """Return the findings of one file that holds `text`, those that can be mended with their fixes.

    The fixes say what they do and whether they are safe; `carry.with_edits` adds the edits.
    `shared` are the variables that other files imported by name: who assigns them anew does not
    reach those.
    """

    chosen = tuple(findings)

    def proposed() -> list[Finding]:
        source = Source(text, apis, chosen)
        return [_with_fix(finding, source, shared) for finding in chosen]

    return guarded(text, proposed)


def _with_fix(finding: Finding, source: Source, shared: frozenset[str]) -> Finding:
    plan = plan_of(finding, source) if finding.fix is None else None
    assigned = {name for each in plan.renewals for name in each.globals} if plan else set()
    if plan is None or (assigned and ("*" in shared or shared & assigned)):
        return finding
    read = {name for each in plan.renewals for name in each.names} - assigned
    frozen = source.once(_frozen)
    if any(frozen.get(name, set()) - {finding.kept} for name in read):
        return finding  # it comes behind the fixes of those
    note = assemble(source, [plan]).note
    return replace(finding, fix=Fix(plan.description, (), plan.safe, note))


def _frozen(source: Source) -> Mapping[str, set[Kept]]:
    """Return the variables of the file that findings are about, and what each keeps."""
    found: dict[str, set[Kept]] = {}
    for each in source.findings:
        kept = each.kept
        if kept is not None and kept.holder is Holder.VARIABLE and kept.module == each.span.path:
            found.setdefault(str(kept.path[0]), set()).add(kept)
    return found


def plan_of(finding: Finding, source: Source) -> Plan | None:
    """Return the plan of the first fixer that can mend a finding."""
    plans = (fixer(finding, source) for fixer in FIXERS.get(finding.rule, ()))
    return next((plan for plan in plans if plan is not None), None)
