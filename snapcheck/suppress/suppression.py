"""Which findings are reported: not those that a comment, a pattern or the baseline silences.

Comments come first, so that one is called unused only if no finding stands at it, however sure
that finding is and whatever else would have hidden it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from snapcheck.config.patterns import Patterns
from snapcheck.config.repository import Repository
from snapcheck.digest import sha256_of
from snapcheck.model import (
    Brief,
    Confidence,
    Finding,
    KnownFinding,
    Problem,
    ProblemKind,
    Request,
    Rule,
    Silence,
    Span,
    Suppressed,
)
from snapcheck.model.comment import Commented
from snapcheck.suppress.directives import Directive, spellings
from snapcheck.suppress.silencer import Complaint, Silencer
from snapcheck.suppress.unused import removal

UNUSED_IGNORE = "SNAP900"


class Suppression(Struct, frozen=True):
    """The findings to report, those that are suppressed, and what was noticed on the way."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    stale: tuple[KnownFinding, ...]
    elsewhere: int
    problems: tuple[Problem, ...] = ()
    accepted: tuple[Problem, ...] = ()


def suppress(
    findings: Sequence[Finding],
    request: Request,
    *,
    commented: Sequence[Commented],
    rules: Sequence[Rule],
    codes: Mapping[str, Rule],
    was_looked_at: Callable[[str], bool],
    problems: Sequence[Problem] = (),
) -> Suppression:
    """Sort out `findings`, which are of any confidence and of all `rules` that ran.

    `commented` are the files that hold ignore comments, `codes` all rules there are by code, and
    `was_looked_at` tells of a path in the repository whether this run could have found something
    there. Of `problems`, comments and the baseline accept some.
    """
    silencer = Silencer(commented, spellings(codes))
    repository = Repository(request.root)
    by_print = dict.fromkeys([entry.fingerprint for entry in request.before or ()], Silence.BEFORE)
    by_print.update({entry.fingerprint: Silence.BASELINE for entry in request.baseline})
    accepted = [
        problem
        for problem in problems
        if silencer.accepts(problem) or problem_print(problem, repository) in by_print
    ]
    ran = {*(rule.code for rule in rules), *(kind.value for kind in ProblemKind)}
    suppressed: list[Suppressed] = []
    open_findings = list(_by_comments(findings, silencer, suppressed))
    unused = next((rule for rule in rules if rule.code == UNUSED_IGNORE), None)
    if unused is not None:
        open_findings += _unused_ignores(unused, silencer, ran, suppressed)
    met = {problem_print(problem, repository) for problem in problems}
    stale = _stale(open_findings, met, request.baseline, ran, was_looked_at)
    shown = [f for f in open_findings if _counts(f, request)]
    suppressed = [s for s in suppressed if _counts(s.finding, request)]
    shown = list(_by_patterns(shown, request, suppressed))
    shown = list(_by_known(shown, by_print, suppressed))
    changed = Changed(request)
    here = [finding for finding in shown if changed.touch(finding)]
    suppressed = [each for each in suppressed if changed.touch(each.finding)]
    return Suppression(
        findings=tuple(here),
        suppressed=tuple(sorted(suppressed, key=lambda s: (s.finding.span, s.finding.rule))),
        stale=stale if request.changed is None else (),
        elsewhere=len(shown) - len(here),
        problems=tuple([problem for problem in problems if problem not in accepted]),
        accepted=tuple(accepted),
    )


def problem_print(problem: Problem, repository: Repository) -> str:
    """Return what tells a problem from others, without a line; empty if none may accept it."""
    if not problem.is_acceptable:
        return ""
    place = repository.place(problem.path) if problem.path else ""
    return hashed(f"{problem.kind.value}|{place}|{problem.subject}")


def _counts(finding: Finding, request: Request) -> bool:
    return finding.confidence >= request.min_confidence and finding.level >= request.min_level


# --- comments ----------------------------------------------------------------------------------


def _by_comments(
    findings: Iterable[Finding], silencer: Silencer, suppressed: list[Suppressed]
) -> Iterator[Finding]:
    for finding in findings:
        directive = silencer.silenced_by(finding)
        if directive is None:
            yield finding
        else:
            span = _span_of(directive)
            suppressed.append(Suppressed(finding, Silence.COMMENT, directive.reason, span))


def _span_of(directive: Directive) -> Span:
    line = directive.line
    return Span(directive.path, line, directive.column, line, directive.end_column)


def _unused_ignores(
    rule: Rule, silencer: Silencer, ran: Collection[str], suppressed: list[Suppressed]
) -> list[Finding]:
    """Return the findings of SNAP900; a comment may silence them like any others."""
    complaints = silencer.complaints(ran, but=UNUSED_IGNORE)
    found = list(_by_comments(_complained(rule, complaints), silencer, suppressed))
    late = silencer.complaints(ran, only=UNUSED_IGNORE)
    return found + list(_complained(rule, late))


