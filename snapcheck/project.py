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


class Repository:
    """The repository around a folder, for many paths that are relative to that folder."""

    def __init__(self, root: Path) -> None:
        self.root = repository_root(root)
        self._below = PurePosixPath(root.relative_to(self.root).as_posix())

    def place(self, path: str) -> str:
        """A path relative to the folder, as one relative to the repository's root."""
        return os.path.normpath(self._below / path).replace(os.sep, "/")
