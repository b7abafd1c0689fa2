"""What is said of the place under the mouse: the finding there, or what INIT keeps there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from snapcheck.model import Finding, Keeping, Phase, Rule, Step, Story
from snapcheck.report import examples
from snapcheck.server.client import Client
from snapcheck.server.diagnostics import step_text
from snapcheck.server.locations import Locations
from snapcheck.server.positions import Lines

_NAME = re.compile(r"[^\W\d]\w*")
_PHASES = {
    Phase.INIT: "before the snapshot",
    Phase.RESTORE: "after each restore",
    Phase.INVOKE: "in invocations",
}


def name_at(lines: Lines, position: Position) -> Range | None:
    """Return the name in a text that a position is in or behind; None where there is none."""
    if position.line >= len(lines):
        return None
    text = lines[position.line]
    column = lines.offset(position) - lines.offset(Position(position.line, 0))
    for found in _NAME.finditer(text):
        if found.start() <= column <= found.end():
            row = position.line + 1
            return Range(
                lines.position(row, found.start() + 1), lines.position(row, found.end() + 1)
            )
    return None


def shown(text: str, range: Range, client: Client) -> Hover:
    """Return the text as the editor can show it."""
    if client.markdown:
        return Hover(MarkupContent(MarkupKind.Markdown, text), range)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
    return Hover(MarkupContent(MarkupKind.PlainText, plain), range)


def of_finding(finding: Finding, rule: Rule, places: Locations) -> str:
    """Return a finding, its story, and what to write instead: a screenful."""
    head = f"**{finding.rule}** {finding.name} ({finding.level.label}"
    parts = [
        f"{head}, {finding.confidence.label} confidence)",
        finding.message,
        "\n".join(_steps(finding.trace, places)),
        f"**Instead:** {finding.instead}" if finding.instead else "",
        _known(finding),
        "---",
        _example(rule),
        f"`snapcheck rule {rule.code}` tells more.",
    ]
    return "\n\n".join(part for part in parts if part)


def _known(finding: Finding) -> str:
    """Return how the API behaves and who says so, if that is known."""
    known = finding.known
    if not known.behaviour:
        return ""
    return f"{known.behaviour} *({known.evidence})*" if known.evidence else known.behaviour


def _example(rule: Rule) -> str:
    """Return the code to write instead; of the two good examples the one with a hook."""
    good = [(heading, each) for heading, each in examples.shown(rule) if each.kind == "good"]
    if not good:
        return ""
    heading, example = good[-1]
    return f"**{heading}:**\n\n```{example.language}\n{examples.code_of(example)}\n```"


def of_story(story: Story, places: Locations) -> str:
    """Return what INIT keeps at a line, who made it, renews and uses it.

    Empty where that is nothing.
    """
    if not story.keeps:
        return ""
    phases = [f"{reach.phase.name} ({_PHASES[reach.phase]})" for reach in story.reaches]
    parts = ["\n".join(_keeping(keeping, places)) for keeping in story.keeps]
    if phases:
        parts.append(f"The line runs in {' and '.join(phases)}.")
    return "\n\n".join([*parts, story.verdict])


def _keeping(keeping: Keeping, places: Locations) -> Iterator[str]:
    yield f"{keeping.label} is kept from INIT, made by {', '.join(keeping.makes)}\n"
    steps = (*keeping.renewed, *keeping.rebound, *keeping.used)
    yield from (_item(step.text, step, places) for step in steps)
    if not keeping.renewed:
        yield "- no hook renews it"
    if not keeping.used:
        yield "- nothing uses it after the restore"


def _steps(steps: Iterable[Step], places: Locations) -> Iterator[str]:
    for step in steps:
        yield _item(step_text(step), step, places)


def _item(text: str, step: Step, places: Locations) -> str:
    """Return a step as an item of a list, with a link to its place."""
    if step.span is None:
        return f"- {text}"
    place = places.location(step.span)
    line = place.range.start.line + 1
    return f"- {text} ([{step.span.path}:{line}]({place.uri}#L{line}))"
