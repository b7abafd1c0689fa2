"""Opening files that others may have put there: never one that waits, and none of the kernel's."""

from __future__ import annotations

import errno
import os
import stat

# Linux shows its own state as files there: reading them may wait, change something, or never end.
_KERNEL = ("/proc", "/sys", "/dev")


def open_regular(path: str, flags: int = os.O_RDONLY) -> tuple[int, os.stat_result]:
    """Open a file, but no pipe, device or folder; return its descriptor and its state.

    Raises OSError.
    """
    more = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | more)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, found


def opener(path: str, flags: int) -> int:
    """Open a file for `open`, which takes no pipe, device or folder for one. Raises OSError."""
    return open_regular(path, flags)[0]


def read_regular(path: str | os.PathLike[str]) -> bytes:
    """Return what a file holds whose name a stranger may have chosen. Raises OSError."""
    if is_of_the_kernel(os.path.realpath(path)):
        raise OSError(errno.EINVAL, "not a regular file", path)
    with open(path, "rb", opener=opener) as file:
        return file.read()


def is_of_the_kernel(real: str) -> bool:
    """Return whether a path without links lies where the kernel shows its own state."""
    return real in _KERNEL or real.startswith(tuple([f"{each}/" for each in _KERNEL]))
