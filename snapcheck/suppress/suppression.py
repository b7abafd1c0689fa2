"""Which findings are reported: not those that a comment, a pattern or the baseline silences.

Comments come first, so that one is called unused only if no finding stands at it, however sure
that finding is and whatever else would have hidden it.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from snapcheck.config.patterns import Patterns
from snapcheck.model import (
    Brief,
    Commented,
    Confidence,
    Finding,
    KnownFinding,
    Problem,
    Request,
    Rule,
    Silence,
    Span,
    Suppressed,
)
from snapcheck.suppress.directives import Directive
from snapcheck.suppress.silencer import Complaint, Silencer
from snapcheck.suppress.unused import removal

UNUSED_IGNORE = "SNAP900"


class Suppression(Struct, frozen=True):
    """The findings to report, those that are suppressed, and what was noticed on the way."""

    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...]
    stale: tuple[KnownFinding, ...]
    elsewhere: int


def suppress(
    findings: Sequence[Finding],
    request: Request,
    *,
    commented: Sequence[Commented],
    rules: Sequence[Rule],
    codes: Collection[str],
    was_looked_at: Callable[[str], bool],
) -> Suppression:
    """Sort out `findings`, which are of any confidence and of all `rules` that ran.

    `commented` are the files that hold ignore comments, `codes` those of all rules there are, and
    `was_looked_at` tells of a path in the repository whether this run could have found something
    there.
    """
    silencer = Silencer(commented, codes)
    suppressed: list[Suppressed] = []
    open_findings = list(_by_comments(findings, silencer, suppressed))
    unused = next((rule for rule in rules if rule.code == UNUSED_IGNORE), None)
    if unused is not None:
        open_findings += _unused_ignores(unused, silencer, {r.code for r in rules}, suppressed)
    stale = _stale(open_findings, request.baseline, rules, was_looked_at)
    shown = [f for f in open_findings if _counts(f, request)]
    suppressed = [s for s in suppressed if _counts(s.finding, request)]
    shown = list(_by_patterns(shown, request, suppressed))
    shown = list(_by_baseline(shown, request.baseline, suppressed))
    changed = Changed(request)
    here = [finding for finding in shown if changed.touch(finding)]
    suppressed = [each for each in suppressed if changed.touch(each.finding)]
    return Suppression(
        findings=tuple(here),
        suppressed=tuple(sorted(suppressed, key=lambda s: (s.finding.span, s.finding.rule))),
        stale=stale if request.changed is None else (),
        elsewhere=len(shown) - len(here),
    )


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
    import hashlib  # loads OpenSSL, which a run without findings does without

    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:32]


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


def _by_baseline(
    findings: Iterable[Finding], baseline: Sequence[KnownFinding], suppressed: list[Suppressed]
) -> Iterator[Finding]:
    known = {entry.fingerprint for entry in baseline}
    for finding in findings:
        if finding.fingerprint in known:
            suppressed.append(Suppressed(finding, Silence.BASELINE, "", None))
        else:
            yield finding


def _stale(
    findings: Iterable[Finding],
    baseline: Sequence[KnownFinding],
    rules: Iterable[Rule],
    was_looked_at: Callable[[str], bool],
) -> tuple[KnownFinding, ...]:
    """Return the entries of the baseline that this run would have found again, and has not."""
    found = {finding.fingerprint for finding in findings}
    ran = {rule.code for rule in rules}
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
        self._known: dict[str, bool] = {}

    def touch(self, finding: Finding) -> bool:
        """Return whether a finding's story leads through one of them."""
        steps = (step.span for step in finding.trace)
        return any(self.hold(span.path) for span in (finding.span, *steps) if span is not None)

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