def _complained(rule: Rule, complaints: Iterable[Complaint]) -> Iterator[Finding]:
    occurrences: Counter[str] = Counter()
    for complaint in complaints:
        symbol = f"{complaint.what}:{','.join(complaint.codes)}"
        identity = f"{rule.code}|{complaint.span.path}|{symbol}"
        yield Finding(
            rule.code,
            rule.name,
            rule.level,
            Confidence.HIGH,
            complaint.span,
            rule.message.format(name=complaint.what, api="", used=complaint.why),
            rule.instead,
            (),
            (),
            hashed(f"{identity}|{occurrences[identity]}"),
            # Only Python files can be analysed again in memory, to prove that a fix holds.
            removal(complaint) if complaint.span.path.endswith(".py") else None,
            brief=Brief(complaint.what, using=complaint.why),
        )
        occurrences[identity] += 1


def hashed(identity: str) -> str:
    """Return a fingerprint: 32 hexadecimal digits for whatever tells a finding from all others."""
    return sha256_of(identity.encode("utf-8", "surrogatepass"))[:32]


# --- patterns, baseline, changes ---------------------------------------------------------------


def _by_patterns(
    findings: Sequence[Finding], request: Request, suppressed: list[Suppressed]
) -> Iterator[Finding]:
    ignores = [
        (Patterns((pattern,), request.patterns_from or request.root), pattern, codes)
        for pattern, codes in request.per_file_ignores
    ]
    for finding in findings:
        place = request.root / finding.span.path
        for patterns, pattern, codes in ignores:
            if finding.rule.startswith(codes) and patterns.match(place):
                reason = f"{pattern} in the configuration"
                suppressed.append(Suppressed(finding, Silence.PATTERN, reason, None))
                break
        else:
            yield finding


def _by_known(
    findings: Iterable[Finding], by_print: Mapping[str, Silence], suppressed: list[Suppressed]
) -> Iterator[Finding]:
    """Yield what neither the baseline nor an earlier revision has."""
    for finding in findings:
        by = by_print.get(finding.fingerprint)
        if by is not None:
            suppressed.append(Suppressed(finding, by, "", None))
        else:
            yield finding


def _stale(
    findings: Iterable[Finding],
    met: set[str],
    baseline: Sequence[KnownFinding],
    ran: Collection[str],
    was_looked_at: Callable[[str], bool],
) -> tuple[KnownFinding, ...]:
    """Return the entries of the baseline that this run would have found again, and has not."""
    found = met | {finding.fingerprint for finding in findings}
    return tuple(
        sorted(
            entry
            for entry in baseline
            if entry.fingerprint not in found and entry.rule in ran and was_looked_at(entry.path)
        )
    )


# --- changed files -----------------------------------------------------------------------------


class Changed:
    """The changed files and folders of a request; without any, everything counts as changed."""

    def __init__(self, request: Request) -> None:
        self._root = request.root
        self._paths = (
            {os.path.realpath(path) for path in request.changed}
            if request.changed is not None
            else None
        )
        self._lines = (
            {os.path.realpath(path): ranges for path, ranges in request.changed_lines}
            if request.changed_lines is not None
            else None
        )
        self._known: dict[str, bool] = {}

    def touch(self, finding: Finding) -> bool:
        """Return whether a finding's story leads through one of them."""
        steps = (step.span for step in finding.trace)
        spans = [span for span in (finding.span, *steps) if span is not None]
        return any(self.hold(span.path) and self._has_lines(span) for span in spans)

    def _has_lines(self, span: Span) -> bool:
        """Return whether a changed line is among those of a span."""
        if self._lines is None:
            return True
        ranges = self._lines.get(os.path.realpath(self._root / span.path), ())
        return any(first <= span.end_line and span.line <= last for first, last in ranges)

    def hold(self, path: str) -> bool:
        """Return whether a path is one of them, or lies in one."""
        if self._paths is None:
            return True
        if path not in self._known:
            place = Path(os.path.realpath(self._root / path))
            self._known[path] = any(str(each) in self._paths for each in (place, *place.parents))
        return self._known[path]


def of_the_changed(
    problems: Iterable[Problem], request: Request
) -> tuple[list[Problem], list[str]]:
    """Return the problems of the changed files, and notices of how much there is elsewhere."""
    changed = Changed(request)
    here: list[Problem] = []
    elsewhere = 0
    for problem in problems:
        if not problem.path or changed.hold(problem.path):
            here.append(problem)
        else:
            elsewhere += 1
    if not elsewhere:
        return here, []
    told = "1 problem" if elsewhere == 1 else f"{elsewhere} problems"
    return here, [f"{told} in files that did not change (snapcheck check tells)"]
