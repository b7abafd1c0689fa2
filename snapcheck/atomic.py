"""Writing a file so that others see all of it or nothing, whoever else writes it meanwhile."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress

_unfinished: set[str] = set()


def write_whole(path: str, content: Iterable[bytes]) -> bool:
    """Put the parts of `content` in the file `path`; False if that fails.

    Its folder is made if need be. The file can be read and written by its owner only.
    """
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        replace_file(path, content)
    except OSError:
        return False
    return True


def replace_file(path: str, content: Iterable[bytes], like: os.stat_result | None = None) -> None:
    """Put the parts of `content` in the file `path`. Raises OSError.

    The file gets mode and owner from `like`; without that only its owner can read and write it.
    """
    beside = f"{path}.{os.getpid()}.new"
    _unfinished.add(beside)
    try:
        with open(beside, "wb", opener=_own) as file:
            file.writelines(content)
            if like is not None:
                _resemble(beside, like)
        os.replace(beside, path)
    finally:
        # It is still there if anything went wrong, also while the parts were made.
        with suppress(OSError):
            os.unlink(beside)
        _unfinished.discard(beside)


def _resemble(path: str, like: os.stat_result) -> None:
    now = os.stat(path)
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (like.st_uid, like.st_gid):
        os.chown(path, like.st_uid, like.st_gid)
    os.chmod(path, stat.S_IMODE(like.st_mode))


def remove_unfinished() -> None:
    """Remove the files that are being written: for a process that leaves at once."""
    for path in list(_unfinished):
        with suppress(OSError):
            os.unlink(path)


def _own(path: str, flags: int) -> int:
    # A link that someone put there is not followed.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
