"""What a finding is in one line: its rule's summary, what it is about, and where that is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from snapcheck.model import Finding, Report, Rule
from snapcheck.report.cells import ELLIPSIS, cut, one_line, safe, width_of

_NO_RULE = ("", "", "")


class Titles:
    """The titles and labels of findings; their rules say most of it."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules: Mapping[str, tuple[str, str, str]] = {
            rule.code: (rule.summary, rule.label, rule.label_after) for rule in rules
        }

    def title(self, finding: Finding, room: int, *, used: bool = False) -> str:
        """Return what it is, in at most `room` cells; the less needed words are left out first.

        With `used` it says where the value is used as well.
        """
        summary = one_line(self._rules.get(finding.rule, _NO_RULE)[0] or finding.name)
        for more in _details(finding, used):
            if width_of(summary) + width_of(more) <= room:
                return summary + more
        subject = _shortened(one_line(finding.brief.subject), room - width_of(summary) - 2)
        return f"{summary}: {subject}" if subject else cut(summary, room)

    def label(self, finding: Finding) -> str:
        """Return what the code at a finding is; empty where neither it nor its rule says that."""
        return one_line(finding.brief.label or self._rules.get(finding.rule, _NO_RULE)[1])

    def label_after(self, finding: Finding) -> str:
        """Return what becomes of it where it is used after a restore."""
        return one_line(self._rules.get(finding.rule, _NO_RULE)[2])


def _shortened(subject: str, room: int) -> str:
    """Return a subject without its beginning, for a dotted name ends with what matters most."""
    if room < _LEAST or not subject:
        return ""
    for found in re.finditer(r"\.", subject):
        last = f"`{ELLIPSIS}{subject[found.end() :]}"
        if width_of(last) <= room and subject.startswith("`") and last.endswith("`"):
            return last
    return cut(subject, room)


# Less room than this says nothing of a subject.
_LEAST = 12


def titles_of(report: Report) -> Titles:
    """Return the titles of a report's findings."""
    return Titles(report.rules)


def _details(finding: Finding, used: bool) -> Iterator[str]:
    """Yield what may follow the summary, from the most that can be said to the least."""
    brief = finding.brief
    about = f": {one_line(brief.subject)}" if brief.subject else ""
    by = f" by {one_line(brief.by)}" if about and brief.by else ""
    if used:
        for using in _used(finding):
            yield f"{about}{by}, {using}"
            yield f"{about}, {using}"
    yield about + by
    yield about


def _used(finding: Finding) -> Iterator[str]:
    """Yield where it is used, as `used in handler (:24)`; a path is given whole or not at all."""
    brief = finding.brief
    using, place = one_line(brief.using), brief.used
    if not using:
        return
    if place is not None and place != finding.span:
        here = place.path == finding.span.path
        yield f"{using} ({'' if here else safe(place.path)}:{place.line})"
    yield using
