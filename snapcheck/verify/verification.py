"""Runs the jobs of a report and puts what they showed beside its findings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from snapcheck.model import EntryPoint, Finding, Problem, ProblemKind, Report
from snapcheck.model.proof import Proof, Repeat, Run, Verdict, Verification
from snapcheck.verify.plan import Job, name_of
from snapcheck.verify.runner import Options, Outcome, invocations, run
from snapcheck.verify.standin.server import StandIn
from snapcheck.verify.verdicts import judge, repeating, variables

_ORDER = (Verdict.PROVED, Verdict.NOT_SHOWN, Verdict.NOT_REACHED)
_NO_EVENTS = Proof(Verdict.NOT_REACHED, "its entry points were not run: there is no event for them")
_NO_CODE = Proof(Verdict.NOT_SHOWN, "it is about no code that runs")


def verify(
    report: Report,
    jobs: Iterable[Job],
    options: Options,
    root: Path,
    on_job: Callable[[Job], None] = lambda job: None,
) -> Report:
    """Run all jobs, one after the other; return the report with what they showed.

    Findings stay as they are, whatever is said of them. A program that does not start is a problem.
    """
    rules = {rule.code: rule for rule in report.rules}
    proofs: dict[str, Proof] = {}
    repeats: list[Repeat] = []
    runs: list[Run] = []
    problems: list[Problem] = []
    standin = StandIn()
    try:
        for job in jobs:
            on_job(job)
            outcome = run(job, options, standin)
            judged = judge(job, outcome, rules, root)
            for key, proof in judged.items():
                proofs[key] = _better(proofs.get(key), proof)
            known = (*job.findings, *_silenced(report, job.entry_point))
            repeats += _repeats(job, outcome, known, root, explained=_explained(judged, known))
            runs.append(_run(job, outcome))
            problems += _problems(job, outcome)
    finally:
        standin.close()
    for finding in report.findings:
        proofs.setdefault(finding.fingerprint, _NO_EVENTS if finding.entry_points else _NO_CODE)
    verification = Verification(proofs, tuple(sorted(repeats)), tuple(runs))
    return replace(report, problems=(*report.problems, *problems), verification=verification)


def _better(before: Proof | None, now: Proof) -> Proof:
    """Return the more telling one of what two entry points say of a finding."""
    if before is None:
        return now
    return min(before, now, key=lambda proof: _ORDER.index(proof.verdict))


def _silenced(report: Report, entry: EntryPoint) -> tuple[Finding, ...]:
    """Return the findings on an entry point that something silences: they are known, too."""
    findings = [each.finding for each in report.suppressed]
    return tuple([finding for finding in findings if entry in finding.entry_points])


def _explained(judged: dict[str, Proof], known: Iterable[Finding]) -> bool:
    """Tell whether what answers have in common may be what a finding is about."""
    silenced = any(finding.fingerprint not in judged for finding in known)
    return silenced or any(proof.verdict is Verdict.PROVED for proof in judged.values())


def _repeats(
    job: Job, outcome: Outcome, known: Iterable[Finding], root: Path, *, explained: bool
) -> Iterator[Repeat]:
    """Yield what no finding is about: variables, and answers where nothing explains them."""
    name = name_of(job.entry_point)
    named = {_root_of(finding, root) for finding in known if finding.kept is not None}
    found = [
        (file, variable)
        for file, variable in variables(outcome)
        if (file, variable.partition(".")[0]) not in named
    ]
    for file, variable in found:
        yield Repeat(name, f"`{variable}` of {_relative(file, root)}")
    if not found and not explained:
        for path in repeating(outcome):
            yield Repeat(name, f"the answer's {path}")


def _root_of(finding: Finding, root: Path) -> tuple[str, str]:
    """Return the module and the name that what a finding is about begins with."""
    assert finding.kept is not None
    return os.path.abspath(root / finding.kept.module), str(finding.kept.path[0])


def _relative(file: str, root: Path) -> str:
    return os.path.relpath(file, root).replace(os.sep, "/")


def _run(job: Job, outcome: Outcome) -> Run:
    return Run(
        name_of(job.entry_point),
        outcome.init.python,
        outcome.init.coverage,
        len(outcome.environments),
        len(outcome.cold_starts),
        len(invocations(job)),
        tuple(_notes(outcome)),
    )


def _notes(outcome: Outcome) -> Iterator[str]:
    """Yield what the user should know of before believing the verdicts."""
    if outcome.init.background:
        left = ", ".join(outcome.init.background)
        yield f"INIT left work running, which a fork loses and a real snapshot keeps: {left}"
    if outcome.unknown:
        yield f"the stand-in for AWS does not know {', '.join(outcome.unknown)}"
    cold = [each.environment.failures for each in outcome.cold_starts if each.environment]
    if cold and all(cold):
        yield f"cold starts fail too, with the same event: {cold[0][0]}"
    restored = [each.failures for each in outcome.environments]
    if restored and all(restored) and not all(cold):
        yield f"every environment fails, and cold starts do not: {restored[0][0]}"


def _problems(job: Job, outcome: Outcome) -> Iterator[Problem]:
    entry: EntryPoint = job.entry_point
    if outcome.init.error is not None:
        yield Problem(
            entry.path,
            0,
            f"`{entry.function}` could not be run: INIT fails with {outcome.init.error}",
            "give what it needs with --setup, --env or --python",
            kind=ProblemKind.NOT_RUN,
            subject=entry.function,
        )
