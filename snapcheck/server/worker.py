"""The one thread that analyses, so that the server answers while it does."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

# Other threads than the main one get a small stack on some systems; following calls takes some.
_STACK = 64 * 1024 * 1024

# After so many seconds without work there is time to tidy up.
_IDLE = 2.0

T = TypeVar("T")


class Worker:
    """Does one piece of work after the other; what is cancelled before its turn is left out."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()
        gc.disable()  # see _tidy_up
        before = threading.stack_size(_STACK)
        try:
            # A daemon: the server must be able to end while a long analysis is running.
            threading.Thread(target=self._run, name="snapcheck", daemon=True).start()
        finally:
            threading.stack_size(before)

    def do(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """Return the result of `work`, when its turn has come."""
        future: Future[T] = Future()
        self._jobs.put((future, work))
        return asyncio.wrap_future(future)

    def _run(self) -> None:
        tidy = False
        while True:
            try:
                future, work = self._jobs.get(timeout=None if tidy else _IDLE)
            except Empty:
                _tidy_up()
                tidy = True
                continue
            tidy = False
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)


def _tidy_up() -> None:
    """Free what only refers to itself, and look no more at what is there to stay.

    What is known of a large workspace takes the collector longer to go through than an analysis
    after a keystroke, so it does that only here.
    """
    gc.collect()
    gc.freeze()
