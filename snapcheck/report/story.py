"""The answer of `snapcheck why`: the story of one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from snapcheck.model import EntryPoint, Finding, Phase, Step
from snapcheck.model.story import Keeping, Reach, Story
from snapcheck.report.cells import cut, hanging, one_line, safe
from snapcheck.report.colour import LEVEL_STYLES, Paint, Style
from snapcheck.report.inert import inert

_ENTRY_POINTS_SHOWN = 3
_PHASE_TEXTS = {
    Phase.INIT: "before the snapshot",
    Phase.RESTORE: "after each restore, as a hook",
    Phase.INVOKE: "in invocations",
}


def render(story: Story, *, colour: bool, width: int | None = None) -> str:
    """Return the whole story as text, in lines of a width if one is given."""
    page = _Page(Paint(colour), width)
    scope = f"in {story.scope}" if story.scope else "at the top level"
    if story.declares is not None:
        scope = f"of {story.scope}" if story.scope else "in a deployment file"
    code = one_line(story.code.strip())
    lines = [
        page.paint(f"{safe(story.path)}:{story.line}, {safe(scope)}", Style.STRONG),
        f"    {code if width is None else cut(code, width - 4)}",
        "",
    ]
    if story.declares is None:
        lines += page.reaches(story.reaches)
    else:
        lines += page.told(story.declares)
    for keeping in story.keeps:
        lines += ["", *page.keeping(keeping)]
    for finding in story.findings:
        lines += ["", *page.finding(finding)]
    verdict = hanging(story.verdict, width, 2)
    lines += ["", *[page.paint(line, Style.STRONG) for line in verdict]]
    return inert("".join(f"{line}\n" for line in lines))


class _Page(Struct, frozen=True):
    """The parts of a story, in its colours and its width."""

    paint: Paint
    width: int | None

    def told(self, declares: tuple[str, ...]) -> Iterator[str]:
        for line in declares or ("Declares no function.",):
            yield from hanging(line, self.width, 2)

    def reaches(self, reaches: tuple[Reach, ...]) -> Iterator[str]:
        if not reaches:
            yield "Runs in no phase: no entry point reaches it."
        for reach in reaches:
            head = f"{reach.phase.name}"
            entries = _entries(reach.entry_points)
            text = f"{head}: runs {_PHASE_TEXTS[reach.phase]}, for {entries}"
            first, *rest = hanging(text, self.width, 4)
            yield self.paint(head, Style.STRONG) + first.removeprefix(head)
            yield from rest
            yield from self._steps(reach.steps)

    def _steps(self, steps: Iterable[Step]) -> Iterator[str]:
        for step in steps:
            place = f"  ({safe(step.span.path)}:{step.span.line})" if step.span is not None else ""
            text = f"    {one_line(step.text)}{place}"
            if self.width is None or len(text) <= self.width:
                yield text
            else:
                yield from hanging(text, self.width, 6, 4)

    def keeping(self, keeping: Keeping) -> Iterator[str]:
        made = ", ".join(one_line(text) for text in keeping.makes)
        label = one_line(keeping.label)
        first, *rest = hanging(f"Keeps {label}, made by {made}", self.width, 4)
        yield first.replace(label, self.paint(label, Style.STRONG), 1)
        yield from rest
        yield from self._steps((*keeping.renewed, *keeping.rebound, *keeping.used))
        if not keeping.renewed:
            yield "    no hook renews it"
        if not keeping.used:
            yield "    nothing uses it after the restore"

    def finding(self, finding: Finding) -> Iterator[str]:
        head = self.paint(f"{finding.level.label}[{finding.rule}]", LEVEL_STYLES[finding.level])
        place = f"{safe(finding.span.path)}:{finding.span.line}:{finding.span.column}"
        yield f"{head} {place} ({finding.confidence.label} confidence)"
        yield from hanging(finding.message, self.width, 4, 4)
        known = finding.known
        rows = (
            ("why", known.behaviour if known.behaviour not in finding.message else ""),
            ("evidence", known.evidence),
            ("instead", finding.instead),
        )
        for label, text in rows:
            if text:
                yield from hanging(f"{label}: {one_line(text)}", self.width, 6, 4)


def _entries(entry_points: tuple[EntryPoint, ...]) -> str:
    shown = [f"{safe(e.path)}:{safe(e.function)}" for e in entry_points[:_ENTRY_POINTS_SHOWN]]
    more = len(entry_points) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")
