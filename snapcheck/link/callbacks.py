"""Functions handed to something outside the program: when they will be called."""

from __future__ import annotations

from snapcheck.link.activation import Registration
from snapcheck.link.frame import Frame
from snapcheck.link.values import Bound, Function, Partial, Value, Wrapped
from snapcheck.model import Confidence, Phase


def callbacks(value: Value) -> Value:
    """The first-party callables in `value`."""
    return frozenset(a for a in value if isinstance(a, (Function, Bound, Partial, Wrapped)))


def hand_over(frame: Frame, value: Value, site: int) -> None:
    """Something unresolved has them now: it calls them at once, or, given in INIT, in INVOKE."""
    found = callbacks(value)
    if not found:
        return
    if frame.later:
        frame.engine.call(frame, found, [], site)
    else:
        later = Registration(found, (), Phase.INVOKE, Confidence.MEDIUM)
        frame.engine.register(frame, later)


def run_now(frame: Frame, value: Value, site: int) -> None:
    """The standard library calls what it is given in the phase in which it is given."""
    found = callbacks(value)
    if found:
        frame.engine.call(frame, found, [], site)
