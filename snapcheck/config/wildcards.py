"""Patterns with wildcards as expressions whose time is linear in the text, however many stars.

Between two stars the first place where the text fits is as good as any: what was matched there is
never tried again. An ordinary expression would try all ways to spread a name over its stars, which
takes fifty times as long for each further one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

FEW_STARS = 4
"""So many stars in one name take no time in any expression."""

_PART = re.compile(r"\\(.)|\[([!^]?)(\]?[^]]*)\]|(.)", re.DOTALL)
_STARS = re.compile(r"((?:\\.|\[[!^]?\]?[^]]*\]|[^*])*)\**", re.DOTALL)


def has_many_stars(text: str) -> bool:
    """Return whether a pattern takes an expression of `linear`."""
    names = text.split("/")
    return names.count("**") > FEW_STARS or any(each.count("*") > FEW_STARS for each in names)


def linear(names: Sequence[str], end: str = "") -> re.Pattern[str]:
    """Return the expression of the path whose parts are `names`, with `end` after it.

    `**` stands for any folders, and at the end for all that lies in one.
    """
    groups = [list(each) for is_any, each in groupby(names, "**".__eq__) if not is_any]
    written = [_path(group) for group in groups]
    is_rooted, is_open = names[0] != "**", names[-1] == "**"
    if not groups:
        return re.compile(rf"\A.+{end}\Z", re.DOTALL)
    parts = [written.pop(0) + ("/" if written or is_open else "")] if is_rooted else []
    last = written.pop() if written and not is_open else None
    parts += [rf"(?>(?:[^/]+/)*?{each}/)" for each in written]
    if is_open:
        parts.append(".+")
    elif last is not None:
        parts.append(rf"(?:[^/]+/)*{last}")
    return re.compile(rf"\A{''.join(parts)}{end}\Z", re.DOTALL)


def _path(names: Sequence[str]) -> str:
    return "/".join(map(_name, names))


def _name(name: str) -> str:
    """Return the expression of one part of a path."""
    if name == "*":
        return "[^/]+"
    first, *more = ["".join(_characters(each)) for each in _between_stars(name)]
    if not more:
        return first
    *inner, last = more
    return first + "".join([f"(?>[^/]*?{each})" for each in inner if each]) + f"[^/]*{last}"


def _between_stars(name: str) -> Iterator[str]:
    at = 0
    while at < len(name):
        found = _STARS.match(name, at)
        assert found is not None
        yield found[1]
        at = found.end()
    if name.endswith("*") and not name.endswith("\\*"):
        yield ""


def _characters(text: str) -> Iterator[str]:
    for escaped, negated, members, plain in _PART.findall(text):
        if members:
            inside = re.sub(r"([\\\[\]^&~|])", r"\\\1", members)
            yield f"(?!/)[{'^' if negated else ''}{inside}]"
        elif plain == "?":
            yield "[^/]"
        else:
            yield re.escape(escaped or plain)
