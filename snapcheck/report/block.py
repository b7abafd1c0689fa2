"""One finding for a person: where it is made and where it is used, with the snapshot between.

Both places are shown with their source, and what they are stands in a few words at the carets.
What needs more words stands below, in rows; what a run has said once is not said again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapcheck.model import Confidence, EntryPoint, Finding, Report, Span, Step
from snapcheck.model import StepKind as Kind
from snapcheck.project import page_of
from snapcheck.report.cells import cut, one_line, safe, width_of, wrap
from snapcheck.report.colour import LEVEL_STYLES, LEVEL_TEXT_STYLES, Paint, Style
from snapcheck.report.excerpt import Sources
from snapcheck.report.gist import gist
from snapcheck.report.sentence import KIND_WORDS
from snapcheck.report.title import titles_of
from snapcheck.report.verification import proof_of, told

LONGEST_LABEL = 40
"""The cells that a label at the carets may fill; a longer text is a row."""

_GOES_ON = "..."  # behind the carets of a span that does not end on its first line
_BAR = "~" * 12
_PLACES_SHOWN = 3
_LABEL_STYLES = {"instead": Style.MEND, "fix": Style.MEND}


class Blocks:
    """Lays out findings one by one; holds what all of them share, and what was said already."""

    def __init__(self, report: Report, paint: Paint, width: int) -> None:
        self._report = report
        self._titles = titles_of(report)
        self._rules = {rule.code: rule for rule in report.rules}
        self._sources = Sources(report.sources)
        self._paint = paint
        self._width = width
        self._said: set[str] = set()

    def of(self, finding: Finding) -> list[str]:
        """Return all lines of one finding; call it in the order in which they are shown."""
        other = _other_place(finding)
        shown = [finding.span, *([other.span] if other is not None and other.span else [])]
        margin = " " * max(len(str(span.line)) for span in shown)
        lines = [self._headline(finding), *self._first(finding, margin)]
        if other is not None and other.span is not None:
            lines += self._second(finding, other, other.span, margin)
        for label, text in self._rows(finding, shown, self._width - len(margin) - len(" = : ")):
            lines += self._row(margin, label, text)
        return lines

    def _headline(self, finding: Finding) -> str:
        head = f"{finding.level.label}[{finding.rule}]"
        title = self._titles.title(finding, self._width - width_of(head) - 2)
        painted = self._paint(head, LEVEL_STYLES[finding.level])
        painted = self._paint.link(painted, page_of(finding.rule))
        return painted + self._paint(f": {title}", Style.STRONG)

    def _first(self, finding: Finding, margin: str) -> Iterator[str]:
        """Yield the place that a finding stands at, and its message where its rule has no label."""
        sure = finding.confidence
        doubt = "" if sure is Confidence.HIGH else f" ({sure.label} confidence)"
        yield f"{self._frame(f'{margin}-->')} {place_of(finding.span)}{doubt}"
        label = self._titles.label(finding)
        marked = self._marked(finding, finding.span, "^", label, margin)
        yield from marked
        if not label or not marked:
            bar = self._frame(f"{margin} |")
            style = LEVEL_TEXT_STYLES[finding.level]
            room = self._width - len(margin) - 3
            for line in wrap(one_line(finding.message), room):
                yield f"{bar} {self._paint(line, style)}"

    def _second(self, finding: Finding, step: Step, span: Span, margin: str) -> Iterator[str]:
        """Yield the place after the snapshot, or where SnapStart is switched on."""
        if step.kind is Kind.USED:
            yield self._paint(f"{margin} {_BAR} snapshot {_BAR}", Style.SNAPSHOT)
        if span.path != finding.span.path:
            yield f"{self._frame(f'{margin}-->')} {place_of(span)}"
        text = one_line(step.text)
        label = _label_of(text, self._titles.label_after(finding))
        yield from self._marked(finding, span, "-", label, margin) or [f"{margin} | {label}"]

    def _marked(
        self, finding: Finding, span: Span, sign: str, label: str, margin: str
    ) -> list[str]:
        """Return the source line, and marks with a label below it; nothing if it isn't known."""
        gutter = len(margin) + 3
        found = self._sources.excerpt(span, self._width - gutter - len(_GOES_ON))
        if found is None:
            return []
        marks = sign * found.marked + (_GOES_ON if found.goes_on else "")
        indent = " " * found.indent
        painted = self._paint(marks, LEVEL_STYLES[finding.level])
        style = LEVEL_TEXT_STYLES[finding.level]
        bar = self._frame(f"{margin} |")
        number = str(span.line).rjust(len(margin))
        lines = [f"{self._frame(f'{number} |')} {found.code}".rstrip()]
        if width_of(f"{indent}{marks} {label}") <= self._width - gutter:
            return [*lines, f"{bar} {indent}{painted} {self._paint(label, style)}".rstrip()]
        before = " " * min(found.indent, max(0, self._width - gutter - width_of(label)))
        return [*lines, f"{bar} {indent}{painted}", f"{bar} {before}{self._paint(label, style)}"]

    def _rows(self, finding: Finding, shown: list[Span], room: int) -> Iterator[tuple[str, str]]:
        """Yield what the two places don't say: detours, what to do, whom it concerns.

        `room` is for a label and its text.
        """
        yield from _detours(finding.trace, {(span.path, span.line) for span in shown})
        behaviour = one_line(finding.known.behaviour)
        why = gist(behaviour, room - len("why"), self._rules.get(finding.rule))
        if self._is_new(why):
            yield "why", why
        if self._is_new(finding.instead):
            yield "instead", one_line(finding.instead)
        if finding.fix is not None:
            option = "--fix" if finding.fix.safe else "--unsafe-fixes"
            yield "fix", f"{one_line(finding.fix.description)} ({option})"
        proof = proof_of(self._report, finding)
        if proof is not None:
            yield "run", told(proof)
        entries = _entry_points(finding.entry_points, {span.path for span in shown})
        if entries:
            yield "entry point", entries

    def _is_new(self, text: str) -> bool:
        """Tell whether a text is there, and was not shown before."""
        new = bool(text) and text not in self._said
        self._said.add(text)
        return new

    def _row(self, margin: str, label: str, text: str) -> Iterator[str]:
        start = f"{margin} = {label}: "
        room = self._width - len(start)
        painted = self._paint(f"{label}:", _LABEL_STYLES.get(label, Style.FRAME))
        first, *rest = wrap(text, room)
        yield f"{self._frame(f'{margin} =')} {painted} {first}"
        yield from (" " * len(start) + line for line in rest)

    def _frame(self, text: str) -> str:
        return self._paint(text, Style.FRAME)


