"""The report for a person at a terminal: every finding with its source line and its story.

A finding is a block that ends with an empty line. Its place stands behind `-->` as
`path:line:column`, which terminals make clickable; the story follows as one row a step.
Colours and width are decided by the caller, so that the same report gives the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from snapcheck.model import (
    Confidence,
    EntryPoint,
    EntryPointKind,
    Finding,
    Problem,
    Report,
    Span,
    Step,
    StepKind,
)
from snapcheck.readiness import readiness_of
from snapcheck.report import readiness
from snapcheck.report.cells import one_line, safe, width_of, wrap
from snapcheck.report.colour import LEVEL_STYLES, LEVEL_TEXT_STYLES, Paint, Style
from snapcheck.report.concise import silenced
from snapcheck.report.excerpt import Sources
from snapcheck.report.order import in_order
from snapcheck.report.summary import rule_counts, sentences
from snapcheck.report.verification import proof_of, repeats, runs, sentence, told

DEFAULT_WIDTH = 100

_LABEL_WIDTH = 11  # as long as the longest label, `entry point`
_LONGEST_PLACE = 40  # longer places do not push the other steps' texts to the right
_UNBROKEN = 10_000  # the summary stays on one line where nobody said how wide the place is
_NARROWEST_TEXT = 32  # less room than this beside something, and the text goes below it
_ENTRY_POINTS_SHOWN = 3
_GOES_ON = "..."  # behind the carets of a span that does not end on its first line
_SNAPSHOT_TEXT = "taken here; every environment starts from this copy"

_LABEL_STYLES = {"snapshot": Style.SNAPSHOT, "instead": Style.MEND, "fix": Style.MEND}
_KIND_WORDS = {
    EntryPointKind.CONFIGURATION: "named in the configuration",
    EntryPointKind.TEMPLATE: "declared in a template",
    EntryPointKind.CONVENTION: "found by convention",
}


def render(
    report: Report,
    *,
    colour: bool,
    width: int | None = None,
    summary: bool = True,
    suppressed: bool = False,
    statistics: bool = False,
) -> str:
    """The whole report as text; `summary=False` leaves out notices and the closing sentences."""
    paint = Paint(colour)
    lines: list[str] = []
    pages = _Findings(report, paint, width or DEFAULT_WIDTH)
    for finding in in_order(report.findings):
        # One text, not twenty: a large report has many.
        lines += ["\n".join(pages.block(finding)), ""]
    if suppressed and report.suppressed:
        lines += [*(silenced(each, paint) for each in report.suppressed), ""]
    if statistics and report.findings:
        lines += [*rule_counts(report), ""]
    lines += [_problem(problem, paint) for problem in sorted(report.problems)]
    if report.verification is not None:
        found = repeats(report.verification)
        lines += [_aside("found by running only", Style.WARNING, text, paint) for text in found]
    if summary:
        lines += [_aside("notice", Style.NOTE, notice, paint) for notice in report.notices]
        if report.verification is not None:
            lines += [_aside("run", Style.NOTE, text, paint) for text in runs(report.verification)]
        ready = readiness.sentence(readiness_of(report))
        for text in [*sentences(report), *filter(None, [ready, sentence(report)])]:
            lines += [paint(line, Style.STRONG) for line in wrap(text, width or _UNBROKEN)]
    return "\n".join([*lines, ""])


class _Findings:
    """Lays out findings one by one; holds what all of them share."""

    def __init__(self, report: Report, paint: Paint, width: int) -> None:
        self._report = report
        self._summaries: Mapping[str, str] = {rule.code: rule.summary for rule in report.rules}
        self._sources = Sources(report.sources)
        self._paint = paint
        self._width = width

    def block(self, finding: Finding) -> list[str]:
        """All lines of one finding."""
        margin = " " * len(str(finding.span.line))
        bar = self._frame(f"{margin} |")
        arrow = self._frame(f"{margin}-->")
        return [
            self._headline(finding),
            f"{arrow} {_place(finding.span)}",
            bar,
            *self._marked(finding, bar),
            bar,
            *self._story(finding, margin),
        ]

    def _headline(self, finding: Finding) -> str:
        head = self._paint(f"{finding.level.label}[{finding.rule}]", LEVEL_STYLES[finding.level])
        summary = self._summaries.get(finding.rule, finding.name)
        return head + self._paint(f": {one_line(summary)}", Style.STRONG)

    def _marked(self, finding: Finding, bar: str) -> Iterator[str]:
        """The source line, carets under the span, and the message beside or below them."""
        message = one_line(finding.message)
        room = self._width - width_of(f"{finding.span.line} | ")
        found = self._sources.excerpt(finding.span, room - len(_GOES_ON))
        if found is None:
            yield from (f"{bar} {line}" for line in wrap(message, room))
            return
        yield f"{self._frame(f'{finding.span.line} |')} {found.code}".rstrip()
        carets = "^" * found.marked + (_GOES_ON if found.goes_on else "")
        marks = " " * found.indent + self._paint(carets, LEVEL_STYLES[finding.level])
        style = LEVEL_TEXT_STYLES[finding.level]
        beside = found.indent + len(carets) + 1
        if _fits_beside(message, room - beside):
            first, *rest = wrap(message, room - beside)
            yield f"{bar} {marks} {self._paint(first, style)}"
            yield from (f"{bar} {' ' * beside}{self._paint(line, style)}" for line in rest)
        else:
            yield f"{bar} {marks}"
            yield from (f"{bar} {self._paint(line, style)}" for line in wrap(message, room))

    def _story(self, finding: Finding, margin: str) -> Iterator[str]:
        """The rows below the excerpt: how it came about, what to do, whom it concerns."""
        places = [width_of(_place(step.span)) for step in finding.trace if step.span]
        aligned = max((width for width in places if width <= _LONGEST_PLACE), default=0)
        for step in finding.trace:
            lead, text = _step(step, aligned)
            yield from self._row(margin, step.kind.value, text, lead)
        if finding.instead:
            yield from self._row(margin, "instead", one_line(finding.instead))
        if finding.fix is not None:
            option = "--fix" if finding.fix.safe else "--unsafe-fixes"
            text = f"{one_line(finding.fix.description)} ({option})"
            yield from self._row(margin, "fix", text)
        proof = proof_of(self._report, finding)
        if proof is not None:
            yield from self._row(margin, "run", told(proof))
        for text in _entry_points(finding.entry_points):
            yield from self._row(margin, "entry point", text)
        if finding.confidence is not Confidence.HIGH:
            yield from self._row(margin, "confidence", finding.confidence.label)

    def _row(self, margin: str, label: str, text: str, lead: str = "") -> Iterator[str]:
        """A labelled row; `lead` stands before the text and is never wrapped."""
        shown = label.ljust(_LABEL_WIDTH)
        if label in _LABEL_STYLES:
            shown = self._paint(shown, _LABEL_STYLES[label])
        start = f"{self._frame(f'{margin} =')} {shown}  "
        hang = len(margin) + 3 + _LABEL_WIDTH + 2
        beside = hang + width_of(lead)
        room = self._width - beside
        if lead and room < min(_NARROWEST_TEXT, width_of(text)):
            yield f"{start}{lead}".rstrip()
            start, beside = " " * (hang + 2), hang + 2
        else:
            start += lead
        first, *rest = wrap(text, self._width - beside) or [""]
        yield f"{start}{first}".rstrip()
        yield from (" " * beside + line for line in rest)

    def _frame(self, text: str) -> str:
        return self._paint(text, Style.FRAME)


def _fits_beside(message: str, room: int) -> bool:
    return room >= _NARROWEST_TEXT and 1 <= len(wrap(message, room)) <= 4


def _place(span: Span) -> str:
    return f"{safe(span.path)}:{span.line}:{span.column}"


def _step(step: Step, aligned: int) -> tuple[str, str]:
    """What stands before a step's text, and the text."""
    text = one_line(step.text).removeprefix(f"{step.kind.value} ")  # the label says it already
    if step.span is None:
        return "", text or (_SNAPSHOT_TEXT if step.kind is StepKind.SNAPSHOT else "")
    place = _place(step.span)
    return place + " " * (max(0, aligned - width_of(place)) + 2), text


