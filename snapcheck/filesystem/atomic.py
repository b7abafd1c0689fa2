"""Writing a file so that others see all of it or nothing, whoever else writes it meanwhile."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import closing, suppress
from functools import partial
from itertools import count

UNFINISHED = ".new"
"""How the names of files end that are being written."""

_OWN = 0o600
# What the umask leaves of this is what any new file gets.
_USUAL = 0o666

_unfinished: set[str] = set()
_numbers = count()


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


def put(path: str, text: str) -> None:
    """Put a text in the file `path`, as any program would write it. Raises OSError.

    Links are followed. What is no file (a pipe, a terminal), has several names, or lies where no
    file can be put beside it, is written in place.
    """
    real, content = os.path.realpath(path), text.encode("utf-8", "backslashreplace")
    try:
        like = os.stat(path)
    except FileNotFoundError:
        like = None
    if like is None or (stat.S_ISREG(like.st_mode) and like.st_nlink == 1):
        with suppress(PermissionError):
            replace_file(real, [content], like, _USUAL)
            return
    with open(path, "wb") as file:
        file.write(content)


def replace_file(
    path: str, content: Iterable[bytes], like: os.stat_result | None = None, mode: int = _OWN
) -> None:
    """Put the parts of `content` in the file `path`. Raises OSError.

    The file gets mode and owner from `like`; without that the `mode`, by which only its owner can
    read and write it.
    """
    with closing(Replacement(path, mode)) as file:
        for part in content:
            file.write(part)
        if like is not None:
            _resemble(file.beside, like)
        file.take_its_place()


class Replacement:
    """A file that is written bit by bit, and takes the place of the one at `path` in the end.

    Who begins one has to close it: then what did not take that place is removed. Raises OSError.
    """

    def __init__(self, path: str, mode: int = _OWN) -> None:
        # The file's own name may be as long as names can be.
        name = f".{os.getpid()}-{next(_numbers)}{UNFINISHED}"
        self._path = path
        self.beside = os.path.join(os.path.dirname(path), name)
        """Where it lies until then."""
        _unfinished.add(self.beside)
        try:
            opener = partial(_opened, mode)
            self._file = open(self.beside, "wb", opener=opener)  # noqa: SIM115  closed by `close`
        except BaseException:
            _unfinished.discard(self.beside)
            raise

    def write(self, part: bytes | bytearray) -> None:
        """Add bytes at the end."""
        self._file.write(part)

    def take_its_place(self) -> None:
        """Let others see it at its path."""
        self._file.close()
        os.replace(self.beside, self._path)

    def close(self) -> None:
        """Remove it, unless it has taken its place."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            os.unlink(self.beside)
        _unfinished.discard(self.beside)


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


def _opened(mode: int, path: str, flags: int) -> int:
    # A link that someone put there is not followed.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), mode)
