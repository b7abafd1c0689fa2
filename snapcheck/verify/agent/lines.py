"""Which lines of the user's code run: by `sys.monitoring`, below Python 3.12 by `sys.settrace`."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections import Counter as Counts
from collections.abc import Callable, Mapping
from importlib.machinery import SourceFileLoader
from types import CodeType, FrameType
from typing import Any

Line = tuple[str, int]

# How generators and loops end, in the user's code as well: nothing that went wrong.
_ORDINARY = (StopIteration, StopAsyncIteration, GeneratorExit)
_TOOLS = (4, 3, 2, 1)
_MOST_ATTEMPTS = 100


class Lines:
    """Counts the lines that somebody asks for, by phase, and notes where exceptions went through.

    `files` are the files of the program with their lines of interest; `on_line` is called before
    each of those lines, `on_step` before each line at all if there are `steps`.
    """

    def __init__(
        self,
        files: Mapping[str, set[int]],
        on_line: Callable[[Line], None],
        on_step: Callable[[], None],
        *,
        steps: bool,
    ) -> None:
        self._files = files
        self._on_line = on_line
        self._on_step = on_step
        self._steps = steps
        self._phase = "init"
        self.seen: dict[str, Counts[Line]] = {}
        self.raised: set[tuple[str, str, int, str]] = set()
        self.names: set[tuple[str, str]] = set()
        self.by = ""

    def enter(self, phase: str) -> None:
        """Count for `phase` from now on."""
        self._phase = phase

    @property
    def phase(self) -> str:
        """What is being run."""
        return self._phase

    def forget(self) -> None:
        """Start anew: what a process saw before the snapshot is not seen after it."""
        self.seen.clear()
        self.raised.clear()
        self.names.clear()

    def start(self) -> None:
        """Watch this process from now on, in all threads."""
        monitoring = getattr(sys, "monitoring", None)
        free = [tool for tool in _TOOLS if monitoring and not monitoring.get_tool(tool)]
        if free:
            self.by = "sys.monitoring"
            self._monitor(monitoring, free[0])
        else:
            self.by = "sys.settrace"
            self._spare_libraries()
            threading.settrace(self._called)
            sys.settrace(self._called)

    def stack(self) -> list[Line]:
        """Return the lines of the program that are being run, from the innermost."""
        found = []
        frame: Any = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename in self._files:
                found.append((frame.f_code.co_filename, frame.f_lineno))
            frame = frame.f_back
        return found

    def _hit(self, file: str, line: int) -> bool:
        """Take note of a line; return whether to come again before it."""
        if self._steps:
            self._on_step()
        if line not in self._files[file]:
            return self._steps
        self._on_line((file, line))
        self.seen.setdefault(self._phase, Counter())[file, line] += 1
        return True

    def _failed(self, frame: FrameType, error: BaseException) -> None:
        if not isinstance(error, _ORDINARY):
            name = type(error).__name__
            self.raised.add((self._phase, frame.f_code.co_filename, frame.f_lineno, name))

    def _began(self, code: CodeType) -> None:
        if self._phase != "init":
            self.names.update([(code.co_filename, name) for name in code.co_names])

    # --- sys.monitoring -------------------------------------------------------------------------

    def _monitor(self, monitoring: Any, tool: int) -> None:
        events = monitoring.events

        def on_start(code: CodeType, _: int) -> Any:
            if code.co_filename not in self._files:
                return monitoring.DISABLE
            monitoring.set_local_events(tool, code, events.LINE)
            self._began(code)
            return None

        def on_line(code: CodeType, line: int) -> Any:
            return None if self._hit(code.co_filename, line) else monitoring.DISABLE

        def on_raise(code: CodeType, _: int, error: BaseException) -> None:
            if code.co_filename in self._files:
                self._failed(sys._getframe(1), error)

        monitoring.use_tool_id(tool, "snapcheck")
        monitoring.register_callback(tool, events.PY_START, on_start)
        monitoring.register_callback(tool, events.LINE, on_line)
        monitoring.register_callback(tool, events.RAISE, on_raise)
        monitoring.set_events(tool, events.PY_START | events.RAISE)

    # --- sys.settrace ---------------------------------------------------------------------------

    def _spare_libraries(self) -> None:
        """Do not trace imports of libraries, which make most of the calls of a program's INIT."""
        loader: Any = SourceFileLoader
        execute, files = loader.exec_module, self._files

        def exec_module(this: Any, module: Any) -> None:
            before, wanted = sys.gettrace(), self._called if this.path in files else None
            if before == wanted:
                execute(this, module)
                return
            _trace(wanted)
            try:
                execute(this, module)
            finally:
                _trace(before)

        loader.exec_module = exec_module

    def _called(self, frame: FrameType, _: str, __: Any) -> Any:
        if frame.f_code.co_filename not in self._files:
            return None
        self._began(frame.f_code)
        return self._inside

    def _inside(self, frame: FrameType, event: str, value: Any) -> Any:
        if event == "line":
            self._hit(frame.f_code.co_filename, frame.f_lineno)
        elif event == "exception":
            self._failed(frame, value[1] if value[1] is not None else value[0]())
        return self._inside


def _trace(function: Any) -> None:
    """Set the trace function; while a thread that begins sets its own, Python refuses to."""
    for _ in range(_MOST_ATTEMPTS):
        try:
            return sys.settrace(function)
        except RuntimeError:
            time.sleep(0.001)
    return sys.settrace(function)