def _entry_points(entry_points: Iterable[EntryPoint]) -> Iterator[str]:
    ordered = sorted(set(entry_points))
    for entry in ordered[:_ENTRY_POINTS_SHOWN]:
        yield f"{safe(entry.path)}:{safe(entry.function)} ({_known_of(entry)})"
    if len(ordered) > _ENTRY_POINTS_SHOWN:
        yield f"and {len(ordered) - _ENTRY_POINTS_SHOWN} more"


def _known_of(entry: EntryPoint) -> str:
    """What is known of an entry point: SnapStart's setting, and where that stands."""
    declared = safe(entry.declared_in) if entry.declared_in else _KIND_WORDS[entry.kind]
    if entry.snapstart is None:
        return declared
    return f"SnapStart {'on' if entry.snapstart else 'off'}, {declared}"


def problem_line(problem: Problem) -> str:
    """A problem as one line with no colours."""
    return _problem(problem, Paint(False))


def _problem(problem: Problem, paint: Paint) -> str:
    place = safe(problem.path)
    if problem.line:
        place += f":{problem.line}"
    text = f"{place}: {one_line(problem.message)}" if place else one_line(problem.message)
    mend = f" ({one_line(problem.mend)})" if problem.mend else ""
    return _aside("problem", Style.ERROR, text + mend, paint)


def _aside(label: str, style: Style, text: str, paint: Paint) -> str:
    return f"{paint(f'{label}:', style)} {one_line(text)}"
