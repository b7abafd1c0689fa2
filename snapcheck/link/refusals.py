"""Refused requests: an invocation that is told so fetches the secret anew, and tries again.

`if reply.status_code == 401: key = fetch()` mends what is old when it matters, at the price of a
request: the secret is stored in the snapshot still.
"""

from __future__ import annotations

from snapcheck import facts
from snapcheck.link.flow import is_replaceable
from snapcheck.link.frame import Frame
from snapcheck.link.summary import Refetched
from snapcheck.link.syntax import last_names, nodes
from snapcheck.model import Phase

_CODES = frozenset({401, 403, "401", "403"})
_NAMES = frozenset({"UNAUTHORIZED", "FORBIDDEN", "unauthorized", "forbidden"})


def note(frame: Frame, test: facts.Expression) -> None:
    """Note that a body asks whether a request was refused, the first time that it does."""
    if frame.phase is not Phase.INVOKE or not frame.snapshot.is_replaceable or frame.refused >= 0:
        return
    codes = (each.value for each in nodes(test, facts.Literal))
    if any(type(code) in (int, str) and code in _CODES for code in codes) or not _NAMES.isdisjoint(
        last_names(test)
    ):
        frame.refused = frame.activation.writes.now


def close(frame: Frame) -> None:
    """Note what a body has fetched anew since it asked that."""
    if frame.refused >= 0:
        written = frame.activation.writes.since(frame.refused)
        for place in sorted(written, key=lambda place: (type(place).__name__, place.name)):
            if is_replaceable(frame.heap, place):
                frame.activation.events.append(Refetched(place))
