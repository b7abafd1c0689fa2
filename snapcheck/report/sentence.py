"""What a format with room for one text says of a finding or a problem."""

from __future__ import annotations

from snapcheck.model import EntryPointKind, Finding, Problem, Step
from snapcheck.report.cells import one_line

KIND_WORDS = {
    EntryPointKind.CONFIGURATION: "named in the configuration",
    EntryPointKind.TEMPLATE: "declared in a template",
    EntryPointKind.CONVENTION: "found by convention",
}
"""How it is said how an entry point came to be known."""


def of_finding(finding: Finding) -> str:
    """Return what is wrong and what to do instead, on one line."""
    message = one_line(finding.message) or finding.name
    return f"{message} Instead: {one_line(finding.instead)}" if finding.instead else message


def of_problem(problem: Problem) -> str:
    """Return what could not be analysed and what to do about it, on one line."""
    return f"not analysed: {told(problem)}"


def told(problem: Problem) -> str:
    """Return what is wrong, what to do about it, and the name of its kind."""
    mend = f" ({one_line(problem.mend)})" if problem.mend else ""
    return f"{one_line(problem.message)}{mend} [{problem.kind.value}]"


def step_text(step: Step) -> str:
    """Return what happens at a step; it begins with the step's kind, which may link to it."""
    kind, text = step.kind.value, " ".join(step.text.split())
    if not text or text.split(" ", 1)[0] == kind:
        return text or kind
    return f"{kind}: {text}"
