"""The folder that the cache lies in, and files that only its owner could have written."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path


def home(environment: Mapping[str, str], platform: str = sys.platform) -> Path:
    """Return the folder that snapcheck keeps its cache in, where none is named.

    By each platform's custom; the library that knows them all takes as long to import as a run
    that finds everything in the cache.
    """
    named = environment.get("SNAPCHECK_CACHE_DIR")
    if named:
        return Path(named)
    if platform == "win32":
        base = environment.get("LOCALAPPDATA")
        return Path(base) / "snapcheck" / "Cache" if base else Path.home() / "snapcheck"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "snapcheck"
    base = environment.get("XDG_CACHE_HOME", "")
    # The standard says that a relative path is to be ignored.
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "snapcheck"


def read_own(file: str) -> bytes | None:
    """Return what a file of the cache holds.

    None if there is none that only its owner could write.
    """
    descriptor = opened_own(file)
    if descriptor is None:
        return None
    try:
        with open(descriptor, "rb") as opened:
            return opened.read()
    except OSError:
        return None


def opened_own(file: str) -> int | None:
    """Return the descriptor of a file of the cache; None if not only its owner could write it."""
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    status = os.fstat(descriptor)
    # Windows keeps others out of the user's folders.
    if os.name != "nt" and (status.st_uid != os.geteuid() or status.st_mode & 0o022):
        os.close(descriptor)
        return None
    return descriptor
