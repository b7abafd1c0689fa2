"""Reading files that nest deeply, without letting them kill this process.

LibCST's parser and the walk over its tree recurse. A deep file is therefore tried in a process of
its own first; only what that survives is read here, on a thread with a large stack.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from snapcheck.read.source import Unreadable

_STACK = 512 * 1024 * 1024
_SECONDS = 120
# The process finds this very package, wherever it was imported from, and nothing else new.
_HOME = str(Path(__file__).parent.parent.parent)
_PROBE = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from snapcheck.read.probe import probe; probe(sys.stdin.buffer.read())"
)

T = TypeVar("T")


def survives(source: bytes) -> None:
    """Try to read `source` in a process of its own. Raises Unreadable if that dies or hangs."""
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
