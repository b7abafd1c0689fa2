"""The answer of `snapcheck why`: the story of one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from snapcheck.model import EntryPoint, Finding, Phase, Step
from snapcheck.model.story import Keeping, Reach, Story
from snapcheck.report.cells import one_line, safe
from snapcheck.report.colour import LEVEL_STYLES, Paint, Style
from snapcheck.report.inert import inert

_ENTRY_POINTS_SHOWN = 3
_PHASE_TEXTS = {
    Phase.INIT: "before the snapshot",
    Phase.RESTORE: "after each restore, as a hook",
    Phase.INVOKE: "in invocations",
}


def render(story: Story, *, colour: bool) -> str:
    """Return the whole story as text."""
    paint = Paint(colour)
    scope = f"in {story.scope}" if story.scope else "at the top level"
    if story.declares is not None:
        scope = f"of {story.scope}" if story.scope else "in a deployment file"
    lines = [
        paint(f"{safe(story.path)}:{story.line}, {safe(scope)}", Style.STRONG),
        f"    {one_line(story.code.strip())}",
        "",
        *(_reaches(story.reaches, paint) if story.declares is None else _told(story.declares)),
    ]
    for keeping in story.keeps:
        lines += ["", *_keeping(keeping, paint)]
    for finding in story.findings:
        lines += ["", *_finding(finding, paint)]
    lines += ["", paint(one_line(story.verdict), Style.STRONG)]
    return inert("".join(f"{line}\n" for line in lines))


def _told(declares: tuple[str, ...]) -> Iterator[str]:
    yield from map(one_line, declares or ("Declares no function.",))


def _reaches(reaches: tuple[Reach, ...], paint: Paint) -> Iterator[str]:
    if not reaches:
        yield "Runs in no phase: no entry point reaches it."
    for reach in reaches:
        head = paint(f"{reach.phase.name}", Style.STRONG)
        yield f"{head}: runs {_PHASE_TEXTS[reach.phase]}, for {_entries(reach.entry_points)}"
        yield from _steps(reach.steps)


def _entries(entry_points: tuple[EntryPoint, ...]) -> str:
    shown = [f"{safe(e.path)}:{safe(e.function)}" for e in entry_points[:_ENTRY_POINTS_SHOWN]]
    more = len(entry_points) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        place = f"  ({safe(step.span.path)}:{step.span.line})" if step.span is not None else ""
        yield f"    {one_line(step.text)}{place}"


def _keeping(keeping: Keeping, paint: Paint) -> Iterator[str]:
    made = ", ".join(one_line(text) for text in keeping.makes)
    yield f"Keeps {paint(one_line(keeping.label), Style.STRONG)}, made by {made}"
    yield from _steps((*keeping.renewed, *keeping.rebound, *keeping.used))
    if not keeping.renewed:
        yield "    no hook renews it"
    if not keeping.used:
        yield "    nothing uses it after the restore"


def _finding(finding: Finding, paint: Paint) -> Iterator[str]:
    head = paint(f"{finding.level.label}[{finding.rule}]", LEVEL_STYLES[finding.level])
    place = f"{safe(finding.span.path)}:{finding.span.line}:{finding.span.column}"
    yield f"{head} {place} ({finding.confidence.label} confidence)"
    yield f"    {one_line(finding.message)}"
