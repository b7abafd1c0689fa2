"""The ignore comment for one finding: where it goes, so that it silences just that.

Where a comment may stand is decided by trying: what reads ignore comments is shown the text with
the comment in it, and only a comment that it takes for one, and that holds, is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from snapcheck.model import Edit, Finding, Span
from snapcheck.model.comment import Comment, Commented
from snapcheck.read.comments import read_comments
from snapcheck.read.source import Unreadable
from snapcheck.suppress.directives import PLACEHOLDER, directives
from snapcheck.suppress.silencer import Silencer
from snapcheck.suppress.template_comments import template_comments

_TRIED = "a reason"
_ANY_CODE = "any"
_LINES = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")
_BRACKET = re.compile(r"snapcheck[ \t]*:[ \t]*ignore[ \t]*\[[^\]]*(?=\])")


Holds = Callable[[str, Finding], bool]
"""Tells of a text whether an ignore comment in it silences a finding."""


def ignore_edit(
    finding: Finding, text: str, holds: Holds, first_line: int, reason: str = PLACEHOLDER
) -> Edit | None:
    """Return the edit that silences a finding in `text`; None if no comment can.

    `first_line` is the line that the finding's statement begins on.
    """
    for edit in _candidates(finding, _LINES.split(text), first_line):
        if holds(_applied(text, edit), _moved(finding, edit)):
            return replace(edit, text=edit.text.replace(f"] {_TRIED}", f"] {reason}"))
    return None


def commented(
    findings: Iterable[Finding], text: str, holds: Holds, reason: str
) -> tuple[str, tuple[Finding, ...]]:
    """Return a file's text with a comment for each of its findings, and those that it silences."""
    silenced: list[Finding] = []
    inserted: list[int] = []
    for finding in sorted(findings, key=lambda each: each.span, reverse=True):
        # From the last to the first: only lines inside one statement move what comes later.
        here = _down(finding, sum(line <= finding.span.line for line in inserted))
        if holds(text, here):  # by the comment of another finding of that rule
            silenced.append(finding)
            continue
        first = first_line(here, text) if here.span.path.endswith(".py") else here.span.line
        edit = ignore_edit(here, text, holds, first, reason)
        if edit is not None:
            text = _applied(text, edit)
            inserted += [edit.span.line] if _is_a_line(edit) else []
            silenced.append(finding)
    return text, tuple(silenced)


def is_a_reason(text: str) -> bool:
    """Return whether an ignore comment can give this reason, as a whole."""
    mark = f"# snapcheck: ignore[{_ANY_CODE}] {text}"
    comments = Commented("", (Comment(1, 1, mark, True, 0),), (), 0)
    found = list(directives(comments, {_ANY_CODE: _ANY_CODE}))
    return [(each.reason, each.mistake) for each in found] == [(" ".join(text.split()), "")]


def holds_in_python(text: str, finding: Finding) -> bool:
    """Return whether an ignore comment in the text of a Python file silences the finding."""
    try:
        comments = read_comments(text.encode("utf-8", "backslashreplace"), finding.span.path)
    except Unreadable:
        return False
    return _silences(comments, finding)


def holds_in_template(text: str, finding: Finding) -> bool:
    """Return whether a comment of a template, not of code in it, silences the finding."""
    return _silences(template_comments(text, finding.span.path), finding)


def _silences(comments: Commented, finding: Finding) -> bool:
    silencer = Silencer([comments], {finding.rule.lower(): finding.rule})
    return silencer.silenced_by(finding) is not None


def first_line(finding: Finding, text: str) -> int:
    """Return the line that the statement around a finding in a Python file begins on."""
    try:
        comments = read_comments(text.encode("utf-8", "backslashreplace"), finding.span.path)
    except Unreadable:
        return finding.span.line
    return min(_around(comments, finding.span.line), key=lambda lines: lines[1] - lines[0])[0]


def _around(comments: Commented, line: int) -> list[tuple[int, int]]:
    found = [lines for lines in comments.statements if lines[0] <= line <= lines[1]]
    return found or [(line, line)]


def _candidates(finding: Finding, lines: list[str], first: int) -> Iterator[Edit]:
    """Yield a code more in a comment that is there; behind the line; on a line of its own above."""
    mark = "//" if finding.span.path.endswith(".ts") else "#"
    comment = f"{mark} snapcheck: ignore[{finding.rule}] {_TRIED}"
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
    return _down(finding, int(_is_a_line(edit)))


def _is_a_line(edit: Edit) -> bool:
    return edit.text.endswith(("\n", "\r"))


def _down(finding: Finding, lines: int) -> Finding:
    span = finding.span
    moved = replace(span, line=span.line + lines, end_line=span.end_line + lines)
    return replace(finding, span=moved)
