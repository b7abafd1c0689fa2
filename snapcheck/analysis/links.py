"""Imports that go through symbolic links: a layer's folder that is linked into several functions.

Each file is analysed once, by one path; here stands which that is for the other ways to it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct, field

from snapcheck.filesystem.disk import Disk


class Links(Struct, frozen=True):
    """The symbolic links of a run with what they lead to, and its files by their real paths.

    Links and files are named from the root of `disk`. Without links nothing is looked up.
    """

    disk: Disk
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
        return self.files.get(self.disk.real(self.disk.at(path)))

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder behind a link; it may hold nothing but further links."""
        return self.disk.is_folder(self.disk.at(path))


def links_of(
    disk: Disk, links: Iterable[str], known: Iterable[str], place: Callable[[str], str]
) -> Links:
    """The `links` below the root of `disk`; `known` are the files of the run, with their places."""
    root = os.path.join(disk.root, "")
    targets = {
        link[len(root) :].replace(os.sep, "/"): disk.real(link)
        for link in links
        if link.startswith(root)
    }
    return Links(disk, targets, {disk.real(place(path)): path for path in known if targets})
