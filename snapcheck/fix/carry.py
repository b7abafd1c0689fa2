"""Plans carried out by LibCST's transformers: the edits of fixes, and files with fixes applied."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from snapcheck.fix.assembly import assemble
from snapcheck.fix.plan import Plan, Replacement, apply
from snapcheck.fix.propose import Apis, plan_of
from snapcheck.fix.source import Source
from snapcheck.fix.transformers import NotFlagged, carry_out
from snapcheck.flag.file import Flagged
from snapcheck.model import Edit, EntryPoint, Finding
from snapcheck.read.lines import line_starts, span_of
from snapcheck.read.source import Unreadable

Renewed = tuple[str, EntryPoint | None]
"""The key of a generator, and an entry point in whose program a hook reseeds it."""


def with_edits(findings: Iterable[Finding], text: str, apis: Apis) -> list[Finding]:
    """Return the findings of one file that holds `text`, their fixes with the edits."""
    file = Flagged(text)
    try:
        return file.guarded(lambda: _with_edits(findings, Source(text, apis), file))
    except Unreadable:
        return [replace(finding, fix=None) for finding in findings]


def _with_edits(findings: Iterable[Finding], source: Source, file: Flagged) -> list[Finding]:
    found = []
    for finding in findings:
        plan = plan_of(finding, source)
        fix = finding.fix
        if plan is not None and fix is not None and not fix.edits:
            edits = _edits(finding.span.path, plan, source, file)
            finding = replace(finding, fix=replace(fix, edits=edits) if edits else None)
        found.append(finding)
    return found


def _edits(path: str, plan: Plan, source: Source, file: Flagged) -> tuple[Edit, ...]:
    """Return the edits of a plan; none where LibCST sees something else in its places."""
    try:
        done = carry_out(file, assemble(source, [plan]).changes)
    except NotFlagged:
        return ()
    return tuple(
        [
            Edit(span_of(path, file.lines, each.start, each.end), each.text)
            for each in done.replacements
        ]
    )


def fixed(
    findings: Iterable[Finding], text: str, apis: Apis, *, unsafe: bool, renewed: set[Renewed]
) -> tuple[str, list[Finding], str]:
    """Return the text of a file with as many of its findings mended as go together.

    Returns it with the findings that are mended in it, and a note. `renewed` is what hooks of other
    files renew already; what this file's renew is added. Fixes that came with their edits go first,
    for the others' places hold in the text as it is.
    """
    chosen = [each for each in findings if each.fix is not None and (each.fix.safe or unsafe)]
    ready = [each for each in chosen if each.fix is not None and each.fix.edits]
    if ready:
        lines = line_starts(text)
        edits = {edit for each in ready if each.fix is not None for edit in each.fix.edits}
        return apply(text, [_replacement(edit, lines) for edit in sorted(edits)]), ready, ""
    file = Flagged(text)
    return file.guarded(lambda: _fixed(chosen, Source(text, apis), file, renewed))


def _replacement(edit: Edit, lines: Sequence[int]) -> Replacement:
    span = edit.span
    start, end = lines[span.line - 1] + span.column, lines[span.end_line - 1] + span.end_column
    return Replacement(start - 1, end - 1, edit.text)


def _fixed(
    findings: Iterable[Finding], source: Source, file: Flagged, renewed: set[Renewed]
) -> tuple[str, list[Finding], str]:
    by_finding: list[tuple[Finding, Plan]] = []
    for finding in findings:
        plan = plan_of(finding, source)
        if plan is None or (plan.renewals and renewed.issuperset(_renewed_by(plan, finding))):
            continue
        by_finding.append((finding, plan))
    done = assemble(source, [plan for _, plan in by_finding])
    kept = {id(plan) for plan in done.plans}
    mended = [finding for finding, plan in by_finding if id(plan) in kept]
    for finding, plan in by_finding:
        if id(plan) in kept:
            renewed.update(pair for pair in _renewed_by(plan, finding) if pair[0])
    return carry_out(file, done.changes).text, mended, done.note


def _renewed_by(plan: Plan, finding: Finding) -> set[Renewed]:
    """Return what a plan renews in the programs of the finding's entry points."""
    return {
        (renewal.key, entry)
        for renewal in plan.renewals
        for entry in finding.entry_points or (None,)
    }
