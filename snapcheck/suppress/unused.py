"""The removal of ignore comments that silence nothing."""

from __future__ import annotations

import re

from snapcheck.model import Edit, Fix, Span
from snapcheck.suppress.silencer import Complaint


def removal(complaint: Complaint) -> Fix | None:
    """Remove the comment, or of several codes those that silence nothing.

    None where a person must say what was meant.
    """
    directive = complaint.directive
    if directive.mistake or not complaint.codes:
        return None
    if set(complaint.codes) < {*directive.codes, *directive.unknown}:
        return _without_codes(complaint)
    if directive.unknown:
        return None
    return Fix("Remove the ignore comment.", (Edit(_whole(complaint), ""),), True)


def _without_codes(complaint: Complaint) -> Fix | None:
    directive = complaint.directive
    codes = re.search(r"\[([^\]]*)\]", directive.text)
    if codes is None:
        return None
    start = directive.end_column - len(directive.text) + codes.start(1)
    gone = {*complaint.codes}
    kept = [word for word, code in directive.words if (code or word) not in gone]
    span = Span(directive.path, directive.line, start, directive.line, start + len(codes[1]))
    named = " and ".join(complaint.codes)
    return Fix(f"Remove {named} from the ignore comment.", (Edit(span, ", ".join(kept)),), True)


def _whole(complaint: Complaint) -> Span:
    """Return the directive, with its comment and its line where nothing else is in them."""
    directive, comment = complaint.directive, complaint.directive.comment
    path, line, column = directive.path, directive.line, directive.column
    if len(comment.text) > directive.end_column - comment.column:  # another tool's comment follows
        rest = comment.text[directive.end_column - comment.column :]
        return Span(path, line, column, line, directive.end_column + _blanks(rest))
    if column > comment.column:
        before = comment.text[: column - comment.column]
        return Span(path, line, column - _blanks(before[::-1]), line, directive.end_column)
    if comment.alone:
        return Span(path, line, 1, line + 1, 1)
    return Span(path, line, column - comment.blanks, line, directive.end_column)


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))
