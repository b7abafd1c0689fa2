"""Reading files that nest deeply, without letting them kill this process.

Parsers and walks over trees recurse. A file that may nest deeply is read on a thread with a stack
that is large enough for the deepest one that is not refused.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

from snapcheck.read.depth import DEEPEST, depth, is_flat
from snapcheck.read.source import Unreadable

# A level of nesting costs a handful of Python frames while lowering and while following values.
_FRAMES = 12 * DEEPEST + 1_000

_STACK = 512 * 1024 * 1024

T = TypeVar("T")


def guarded(text: str, work: Callable[[], T]) -> T:
    """Do `work`, which parses `text`, in a way that its nesting allows.

    Raises Unreadable where no way does.
    """
    if is_flat(text):
        return work()
    nesting = depth(text)
    if nesting > DEEPEST:
        raise Unreadable(
            f"nests or chains about {nesting:,} levels deep; up to {DEEPEST:,} can be read",
            0,
            "split the expression, or exclude the file",
        )
    return with_large_stack(work)


def allow_deep_recursion() -> None:
    """Let what walks a tree, and later its facts, recurse as deep as the deepest file nests."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))


def with_large_stack(work: Callable[[], T]) -> T:
    """Do `work` on a thread whose stack is large enough for deep recursion; its result or error."""
    result: list[T] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            result.append(work())
        except BaseException as error:
            failure.append(error)

    before = threading.stack_size(_STACK)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()
    if failure:
        raise failure[0]
    return result[0]
