"""A finding's story in lanes: INIT, the snapshot, RESTORE, INVOKE."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import groupby

from msgspec import Struct

from snapcheck.model import Finding, Rule, Step, StepKind
from snapcheck.report.cells import one_line, safe
from snapcheck.report.html.code import Code, CodeLine, Marked
from snapcheck.report.html.prose import Prose, prose_of

_TOP_LEVEL = "at the top level"


class Lane(Enum):
    """When a step happens; the value is the heading of its lane."""

    INIT = "INIT"
    RESTORE = "RESTORE"
    INVOKE = "INVOKE"
    CODE = "in the code"
    """Some phase: the story does not say which."""
    DEPLOYMENT = "in the deployment"


class Label(Struct, frozen=True):
    """What happens at a step: its kind, and the rest of the sentence."""

    kind: str
    text: tuple[Prose, ...]


class Card(Struct, frozen=True):
    """Steps that happen at one place in a row, with the code there."""

    labels: tuple[Label, ...]
    place: str
    code: tuple[CodeLine, ...]


class Timeline(Struct, frozen=True):
    """The cards of a story, by lane.

    `lanes` are in the order of time. `has_snapshot`: the story passes it, so all three phases are
    shown. `unrenewed`: that nothing happens in RESTORE is a part of what is wrong.
    """

    lanes: tuple[tuple[Lane, tuple[Card, ...]], ...]
    has_snapshot: bool
    unrenewed: bool

    @property
    def restores(self) -> bool:
        """Whether anything of the story happens in RESTORE."""
        return any(lane is Lane.RESTORE and cards for lane, cards in self.lanes)


def timeline_of(finding: Finding, rule: Rule | None, code: Code) -> Timeline:
    """Return the story of a finding; one without a trace happens at its own place."""
    checks = {question.check for question in rule.questions} if rule is not None else set()
    trace = finding.trace or (Step(StepKind.USED, "", finding.span),)
    placed = list(_placed(trace, checks))
    has_snapshot = any(step.kind is StepKind.SNAPSHOT for step in trace)
    lanes = {lane: tuple(_cards(steps, code)) for lane, steps in _by_lane(placed)}
    if has_snapshot:
        lanes = {lane: lanes.get(lane, ()) for lane in (Lane.INIT, Lane.RESTORE, Lane.INVOKE)}
    return Timeline(tuple(lanes.items()), has_snapshot, bool(checks & {"kept", "drawn"}))


def _placed(trace: Sequence[Step], checks: set[str]) -> Iterator[tuple[Lane, Step]]:
    """Return each step that is not the snapshot with its lane."""
    has_snapshot = any(step.kind is StepKind.SNAPSHOT for step in trace)
    is_before = has_snapshot
    for step in trace:
        if step.kind is StepKind.SNAPSHOT:
            is_before = False
        elif step.kind is StepKind.DECLARED and not has_snapshot:
            yield Lane.DEPLOYMENT, step
        elif is_before:
            yield Lane.INIT, step
        else:
            yield _after(step, checks, has_snapshot=has_snapshot), step


def _after(step: Step, checks: set[str], *, has_snapshot: bool) -> Lane:
    if "per-invoke" in checks:
        return Lane.INVOKE
    if has_snapshot:
        return (
            Lane.RESTORE
            if "hooks" in checks and "after the snapshot" not in step.text
            else Lane.INVOKE
        )
    return Lane.INIT if step.text.endswith(_TOP_LEVEL) else Lane.CODE


def _by_lane(placed: Iterable[tuple[Lane, Step]]) -> Iterator[tuple[Lane, list[Step]]]:
    steps: dict[Lane, list[Step]] = {}
    for lane, step in placed:
        steps.setdefault(lane, []).append(step)
    for lane in Lane:
        if lane in steps:
            yield lane, steps[lane]


def _cards(steps: Iterable[Step], code: Code) -> Iterator[Card]:
    """Return the steps as cards; those that follow each other on one line share a card."""
    for _, group in groupby(steps, key=_line):
        together = list(group)
        marks = [Marked(s.span, s.kind.value) for s in together if s.span is not None]
        place = f"{marks[0].span.path}:{marks[0].span.line}" if marks else ""
        lines = code.excerpt(marks) if marks else ()
        yield Card(tuple(map(_label, together)), safe(place), lines)


def _line(step: Step) -> tuple[str, int] | None:
    return (step.span.path, step.span.line) if step.span is not None else None


def _label(step: Step) -> Label:
    kind, text = step.kind.value, one_line(step.text)
    return Label(kind if text else "found", prose_of(text.removeprefix(f"{kind} ")))
