"""Imports that go through symbolic links: a layer's folder that is linked into several functions.

Each file is analysed once, by one path; here stands which that is for the other ways to it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath


class Links:
    """The symbolic links below `root`, and the files that a run knows, by their paths from there.

    All of `root` may itself lie behind a link. Without links nothing is looked up on the disk.
    """

    def __init__(self, root: Path, links: Iterable[Path], known: Mapping[str, Path]) -> None:
        self._root = root
        self._links = frozenset(
            link.relative_to(root).as_posix() for link in links if link.is_relative_to(root)
        )
        files = known.items() if self._links else ()
        self._files = {os.path.realpath(file): shown for shown, file in files}

    def lead_to(self, path: str) -> bool:
        """Whether a link lies on the way to `path`, or is what stands there."""
        return bool(self._links) and not self._links.isdisjoint(
            (path, *map(str, PurePosixPath(path).parents))
        )

    def file(self, path: str) -> str | None:
        """The path by which a file behind a link is known; None if the run does not know it."""
        return self._files.get(os.path.realpath(self._root / path))

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder behind a link; it may hold nothing but further links."""
        return (self._root / path).is_dir()
