"""Executors: what they are handed runs in the phase in which it is handed over."""

from __future__ import annotations

from snapcheck.link.atoms import Container
from snapcheck.link.flow import put
from snapcheck.link.frame import Frame
from snapcheck.link.values import NOTHING, Passed, Value


def submitted(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `submit(f, ...)`: a future, which holds what the call returns."""
    got = applied(frame, arguments, site)
    future = Container(frame.allocate(site), frame.here(site))
    if got:
        put(frame, future, "0", got, site)
    return frozenset([future])


def applied(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `to_thread(f, ...)`: what the call returns."""
    if not arguments:
        return NOTHING
    return frame.interpreter.call(frame, arguments[0].value, arguments[1:], site)


def applied_in_executor(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `loop.run_in_executor(executor, f, ...)`: what the call returns."""
    return applied(frame, arguments[1:], site)
