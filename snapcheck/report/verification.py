"""What running the program said of a report's findings, in the words and objects of all formats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from snapcheck.model import Finding, Report
from snapcheck.model.proof import Proof, Run, Verdict, Verification
from snapcheck.report.cells import one_line
from snapcheck.report.summary import count


def proof_of(report: Report, finding: Finding) -> Proof | None:
    """Return the verdict on a finding; None where nothing ran."""
    if report.verification is None:
        return None
    return report.verification.proofs.get(finding.fingerprint)


def told(proof: Proof) -> str:
    """Return a verdict as people read it: `proved: the same in all 8 environments`."""
    return f"{proof.verdict.value}: {one_line(proof.reason)}"


def repeats(verification: Verification) -> Iterator[str]:
    """Yield what was found by running only, a line each."""
    for repeat in verification.repeats:
        what = "is the same in all environments, not in cold starts, and no finding names it"
        yield one_line(f"{repeat.entry_point}: {repeat.place} {what}")


def runs(verification: Verification) -> Iterator[str]:
    """Yield how each entry point was run and what is to be known of it, a line each."""
    for run in verification.runs:
        yield one_line(_run(run))
        yield from (one_line(f"{run.entry_point}: {note}") for note in run.notes)


def _run(run: Run) -> str:
    python = f"Python {run.python}" if run.python else "an unknown Python"
    lines = f", lines by {run.coverage}" if run.coverage else ""
    return (
        f"{run.entry_point}: {count(run.environments, 'environment')} of "
        f"{count(run.invocations, 'invocation')}, {count(run.cold_starts, 'cold start')}, on "
        f"{python}{lines}"
    )


def sentence(report: Report) -> str:
    """Return how many findings there are of each verdict, in one sentence; empty if nothing ran."""
    if report.verification is None or not report.findings:
        return ""
    proofs = [proof for each in report.findings if (proof := proof_of(report, each)) is not None]
    numbers = Counter(proof.verdict for proof in proofs)
    parts = [f"{numbers[verdict]} {verdict.value}" for verdict in Verdict]
    missing = len(report.findings) - len(proofs)
    return f"Run: {', '.join([*parts, *([f'{missing} not run'] if missing else [])])}."


def proof_object(proof: Proof) -> Mapping[str, object]:
    """Return a verdict as JSON has it."""
    return {"verdict": proof.verdict.value, "reason": proof.reason}


def verification_object(verification: Verification) -> Mapping[str, object]:
    """Return what is said of the whole run, as JSON has it."""
    return {
        "found_by_running_only": [
            {"entry_point": each.entry_point, "place": each.place} for each in verification.repeats
        ],
        "runs": [
            {
                "entry_point": run.entry_point,
                "python": run.python,
                "coverage": run.coverage,
                "environments": run.environments,
                "cold_starts": run.cold_starts,
                "invocations": run.invocations,
                "notes": list(run.notes),
            }
            for run in verification.runs
        ],
    }
