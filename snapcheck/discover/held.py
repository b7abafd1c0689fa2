"""Deployment files as an editor holds them: what it holds counts, and not what the disk holds.

Readers of deployment files open them by path, on many ways. What is held is therefore known for the
time of one search, and only where files are opened.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType

_HELD: ContextVar[Mapping[str, bytes]] = ContextVar("held", default=MappingProxyType({}))


@contextmanager
def holding(files: Iterable[tuple[Path, bytes]]) -> Iterator[None]:
    """These files hold these bytes, as long as this lasts."""
    token = _HELD.set({os.path.abspath(file): source for file, source in files})
    try:
        yield
    finally:
        _HELD.reset(token)


def held(file: str | Path) -> bytes | None:
    """What is held of a file; None if what the disk holds counts."""
    known = _HELD.get()
    return known.get(os.path.abspath(file)) if known else None