def place_of(span: Span) -> str:
    """Return a place as terminals and editors make it clickable."""
    return f"{safe(span.path)}:{span.line}:{span.column}"


def _other_place(finding: Finding) -> Step | None:
    """Return the step that is shown beside the finding's own place, if there is one."""
    steps = [step for step in finding.trace if step.span not in (None, finding.span)]
    kinds = (Kind.USED, Kind.DECLARED)
    return next((step for kind in kinds for step in steps if step.kind is kind), None)


def _label_of(text: str, after: str) -> str:
    """Return what the second place is: where, and what becomes of the value, if both fit."""
    where = text.removeprefix("used ")
    for label in (f"{where}: {after}" if after else where, after, where):
        if label and width_of(label) <= LONGEST_LABEL:
            return label
    return cut(where, LONGEST_LABEL)


def _detours(trace: Iterable[Step], shown: set[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """Yield rows for steps whose lines are not shown: makers, calls passed, copies, more uses."""
    passed: list[str] = []
    used: list[str] = []
    for step in trace:
        if step.span is None or (step.span.path, step.span.line) in shown:
            continue
        shown = shown | {(step.span.path, step.span.line)}
        where = place_of(step.span)
        if step.kind is Kind.PASSED:
            passed.append(where)
        elif step.kind is Kind.USED:
            used.append(where)
        else:
            text = one_line(step.text).removeprefix(f"{step.kind.value} ")
            yield step.kind.value, f"{text}, {where}" if text else where
    for label, places in (("through", passed), ("also used", used)):
        if places:
            more = len(places) - _PLACES_SHOWN
            others = f" and {more} more" if more > 0 else ""
            yield label, ", ".join(places[:_PLACES_SHOWN]) + others


def _entry_points(entries: Iterable[EntryPoint], named: set[str]) -> str:
    """Return one entry point that a finding concerns, and how many more there are.

    The paths in `named` are shown above already.
    """
    ordered = sorted(set(entries), key=lambda entry: (not entry.snapstart, entry))
    if not ordered:
        return ""
    first, *others = ordered
    more = f" and {len(others)} more" if others else ""
    path = "" if first.path in named else f"{safe(first.path)}:"
    return f"{path}{safe(first.function)} ({_known_of(first)}){more}"


def _known_of(entry: EntryPoint) -> str:
    """Return what is known of an entry point: SnapStart's setting, and where that stands."""
    declared = safe(entry.declared_in) if entry.declared_in else KIND_WORDS[entry.kind]
    if entry.snapstart is None:
        return declared
    return f"SnapStart {'on' if entry.snapstart else 'off'}, {declared}"
