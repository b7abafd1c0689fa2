"""The folders that a CDK program's assets were copied from.

`cdk synth` copies each asset to `cdk.out/asset.HASH`, and its templates name the copy only. The
source is the folder whose file has the same path inside and the same content.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

SYNTHESISED = "cdk.out"
FILE_LIMIT = 20_000
_NOT_SOURCE = frozenset({SYNTHESISED, "node_modules", "site-packages", ".venv", "venv", ".git"})


def source_of(asset: Path, file: str) -> Path | None:
    """The folder that an asset is a copy of, told by one of its files; None if there is none.

    An asset that was not copied (`cdk synth --no-staging`) is its own source. Of several equal
    folders the one nearest to the program counts, then the first by name.
    """
    parts = asset.parts
    if SYNTHESISED not in parts:
        return asset
    program = Path(*parts[: parts.index(SYNTHESISED)])
    copied = asset / file
    try:
        content = copied.read_bytes()
    except OSError:
        return None
    equal = [
        Path(found[: -len(file) - 1])
        for found in _files_of(str(program))
        if found.endswith(os.sep + file) and _holds(found, content)
    ]
    return min(equal, key=lambda folder: (len(folder.parts), folder), default=None)


def _holds(file: str, content: bytes) -> bool:
    try:
        if os.path.getsize(file) != len(content):
            return False
        with open(file, "rb") as opened:
            return opened.read() == content
    except OSError:
        return False


@lru_cache(maxsize=16)
def _files_of(program: str) -> tuple[str, ...]:
    return tuple(_walked(program))


def _walked(program: str) -> Iterator[str]:
    found = 0
    for folder, folders, names in os.walk(program):
        folders[:] = sorted(set(folders) - _NOT_SOURCE)
        for name in sorted(names):
            found += 1
            if found > FILE_LIMIT:
                return
            yield os.path.join(folder, name)
