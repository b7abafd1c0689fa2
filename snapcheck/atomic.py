"""Writing a file so that others see all of it or nothing, whoever else writes it meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress

_unfinished: set[str] = set()


def write_whole(path: str, content: Iterable[bytes]) -> bool:
    """Put the parts of `content` in the file `path`; False if that fails.

    Its folder is made if need be. The file can be read and written by its owner only.
    """
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        replace_file(path, content, 0o600)
    except OSError:
        return False
    return True


def replace_file(path: str, content: Iterable[bytes], mode: int) -> None:
    """Put the parts of `content` in the file `path`, which gets that mode. Raises OSError."""
    beside = f"{path}.{os.getpid()}.new"
    _unfinished.add(beside)
    try:
        with open(beside, "wb", opener=_own) as file:
            file.writelines(content)
            if mode != 0o600:
                file.flush()
                os.chmod(beside, mode)
        os.replace(beside, path)
    finally:
        # It is still there if anything went wrong, also while the parts were made.
        with suppress(OSError):
            os.unlink(beside)
        _unfinished.discard(beside)


def remove_unfinished() -> None:
    """Remove the files that are being written: for a process that leaves at once."""
    for path in list(_unfinished):
        with suppress(OSError):
            os.unlink(path)


def _own(path: str, flags: int) -> int:
    # A link that someone put there is not followed.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
