"""Tells whether process-wide generators move on while the lines run that findings are about."""

from __future__ import annotations

import inspect
import sys
import threading
from collections.abc import Callable, Container
from types import FrameType
from typing import Any

_COROUTINES = inspect.CO_COROUTINE | inspect.CO_GENERATOR | inspect.CO_ASYNC_GENERATOR


class _Begun:
    """A watched line that runs, and what the generator's state was before it."""

    def __init__(self, watch: Any, state: Any, frame: FrameType | None) -> None:
        self.watch = watch
        self.state = state
        # By its address: a reference would keep the variables of a function alive.
        self.frame = id(frame) if frame is not None else 0
        self.thread = threading.get_ident()
        self.is_suspended = frame is not None and bool(frame.f_code.co_flags & _COROUTINES)

    def is_over(self, frame: FrameType | None, running: set[int]) -> bool:
        """Tell whether a line that begins in `frame` ends this one."""
        if not self.frame or self.thread != threading.get_ident():
            return False
        return self.frame == id(frame) or not (self.is_suspended or self.frame in running)


class Draws:
    """Compares a generator's state before a line with that behind it.

    A line is over when the next one of its function begins, or its function has returned; that of
    a coroutine not before it goes on. `files` are those of the program.
    """

    def __init__(self, files: Container[str], state_of: Callable[[Any], Any]) -> None:
        self._files = files
        self._state_of = state_of
        self._begun: list[_Begun] = []
        self.moved: set[str] = set()

    def begin(self, watch: Any) -> None:
        """Note the state before the line that runs now; before a whole phase if it has no lines."""
        if watch["id"] not in self.moved:
            frame = self._frame() if watch["lines"] else None
            self._begun.append(_Begun(watch, self._state_of(watch), frame))

    def step(self) -> None:
        """End the lines that are over now that another one of the program begins."""
        if self._begun:
            frame = self._frame()
            running = _addresses(frame)
            self._end([each for each in self._begun if each.is_over(frame, running)])

    def end(self) -> None:
        """End all lines, with the phase that they are in."""
        self._end(self._begun)

    def _end(self, over: list[_Begun]) -> None:
        self._begun = [each for each in self._begun if each not in over]
        moved = [each.watch["id"] for each in over if self._state_of(each.watch) != each.state]
        self.moved.update(moved)

    def forget(self) -> None:
        """Start anew."""
        self._begun.clear()
        self.moved.clear()

    def _frame(self) -> FrameType | None:
        """Return the innermost frame of the program."""
        frame: FrameType | None = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename not in self._files:
            frame = frame.f_back
        return frame


def _addresses(frame: FrameType | None) -> set[int]:
    found = set()
    while frame is not None:
        found.add(id(frame))
        frame = frame.f_back
    return found
