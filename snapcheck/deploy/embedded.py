"""Python code that is written into a template: its text, and where each line of it stands.

Lambda puts it into a file `index.py`. Variables of a `!Sub` in it are replaced by as many
underscores, so that what stands around them can be read and stays in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapcheck.deploy.cloudformation.intrinsics import VARIABLE, Values, intrinsic
from snapcheck.deploy.template import Node, elements, scalar
from snapcheck.model.deployed import Embedded, Line

MODULE = "index"
_FIRST_WORDS = 40  # of a line that tell it from others
_FOLDED = 50  # lines of a template that one line of folded text can take
_ESCAPES = re.compile(
    r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)|''", re.DOTALL
)


def embedded(
    path: str, within: str, node: Node, values: Values, written: list[str]
) -> Embedded | None:
    """Return the code that a property holds; None if it cannot be known.

    `written` are the lines of the whole template.
    """
    lines: list[str] = []
    places: list[Line] = []
    goes_on = False
    for part, joined in _parts(node, values):
        for line, place in _lines(part, written):
            if goes_on:
                lines[-1] += line
            else:
                lines.append(line)
                places.append(place)
            goes_on = False
        # Of parts that are joined by nothing, one begins where the other ends.
        goes_on = joined and not str(part.value).endswith("\n") and bool(lines)
    if not lines:
        return None
    return Embedded(path, within, "\n".join(lines) + "\n", tuple(places))


def _parts(node: Node, values: Values) -> Iterator[tuple[Node, bool]]:
    """Yield the texts that make up the code, and whether the next one goes on in the same line.

    Of a `Join`, what is no text is left out: it stands in a text of its own, mostly in quotes.
    """
    for branch in values.branches(node)[:1]:
        name, argument = intrinsic(branch)
        if name is None or name == "Sub":
            yield (elements(argument) or [argument])[0], False
        elif name == "Join" and len(parts := elements(argument)) == 2:
            delimiter = scalar(parts[0])
            for part in elements(parts[1]) if delimiter in ("", "\n") else ():
                inner, inside = intrinsic(part)
                if inner is None or inner == "Sub":
                    yield (elements(inside) or [inside])[0], delimiter == ""


def _lines(node: Node, written: list[str]) -> Iterator[tuple[str, Line]]:
    """Yield the lines of one text of the template, each with its place."""
    if node.id != "scalar":
        return
    code = VARIABLE.sub(lambda found: "_" * len(found.group()), str(node.value))
    lines = code.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    start, end = node.start_mark, node.end_mark
    style = getattr(node, "style", None)
    if style == "|":
        yield from _block(lines, start.line, written)
    elif style == ">":
        yield from _folded(lines, start.line, written)
    elif start.line == end.line and style in ('"', "'"):
        yield from quoted_lines(lines, start.line, start.column + 1, written)
    else:
        for number, line in enumerate(lines):
            yield line, Line(min(start.line + number, end.line) + 1, start.column + 1)


def _block(lines: list[str], head: int, written: list[str]) -> Iterator[tuple[str, Line]]:
    """Yield the lines of a block text: they follow its head one by one, indented alike."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    at = head + 1 + first
    shown = written[at] if at < len(written) else ""
    own = len(lines[first]) - len(lines[first].lstrip()) if lines else 0
    indent = len(shown) - len(shown.lstrip()) - own
    for number, line in enumerate(lines):
        yield line, Line(head + 2 + number, max(indent, 0) + 1)


def _folded(lines: list[str], head: int, written: list[str]) -> Iterator[tuple[str, Line]]:
    """Yield the lines of a folded text: each stands where the template has its first words."""
    at = head + 1
    for line in lines:
        words = line.strip()[:_FIRST_WORDS]
        for row in range(at, min(at + _FOLDED, len(written))):
            if words and written[row].strip().startswith(words):
                at = row
                break
        own = len(line) - len(line.lstrip())
        shown = written[at] if at < len(written) else ""
        indent = len(shown) - len(shown.lstrip()) - own
        yield line, Line(at + 1, max(indent, 0) + 1)


def quoted_lines(
    lines: list[str], row: int, column: int, written: list[str]
) -> Iterator[tuple[str, Line]]:
    """Yield the lines of a quoted text on one line of a file, where line ends are escapes."""
    raw = written[row] if row < len(written) else ""
    at = column
    for line in lines:
        wider: list[tuple[int, int]] = []
        begin, moved = at, 0
        for index in range(len(line)):
            escape = _ESCAPES.match(raw, at)
            width = len(escape.group()) if escape and at < len(raw) else 1
            if width > 1:
                moved += width - 1
                wider.append((index, moved))
            at += width
        yield line, Line(row + 1, begin + 1, tuple(wider))
        escape = _ESCAPES.match(raw, at)
        at += len(escape.group()) if escape else 1
