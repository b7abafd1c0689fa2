"""The ignore comment for one finding: where it goes, so that it silences just that.

Where a comment may stand is decided by trying: what reads ignore comments is shown the text with
the comment in it, and only a comment that it takes for one, and that holds, is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from snapcheck.model import Edit, Finding, Span
from snapcheck.model.comment import Commented
from snapcheck.read.comments import read_comments
from snapcheck.read.source import Unreadable
from snapcheck.suppress.directives import PLACEHOLDER
from snapcheck.suppress.silencer import Silencer

REASON = PLACEHOLDER
_TRIED = "a reason"
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_BRACKET = re.compile(r"snapcheck[ \t]*:[ \t]*ignore[ \t]*\[[^\]]*(?=\])")


def ignore_edit(
    finding: Finding, text: str, holds: Callable[[str, Finding], bool], first_line: int
) -> Edit | None:
    """Return the edit that silences a finding in `text`, once its reason is typed; else None.

    `holds` tells of a text whether an ignore comment in it silences the finding. `first_line` is
    the line that the finding's statement begins on.
    """
    for edit in _candidates(finding, _LINES.split(text), first_line):
        if holds(_applied(text, edit), _moved(finding, edit)):
            return replace(edit, text=edit.text.replace(f"] {_TRIED}", f"] {REASON}"))
    return None


def holds_in_python(text: str, finding: Finding) -> bool:
    """Return whether an ignore comment in the text of a Python file silences the finding."""
    try:
        commented = read_comments(text.encode("utf-8", "backslashreplace"), finding.span.path)
    except Unreadable:
        return False
    return (
        Silencer([commented], {finding.rule.lower(): finding.rule}).silenced_by(finding) is not None
    )


def first_line(finding: Finding, text: str) -> int:
    """Return the line that the statement around a finding in a Python file begins on."""
    try:
        commented = read_comments(text.encode("utf-8", "backslashreplace"), finding.span.path)
    except Unreadable:
        return finding.span.line
    return min(_around(commented, finding.span.line), key=lambda lines: lines[1] - lines[0])[0]


def _around(commented: Commented, line: int) -> list[tuple[int, int]]:
    found = [lines for lines in commented.statements if lines[0] <= line <= lines[1]]
    return found or [(line, line)]


def _candidates(finding: Finding, lines: list[str], first: int) -> Iterator[Edit]:
    """Yield a code more in a comment that is there; behind the line; on a line of its own above."""
    comment = f"# snapcheck: ignore[{finding.rule}] {_TRIED}"
    line = finding.span.line
    if not 1 <= line <= len(lines):
        return
    for near in dict.fromkeys((line, first, first - 1)):
        there = _BRACKET.search(lines[near - 1]) if near > 0 else None
        if there is not None:
            yield _insertion(finding, near, there.end() + 1, f", {finding.rule}")
    code = lines[line - 1].rstrip("\r\n")
    blanks = len(code) - len(code.rstrip())
    yield _insertion(finding, line, len(code) + 1, f"{'' if blanks >= 2 else '  '}{comment}")
    above = lines[first - 1]
    indent = above[: len(above) - len(above.lstrip())]
    end = re.search(r"[\r\n]*$", above)
    yield _insertion(finding, first, 1, f"{indent}{comment}{(end and end[0]) or chr(10)}")


def _insertion(finding: Finding, line: int, column: int, text: str) -> Edit:
    return Edit(Span(finding.span.path, line, column, line, column), text)


def _applied(text: str, edit: Edit) -> str:
    lines = _LINES.split(text)
    here = lines[edit.span.line - 1]
    at = edit.span.column - 1
    lines[edit.span.line - 1] = here[:at] + edit.text + here[at:]
    return "".join(lines)


def _moved(finding: Finding, edit: Edit) -> Finding:
    """Return the finding where it stands when a line was inserted above it."""
    if not edit.text.endswith(("\n", "\r")):
        return finding
    span = finding.span
    return replace(finding, span=replace(span, line=span.line + 1, end_line=span.end_line + 1))
