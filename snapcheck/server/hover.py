"""What is said of the place under the mouse: the finding there, or what INIT keeps there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from keyword import iskeyword
from token import NAME
from tokenize import TokenError, generate_tokens

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range
from msgspec import Struct

from snapcheck.model import Finding, Phase, Rule, Step
from snapcheck.model.story import Keeping, Story
from snapcheck.project import page_of
from snapcheck.report import examples
from snapcheck.report.sentence import step_text
from snapcheck.server.client import Client
from snapcheck.server.diagnostics import told
from snapcheck.server.locations import Locations
from snapcheck.server.positions import Lines

MOST_STEPS = 8
"""A finding is to fit on a screen."""

_PHASES = {
    Phase.INIT: "before the snapshot",
    Phase.RESTORE: "after each restore",
    Phase.INVOKE: "in invocations",
}


class Pointed(Struct, frozen=True):
    """A name in a text, dotted where it is an attribute of one; empty where of anything else."""

    name: str
    range: Range


def name_at(lines: Lines, position: Position) -> Pointed | None:
    """Return the name that a position is in or behind; None in comments, texts and keywords."""
    if position.line >= len(lines):
        return None
    row = position.line + 1
    column = lines.offset(position) - lines.offset(Position(position.line, 0))
    dotted, before = "", ""
    try:
        for token in generate_tokens(StringIO(lines.text).readline):
            if token.start[0] > row:
                break
            here = token.start[0] == row and token.start[1] <= column <= token.end[1]
            is_name = token.type == NAME and not iskeyword(token.string)
            if is_name:
                whole = f"{dotted}.{token.string}" if dotted else ""
                dotted = whole if before == "." else token.string
            elif token.string != ".":
                dotted = ""
            if here and is_name:
                start, end = token.start[1] + 1, token.end[1] + 1
                where = Range(lines.position(row, start), lines.position(row, end))
                return Pointed(dotted, where)
            before = token.string
    except (TokenError, SyntaxError):
        pass  # what stands behind the mistake is no name yet
    return None


def shown(text: str, range: Range, client: Client) -> Hover:
    """Return the text as the editor can show it."""
    if client.markdown:
        return Hover(MarkupContent(MarkupKind.Markdown, text), range)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "")
    return Hover(MarkupContent(MarkupKind.PlainText, plain), range)


def of_finding(finding: Finding, rule: Rule, places: Locations) -> str:
    """Return a finding on a screenful: what comes of it, its story, what to do, and how."""
    head = f"**{finding.rule}** {finding.name} ({finding.level.label}"
    parts = [
        f"{head}, {finding.confidence.label} confidence)",
        told(finding, rule),
        "\n".join(_steps(finding.trace, places)),
        f"**Instead:** {finding.instead}" if finding.instead else "",
        _known(finding),
        _example(rule),
        _more(rule),
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
    good = [each for _, each in examples.shown(rule) if each.kind == "good"]
    if not good:
        return ""
    example = good[-1]
    return f"**Write:**\n\n```{example.language}\n{examples.code_of(example)}\n```"


def _more(rule: Rule) -> str:
    address = page_of(rule.code)
    page = f"[the page of {rule.code}]({address})" if address else f"`snapcheck rule {rule.code}`"
    return f"More: {page}"


def of_story(story: Story, places: Locations) -> str:
    """Return whether a name is frozen, who made it, renews and uses it, and why it is fine."""
    phases = [f"{reach.phase.name} ({_PHASES[reach.phase]})" for reach in story.reaches]
    parts = ["\n".join(_keeping(keeping, places)) for keeping in story.keeps]
    word, _, sentence = story.verdict.partition(": ")
    verdict = {"Silent": "Not reported", "Reported": "Reported"}.get(word)
    sentence = f"{sentence[:1].upper()}{sentence[1:]}"
    parts.append(f"**{verdict}:** {sentence}" if verdict else story.verdict)
    if phases:
        parts.append(f"The line runs in {' and '.join(phases)}.")
    return "\n\n".join(parts)


def _keeping(keeping: Keeping, places: Locations) -> Iterator[str]:
    yield f"{keeping.label} is kept from INIT, made by {', '.join(keeping.makes)}\n"
    steps = (*keeping.renewed, *keeping.rebound, *keeping.used)
    yield from (_item(step.text, step, places) for step in steps)
    if not keeping.renewed:
        yield "- no hook renews it"
    if not keeping.used:
        yield "- nothing uses it after the restore"


def _steps(steps: Sequence[Step], places: Locations) -> Iterator[str]:
    """Yield the steps; of a long story the first and the last ones."""
    left_out = len(steps) - MOST_STEPS
    for number, step in enumerate(steps):
        if left_out <= 0 or not MOST_STEPS // 2 <= number < MOST_STEPS // 2 + left_out:
            yield _item(step_text(step), step, places)
        elif number == MOST_STEPS // 2:
            yield f"- … {left_out} steps more"


def _item(text: str, step: Step, places: Locations) -> str:
    """Return a step as an item of a list, with a link to its place."""
    if step.span is None:
        return f"- {text}"
    place = places.location(step.span)
    line = place.range.start.line + 1
    return f"- {text} ([{step.span.path}:{line}]({place.uri}#L{line}))"
