"""Which snapcheck this is: what tells its code from any that could have found other things."""

from __future__ import annotations

import os
import sys
from functools import cache

from snapcheck import __version__
from snapcheck.digest import digest_of

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_CHECKOUT = os.path.dirname(_PACKAGE)


@cache
def identity() -> str:
    """Return the version; in a checkout, where code changes without it, the times of all files too.

    Looked at once: a process keeps the code that it has loaded.
    """
    told = f"{__version__} {sys.version_info[:3]}"
    if not os.path.isfile(os.path.join(_CHECKOUT, "pyproject.toml")):
        return told
    folders = [_PACKAGE, os.path.join(_CHECKOUT, "rules")]
    found = []
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                elif entry.name.endswith((".py", ".md", ".toml")):
                    status = entry.stat()
                    found.append((entry.path, status.st_mtime_ns, status.st_size))
    return f"{told} {digest_of(repr(sorted(found)))}"
