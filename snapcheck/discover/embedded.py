"""Python code that is written into a template: its text, and where each line of it stands.

Lambda puts it into a file `index.py`. Variables of a `!Sub` in it are replaced by as many
underscores, so that what stands around them can be read and stays in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from snapcheck.deployed import Embedded, Line
from snapcheck.discover.intrinsics import VARIABLE, Values, intrinsic
from snapcheck.discover.template import Node, elements, scalar

MODULE = "index"
_BLOCK_HEAD = re.compile(r"[|>][-+0-9]*")
_ESCAPES = re.compile(
    r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|.)|''", re.DOTALL
)


def embedded(path: str, within: str, node: Node, values: Values, text: str) -> Embedded | None:
    """The code that a property holds; None if it cannot be known. `text` is the whole template."""
    written = text.split("\n")
    lines: list[str] = []
    places: list[Line] = []
    for part in _parts(node, values):
        for line, place in _lines(part, written):
            lines.append(line)
            places.append(place)
    if not lines:
        return None
    return Embedded(path, within, "\n".join(lines) + "\n", tuple(places))


def _parts(node: Node, values: Values) -> Iterator[Node]:
    """The texts that make up the code: one, or the lines of a `Join`."""
    for branch in values.branches(node)[:1]:
        name, argument = intrinsic(branch)
        if name is None or name == "Sub":
            yield from (elements(argument) or [argument])[:1]
        elif name == "Join" and len(parts := elements(argument)) == 2 and scalar(parts[0]) == "\n":
            for part in elements(parts[1]):
                inner, inside = intrinsic(part)
                if inner is None or inner == "Sub":
                    yield (elements(inside) or [inside])[0]


def _lines(node: Node, written: list[str]) -> Iterator[tuple[str, Line]]:
    """The lines of one text of the template, each with its place."""
    if node.id != "scalar":
        return
    code = VARIABLE.sub(lambda found: "_" * len(found.group()), str(node.value))
    lines = code.split("\n")
    if lines and not lines[-1]:
        lines.pop()
    start, end = node.start_mark, node.end_mark
    style = getattr(node, "style", None)
    if style in ("|", ">"):
        yield from _block(lines, start.line, written)
    elif start.line == end.line and style in ('"', "'"):
        yield from _quoted(lines, start.line, start.column + 1, written)
    else:
        for number, line in enumerate(lines):
            yield line, Line(min(start.line + number, end.line) + 1, start.column + 1)


def _block(lines: list[str], head: int, written: list[str]) -> Iterator[tuple[str, Line]]:
    """The lines of a block text: they follow its head one by one, indented alike."""
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    at = head + 1 + first
    shown = written[at] if at < len(written) else ""
    own = len(lines[first]) - len(lines[first].lstrip()) if lines else 0
    indent = len(shown) - len(shown.lstrip()) - own
    for number, line in enumerate(lines):
        yield line, Line(head + 2 + number, max(indent, 0) + 1)


def _quoted(
    lines: list[str], row: int, column: int, written: list[str]
) -> Iterator[tuple[str, Line]]:
    """The lines of a quoted text on one line of the template, where line ends are escapes."""
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
