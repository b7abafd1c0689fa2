"""The nouns that every stage shares: phases, places in source, findings, problems, rules, reports.

Leaf package: it imports the standard library and msgspec, whose structures are made in a fraction
of the time of dataclasses. All types are frozen and hold no syntax tree, so that they can be
compared, sorted, pickled and cached. What most modules speak of is offered here; the rest is in
`comment`, `deployed`, `progress`, `proof` and `story`.
"""

from snapcheck.model.finding import (
    Brief,
    Confidence,
    Edit,
    EntryPoint,
    EntryPointKind,
    Finding,
    Fix,
    Known,
    KnownFinding,
    Level,
    Phase,
    Silence,
    Span,
    Step,
    StepKind,
    Suppressed,
)
from snapcheck.model.problem import Coverage, Problem, ProblemKind, Unreached
from snapcheck.model.report import Report, Taken
from snapcheck.model.request import Request
from snapcheck.model.rule import Example, Question, Rule, fits

__all__ = [
    "Brief",
    "Confidence",
    "Coverage",
    "Edit",
    "EntryPoint",
    "EntryPointKind",
    "Example",
    "Finding",
    "Fix",
    "Known",
    "KnownFinding",
    "Level",
    "Phase",
    "Problem",
    "ProblemKind",
    "Question",
    "Report",
    "Request",
    "Rule",
    "Silence",
    "Span",
    "Step",
    "StepKind",
    "Suppressed",
    "Taken",
    "Unreached",
    "fits",
]
