"""Writing a file so that others see all of it or nothing, whoever else writes it meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress


def write_whole(path: str, content: Iterable[bytes]) -> bool:
    """Put the parts of `content` in the file `path`; False if that fails.

    Its folder is made if need be. The file can be read and written by its owner only.
    """
    beside = f"{path}.{os.getpid()}.new"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(beside, "wb", opener=_own) as file:
            file.writelines(content)
        os.replace(beside, path)
    except OSError:
        return False
    finally:
        # It is still there if anything went wrong, also while the parts were made.
        with suppress(OSError):
            os.unlink(beside)
    return True


def _own(path: str, flags: int) -> int:
    # A link that someone put there is not followed.
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o600)
