"""The folders that a CDK program's assets were copied from.

`cdk synth` copies each asset to `cdk.out/asset.HASH`, and its templates name the copy only. The
source is the folder whose file has the same path inside and the same content.
"""

from __future__ import annotations

import os
from pathlib import Path

from snapcheck.filesystem.disk import Disk

SYNTHESISED = "cdk.out"
FILE_LIMIT = 20_000
_NOT_SOURCE = frozenset({SYNTHESISED, "node_modules", "site-packages", ".venv", "venv", ".git"})


def source_of(asset: Path, file: str, disk: Disk) -> Path | None:
    """Return the folder that an asset is a copy of, told by one of its files.

    None if there is none.

    An asset that was not copied (`cdk synth --no-staging`) is its own source. Of several equal
    folders the one nearest to the program counts, then the first by name.
    """
    parts = asset.parts
    if SYNTHESISED not in parts:
        return asset
    program = Path(*parts[: parts.index(SYNTHESISED)])
    content = _content(asset / file, disk)
    if content is None:
        return None
    below = disk.files_below(str(program), _NOT_SOURCE, FILE_LIMIT)
    equal = [
        Path(found[: -len(file) - 1])
        for found in below.get(os.path.basename(file), ())
        if found.endswith(os.sep + file) and _content(found, disk) == content
    ]
    return min(equal, key=lambda folder: (len(folder.parts), folder), default=None)


def _content(file: str | Path, disk: Disk) -> bytes | None:
    try:
        return disk.read(file) if disk.is_file(file) else None
    except OSError:
        return None
