"""From what the checks drafted to findings: words, lines and columns, fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from snapcheck.analysis.sources import Reading
from snapcheck.analysis.task import Task
from snapcheck.checks.absent import absent
from snapcheck.checks.draft import Draft, DraftStep, Found
from snapcheck.checks.drawn import drawn
from snapcheck.checks.flagged import flagged
from snapcheck.checks.hooks import late, not_imported
from snapcheck.checks.kept import kept
from snapcheck.checks.per_invoke import per_invoke
from snapcheck.checks.shadowed import shadowed
from snapcheck.checks.started import started
from snapcheck.checks.unfinished import unfinished
from snapcheck.config.repository import Repository
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.model import (
    Brief,
    Confidence,
    Finding,
    Known,
    Question,
    Rule,
    Span,
    Step,
)
from snapcheck.suppress.suppression import hashed


def all_findings(program: Program, task: Task, reading: Reading) -> list[Finding]:
    """Return findings that may be reported; where ignore comments may be, those of no interest too.

    Less sure ones are counted all the same: equal findings are told apart by their order, and
    fingerprints must not depend on what a run wants to see.
    """
    found: list[Found] = []
    for rule in task.rules:
        with reading.watch.measure(rule.code):
            found.extend([(rule, draft) for draft in _asked(program, rule, reading)])
    if program.libraries.folders:
        found = _of_packages(program, found, task.rules)
    if not found:
        return []
    least = task.request.min_confidence
    occurrences: Counter[str] = Counter()
    drafts = []
    for rule, draft in sorted(found, key=lambda pair: (pair[0].code, pair[1].site)):
        place = task.repository.place(draft.site.path)
        identity = f"{rule.code}|{place}|{draft.symbol}"
        if draft.confidence >= least or task.scans.may_ignore(draft.site.path):
            drafts.append((rule, draft, f"{identity}|{occurrences[identity]}"))
        occurrences[identity] += 1
    with reading.watch.measure("find lines"):
        sites = [site for _, draft, _ in drafts for site in sites_of(draft)]
        positions = positions_of(reading, sites)
    findings = []
    for rule, draft, identity in drafts:
        if draft.site in positions and (draft.used is None or draft.used in positions):
            try:
                findings.append(_finding(rule, draft, positions, identity))
            except Exception as error:
                reading.fail(draft.site.path, f"writing what {rule.code} found", error)
    return findings


def _of_packages(program: Program, found: list[Found], rules: Sequence[Rule]) -> list[Found]:
    """Return what was found, with what is inside packages as it is told of them."""
    from snapcheck.checks.inside import told_outside  # most programs are read without packages
    from snapcheck.checks.mild import without_mild

    grave = without_mild(program, found)
    return grave if program.libraries.audited else list(told_outside(program, grave, rules))


def told_apart(findings: Iterable[Finding], repository: Repository) -> Iterator[Finding]:
    """Yield findings with fingerprints that hold for all files, made of those for one file."""
    occurrences: Counter[str] = Counter()
    for finding in findings:
        identity = f"{repository.place(finding.span.path)}|{finding.fingerprint}"
        yield replace(finding, fingerprint=hashed(f"{identity}|{occurrences[identity]}"))
        occurrences[identity] += 1


def _asked(program: Program, rule: Rule, reading: Reading) -> Iterator[Draft]:
    """Yield what a rule finds; where its check fails, that is a problem and no other's loss."""
    try:
        yield from _ask(program, rule)
    except Exception as error:
        first = min([entry.path for entry in program.entry_points] or program.modules, default="")
        reading.fail(first, f"checking {rule.code}", error)


def _ask(program: Program, rule: Rule) -> Iterator[Draft]:
    for question in rule.questions:
        check = _CHECKS.get(question.check)
        if check is not None:
            for draft in check(program, question):
                yield _as_sure_as_imports(draft, program)


def _as_sure_as_imports(draft: Draft, program: Program) -> Draft:
    """Return a draft that is no surer than it is that the modules of its story are imported."""
    if program.guessed and any(site.path in program.guessed for site in sites_of(draft)):
        return replace(draft, confidence=min(draft.confidence, Confidence.MEDIUM))
    return draft


def _hooks(program: Program, question: Question) -> Iterator[Draft]:
    return _HOOKS[question.about](program, question)


_Check = Callable[[Program, Question], Iterator[Draft]]
_HOOKS: Mapping[str, _Check] = {
    "late": late,
    "not-imported": not_imported,
    "local": shadowed,
    "cannot-finish": unfinished,
}
_CHECKS: Mapping[str, _Check] = {
    "kept": kept,
    "drawn": drawn,
    "absent": absent,
    "started": started,
    "flagged": flagged,
    "per-invoke": per_invoke,
    "hooks": _hooks,
}
"""Who answers the questions that rules ask of a program; other stages answer the rest."""


def sites_of(draft: Draft) -> Iterator[Site]:
    """Yield the places in the source that a draft names."""
    for site in (draft.site, draft.used, *[step.site for step in draft.trace]):
        if site is not None:
            yield site


def positions_of(reading: Reading, sites: Iterable[Site]) -> Mapping[Site, Span]:
    """Return the lines and columns of all `sites`."""
    found: dict[tuple[str, int], Span] = {}
    for site in sites:
        key = (site.path, site.number)
        try:
            facts = reading.facts(site.path) if key not in found else None
            if facts is not None:
                code = reading.sources.embedded.get(site.path)
                span = facts.span(site.number)
                found[key] = span if code is None else code.span(span)
        except Exception as error:
            reading.fail(site.path, "finding lines in it", error)
    return _BySite(found)


class _BySite(Mapping[Site, Span]):
    """Spans by site; the function that a site is in does not matter for where it stands."""

    def __init__(self, spans: dict[tuple[str, int], Span]) -> None:
        self._spans = spans

    def __getitem__(self, site: Site) -> Span:
        return self._spans[site.path, site.number]

    def __iter__(self) -> Iterator[Site]:
        return (Site(path, -1, number) for path, number in self._spans)

    def __len__(self) -> int:
        return len(self._spans)


def _finding(rule: Rule, draft: Draft, positions: Mapping[Site, Span], identity: str) -> Finding:
    used = draft.using
    span = positions[draft.used] if draft.used is not None else None
    if span is not None:
        used = f"{used} ({span.path}:{span.line})"
    known = Known(draft.row.behaviour, draft.row.evidence) if draft.row is not None else Known()
    return Finding(
        rule.code,
        rule.name,
        draft.level or rule.level,
        draft.confidence,
        positions[draft.site],
        _message(rule, draft, used, known.behaviour),
        draft.instead or rule.instead,
        tuple(dict.fromkeys([step_of(step, positions) for step in draft.trace])),
        draft.entry_points,
        hashed(identity),
        kept=draft.kept,
        brief=_brief(draft, span),
        known=known,
    )


def _message(rule: Rule, draft: Draft, used: str, behaviour: str) -> str:
    words = rule.message.format(name=draft.name, api=draft.api, used=used, behaviour=behaviour)
    return f"{words[:1].upper()}{words[1:]}".rstrip()


def _brief(draft: Draft, used: Span | None) -> Brief:
    """Return the words of a draft for a line; what another of them says already is left out."""
    subject = draft.subject or draft.name
    by = draft.api if draft.api.startswith("`") and draft.api != subject else ""
    return Brief(subject, by, draft.using, used, draft.label)


def step_of(step: DraftStep, positions: Mapping[Site, Span]) -> Step:
    """Return a step with its line and column."""
    return Step(step.kind, step.text, positions.get(step.site) if step.site is not None else None)
