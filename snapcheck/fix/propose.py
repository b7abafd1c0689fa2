"""Which finding can be mended how: a plan for each, and the edits that a report shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec.structs import replace

from snapcheck.fix.arguments import passed_a_keyword
from snapcheck.fix.assembly import Assembled, apply, assemble
from snapcheck.fix.defaults import made_by_a_factory, made_in_the_body
from snapcheck.fix.generators import built_safely, drawn_safely, seeded_again
from snapcheck.fix.plan import Plan, Replacement
from snapcheck.fix.renew import declared_global, renewed
from snapcheck.fix.source import Source
from snapcheck.flag.file import Flagged
from snapcheck.knowledge import Api
from snapcheck.model import Edit, EntryPoint, Finding, Fix, Span
from snapcheck.read.source import Unreadable

Renewed = tuple[str, EntryPoint | None]
"""The key of a generator, and an entry point in whose program a hook reseeds it."""

Apis = Mapping[str, tuple[Api, ...]]
"""What is known of names, by full name."""

_Fixer = Callable[[Finding, Source], Plan | None]

_KEPT: tuple[_Fixer, ...] = (made_in_the_body, made_by_a_factory, renewed)
FIXERS: Mapping[str, tuple[_Fixer, ...]] = {
    "SNAP101": (seeded_again,),
    "SNAP102": (built_safely,),
    "SNAP103": (drawn_safely,),
    "SNAP201": _KEPT,
    "SNAP202": _KEPT,
    "SNAP203": _KEPT,
    "SNAP301": _KEPT,
    "SNAP401": (passed_a_keyword,),
    "SNAP402": (passed_a_keyword,),
    "SNAP703": (declared_global,),
}
"""Who mends what: for each rule the fixers to be tried, in this order."""


def with_fixes(findings: list[Finding], source: bytes, apis: Apis) -> list[Finding]:
    """The findings of one file that holds `source`, those that can be mended with their fixes."""
    file = Flagged(source)
    try:
        return file.guarded(lambda: list(_with_fixes(findings, Source(file, apis))))
    except Unreadable:
        return findings


def fixed(
    findings: Iterable[Finding],
    source: bytes,
    apis: Apis,
    *,
    unsafe: bool,
    renewed: set[Renewed],
) -> tuple[str, list[Finding], str]:
    """The text of a file with as many of its findings mended as go together.

    Returns it with the findings that are mended in it, and a note. `renewed` is what hooks of other
    files renew already; what this file's renew is added.
    """
    file = Flagged(source)
    chosen = list(findings)
    return file.guarded(lambda: _fixed(chosen, Source(file, apis), unsafe, renewed))


def _with_fixes(findings: Iterable[Finding], source: Source) -> Iterator[Finding]:
    for finding in findings:
        plan = _plan(finding, source) if finding.fix is None else None
        if plan is None:
            yield finding
            continue
        done = assemble(source, [plan])
        edits = tuple(
            Edit(source.span(finding.span.path, each.start, each.end), each.text)
            for each in _joined(done.replacements)
        )
        yield replace(finding, fix=Fix(plan.description, edits, plan.safe, done.note))


def _joined(replacements: Iterable[Replacement]) -> list[Replacement]:
    """The replacements with insertions at the same place as one, so that none overlap."""
    found: list[Replacement] = []
    for each in replacements:
        if found and found[-1].end == each.start == each.end and found[-1].start == each.start:
            found[-1] = replace(found[-1], text=found[-1].text + each.text)
        else:
            found.append(each)
    return found


def _plan(finding: Finding, source: Source) -> Plan | None:
    plans = (fixer(finding, source) for fixer in FIXERS.get(finding.rule, ()))
    return next((plan for plan in plans if plan is not None), None)


def _fixed(
    findings: Iterable[Finding], source: Source, unsafe: bool, renewed: set[Renewed]
) -> tuple[str, list[Finding], str]:
    by_finding: list[tuple[Finding, Plan]] = []
    for finding in findings:
        plan = _plan(finding, source) or _as_plan(finding, source)
        if plan is None or not (plan.safe or unsafe):
            continue
        if plan.renewals and renewed.issuperset(_renewed_by(plan, finding)):
            continue
        by_finding.append((finding, plan))
    done: Assembled = assemble(source, [plan for _, plan in by_finding])
    kept = {id(plan) for plan in done.plans}
    mended = [finding for finding, plan in by_finding if id(plan) in kept]
    for finding, plan in by_finding:
        if id(plan) in kept:
            renewed.update(pair for pair in _renewed_by(plan, finding) if pair[0])
    return apply(source.text, done.replacements), mended, done.note


def _renewed_by(plan: Plan, finding: Finding) -> set[Renewed]:
    """What a plan renews in the programs of the finding's entry points."""
    return {
        (renewal.key, entry)
        for renewal in plan.renewals
        for entry in finding.entry_points or (None,)
    }


def _as_plan(finding: Finding, source: Source) -> Plan | None:
    """The plan of a fix that came with its edits."""
    if finding.fix is None or finding.rule in FIXERS:
        return None
    return Plan(
        finding.fix.description,
        finding.fix.safe,
        tuple(
            Replacement(_offset(edit.span, source), _end(edit.span, source), edit.text)
            for edit in finding.fix.edits
        ),
    )


def _offset(span: Span, source: Source) -> int:
    return source.offset(span.line, span.column)


def _end(span: Span, source: Source) -> int:
    return source.offset(span.end_line, span.end_column)
