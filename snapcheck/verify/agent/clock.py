"""Moves the wall clock; the monotonic clock goes on as it does over a real snapshot.

Only Python's own clocks are moved: what an extension module asks the system is not.
"""

from __future__ import annotations

import ctypes
import datetime
import gc
import time
from collections.abc import Callable
from typing import Any

_MODULE: Any = time
_REAL_TIME = time.time
_REAL_TIME_NS = time.time_ns


class _Clock:
    """A function of `time` that is told a moved time.

    No Python function, because those turn into methods where a class keeps them: the formatters of
    `logging` keep `time.localtime` so.
    """

    def __init__(self, real: Callable[..., Any], moved: Callable[..., Any]) -> None:
        self._moved = moved
        self.__name__ = real.__name__
        self.__doc__ = real.__doc__
        self.__module__ = "time"
        self.__wrapped__ = real

    def __call__(self, *arguments: Any) -> Any:
        return self._moved(*arguments)

    def __reduce__(self) -> str:
        return self.__name__


class _Offset:
    """By how many seconds the wall clock is moved; one for the process."""

    seconds = 0


def move(seconds: int) -> None:
    """Set the wall clock `seconds` ahead of the real one."""
    _Offset.seconds = seconds


def take_over() -> None:
    """Put clocks that can be moved in the place of Python's; before any code of the user."""
    for name in ("localtime", "gmtime", "ctime"):
        setattr(_MODULE, name, _of_seconds(getattr(time, name)))
    for name, position in (("strftime", 1), ("asctime", 0)):
        setattr(_MODULE, name, _of_struct(getattr(time, name), position))
    _MODULE.clock_gettime = _of_clock(time.clock_gettime, 1)
    _MODULE.clock_gettime_ns = _of_clock(time.clock_gettime_ns, 10**9)
    _MODULE.time = _Clock(_REAL_TIME, _now)
    _MODULE.time_ns = _Clock(_REAL_TIME_NS, lambda: _REAL_TIME_NS() + _Offset.seconds * 10**9)
    _patch_datetime()


def _now() -> float:
    return _REAL_TIME() + _Offset.seconds


def _of_seconds(real: Callable[..., Any]) -> _Clock:
    def moved(seconds: Any = None) -> Any:
        return real(_now() if seconds is None else seconds)

    return _Clock(real, moved)


def _of_struct(real: Callable[..., Any], position: int) -> _Clock:
    def moved(*arguments: Any) -> Any:
        given = arguments if len(arguments) > position else (*arguments, time.localtime())
        return real(*given)

    return _Clock(real, moved)


def _of_clock(real: Callable[..., Any], second: int) -> _Clock:
    def moved(which: int) -> Any:
        offset = _Offset.seconds * second if which == time.CLOCK_REALTIME else 0
        return real(which) + offset

    return _Clock(real, moved)


def _patch_datetime() -> None:
    """Replace `now` and `utcnow`, which ask the system, in the type's own namespace.

    `today` asks `time.time`. A subclass in the type's place would change what `isinstance` says.
    """
    real = datetime.datetime
    (namespace,) = (each for each in gc.get_referents(real.__dict__) if isinstance(each, dict))
    utc = datetime.timezone.utc

    def now(cls: Any, tz: Any = None) -> Any:
        return cls.fromtimestamp(_now(), tz)

    def utcnow(cls: Any) -> Any:
        return cls.fromtimestamp(_now(), utc).replace(tzinfo=None)

    namespace["now"], namespace["utcnow"] = classmethod(now), classmethod(utcnow)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(real))
