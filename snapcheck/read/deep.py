"""Reading files that nest deeply, without letting them kill this process.

LibCST's parser and the walk over its tree recurse. A deep file is therefore tried in a process of
its own first; only what that survives is read here, on a thread with a large stack.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from snapcheck.read.depth import DEEPEST, depth, is_shallow
from snapcheck.read.source import Unreadable

# A level of nesting costs a handful of Python frames while lowering and while following values.
_FRAMES = 12 * DEEPEST + 1_000

_STACK = 512 * 1024 * 1024
_SECONDS = 120
# The process finds this very package, wherever it was imported from, and nothing else new.
_HOME = str(Path(__file__).parent.parent.parent)
_PROBE = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from snapcheck.read.probe import probe; probe(sys.stdin.buffer.read())"
)

T = TypeVar("T")


def guarded(source: bytes, text: str, work: Callable[[], T]) -> T:
    """Do `work`, which parses `text`, in a way that its nesting allows.

    Raises Unreadable where no way does.
    """
    if is_shallow(text):
        return work()
    nesting = depth(text)
    if nesting > DEEPEST:
        raise Unreadable(
            f"nests or chains about {nesting:,} levels deep; up to {DEEPEST:,} can be read",
            0,
            "split the expression, or exclude the file",
        )
    survives(source)
    return with_large_stack(work)


def allow_deep_recursion() -> None:
    """Let what walks a tree, and later its facts, recurse as deep as the deepest file nests."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))


def survives(source: bytes) -> None:
    """Try to read `source` in a process of its own. Raises Unreadable if that dies or hangs."""
    import subprocess  # takes longer to import than most files to read

    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _PROBE, _HOME],
            input=source,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(
            f"takes longer than {_SECONDS} s to parse", 0, "split its deepest expression"
        ) from None
    if done.returncode:
        raise Unreadable("can't be parsed: it nests too deeply", 0, "split its deepest expression")


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
