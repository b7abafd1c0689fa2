"""Code that a CDK program writes out, and where its lines stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from snapcheck.deploy.cdk.values import Built, Value
from snapcheck.deploy.embedded import quoted_lines
from snapcheck.model.deployed import Line


def inline(code: Value) -> str | None:
    """Return the text of code that is written into the program."""
    if isinstance(code, Built) and code.last in ("from_inline", "InlineCode", "inline"):
        text = code.arguments[0] if code.arguments else code.keywords.get("code")
        return text if isinstance(text, str) else None
    if isinstance(code, Built) and code.last == "CodeProperty":
        text = code.keywords.get("zip_file")
        return text if isinstance(text, str) else None
    return None


def literal_lines(node: ast.Constant, source: list[bytes], text: str) -> Iterator[Line]:
    """Yield where the lines of a text that a program writes out stand in it."""
    written = [line.decode("utf-8", "replace") for line in source]
    row = node.lineno - 1
    begin = len(source[row][: node.col_offset].decode("utf-8", "replace"))
    opening = re.match(r"[A-Za-z]*(?:\"\"\"|'''|\"|'|`)", written[row][begin:])
    first = begin + (len(opening.group()) if opening else 0)
    lines = text.split("\n")
    if opening and opening.group()[-1] != "`" and not opening.group().endswith(_TRIPLE):
        yield from (line for _, line in quoted_lines(lines, row, first, written))
        return
    # A line end that is escaped right behind the quotes is not in the text.
    skipped = int(written[row][first:] == "\\")
    for number in range(len(lines)):
        at_first = number == 0 and not skipped
        yield Line(node.lineno + number + skipped, first + 1 if at_first else 1)


_TRIPLE = ('"""', "'''")
