"""Imports that go through symbolic links: a layer's folder that is linked into several functions.

Each file is analysed once, by one path; here stands which that is for the other ways to it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Links:
    """The symbolic links of a run with what they lead to, and its files by their real paths.

    Links and files are named from `root`. Where there are no links nothing is looked up.
    """

    root: Path = Path()
    targets: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def lead_to(self, path: str) -> bool:
        """Whether a link lies on the way to `path`, or is what stands there."""
        while path and self.targets:
            if path in self.targets:
                return True
            path = path.rpartition("/")[0]
        return False

    def file(self, path: str) -> str | None:
        """The path by which a file behind a link is known; None if the run does not know it."""
        return self.files.get(os.path.realpath(self.root / path))

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder behind a link; it may hold nothing but further links."""
        return (self.root / path).is_dir()


def links_of(root: Path, links: Iterable[Path], known: Mapping[str, Path]) -> Links:
    """The `links` below `root`; `known` are the files of the run."""
    targets = {
        link.relative_to(root).as_posix(): os.path.realpath(link)
        for link in links
        if link.is_relative_to(root)
    }
    files = known.items() if targets else ()
    return Links(root, targets, {os.path.realpath(file): shown for shown, file in files})
