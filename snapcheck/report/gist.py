"""What one line can tell of how an API behaves: the clause that a finding is about."""

from __future__ import annotations

import re

from snapcheck.model import Rule
from snapcheck.report.cells import ELLIPSIS, cut, width_of

_CLAUSE_END = re.compile(r"[.;:] ")
_OF_SNAPSHOTS = re.compile(r"snapshot|restor")
_OF_INVOCATIONS = re.compile(r"invocation|each call|each time")


def gist(text: str, room: int, rule: Rule | None) -> str:
    """Return as much of a text as fits into `room` cells, up to the end of a sentence or a clause.

    It begins with the first clause that speaks of snapshots, or of invocations where those are what
    the rule asks about, if there is one.
    """
    if width_of(text) <= room:
        return text
    costs = rule is not None and any(each.check == "per-invoke" for each in rule.questions)
    about = _OF_INVOCATIONS if costs else _OF_SNAPSHOTS
    clauses = [0, *(found.end() for found in _CLAUSE_END.finditer(text))]
    begins = (begin for begin in clauses if about.search(_fitting(text[begin:], room)))
    begin = next(begins, 0)
    return _fitting(text[begin : begin + 1].upper() + text[begin + 1 :], room)


def _fitting(text: str, room: int) -> str:
    """Return the beginning of a text that fits, up to the end of a sentence, clause or word."""
    if width_of(text) <= room:
        return text
    ends = [found.start() for found in _CLAUSE_END.finditer(text) if found.start() < room]
    if ends:
        return f"{text[: ends[-1]]}."
    short = cut(text, room)
    kept = short.rfind(",", len(short) // 3)
    kept = kept if kept > 0 else short.rfind(" ")  # no word, and no code, is cut in two
    return short[:kept] + ELLIPSIS if kept > 0 else short
