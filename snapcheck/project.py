"""The repository that the analysed code belongs to.

Fingerprints and baselines name files from its root, so that they mean the same whichever folder
a run starts in.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath


def repository_root(folder: Path) -> Path:
    """The nearest folder, from `folder` upward, that git manages; `folder` itself if none is."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    return folder


def in_repository(path: str, root: Path) -> str:
    """A path relative to `root`, as one relative to the repository's root; forward slashes."""
    below = PurePosixPath(root.relative_to(repository_root(root)).as_posix())
    return os.path.normpath(below / path).replace(os.sep, "/")
