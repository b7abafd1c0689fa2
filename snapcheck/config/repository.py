"""The repository that the analysed code belongs to, and the one name that each file has in it.

Fingerprints and baselines name files from its root, so that they mean the same whichever folder
a run starts in.
"""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath


def repository_root(folder: Path) -> Path:
    """Return the nearest folder, from `folder` upward, that git manages.

    `folder` itself if none is.
    """
    for place in (folder, *folder.parents):
        if os.path.exists(place / ".git"):
            return place
    return folder


class Repository:
    """The repository around a folder, for many paths that are relative to that folder."""

    def __init__(self, root: Path) -> None:
        self.root = repository_root(root)
        self._below = PurePosixPath(root.relative_to(self.root).as_posix())

    def place(self, path: str) -> str:
        """Return a path relative to the folder, as one relative to the repository's root."""
        return os.path.normpath(self._below / path).replace(os.sep, "/")


def spelled(path: str, listings: dict[Path, list[str]] | None = None) -> str:
    """Return `path` as the disk spells it, where the disk takes other spellings of one name too.

    That is so on Windows and macOS: there `SRC/App.py` opens `src/app.py`, and would be taken for
    another file. What the disk does not know stays as it is. `listings` keeps what folders hold,
    for the next path.
    """
    listings = {} if listings is None else listings
    if not os.path.lexists(path):
        return path
    place = Path(os.path.abspath(path))
    found = Path(place.anchor)
    for name in place.relative_to(place.anchor).parts:
        found /= _entry(found, name, listings)
    # As text: on Windows two spellings are equal paths.
    return path if str(found) == str(place) else str(found)


def _entry(folder: Path, name: str, listings: dict[Path, list[str]]) -> str:
    """Return the entry of a folder that is meant by a name which opens it."""
    try:
        if folder not in listings:
            listings[folder] = os.listdir(folder)
        entries = listings[folder]
        if name in entries:
            return name
        return next(
            (
                each
                for each in entries
                if _folded(each) == _folded(name) and os.path.samefile(folder / each, folder / name)
            ),
            name,
        )
    except OSError:  # a folder that may be passed through, but not listed
        return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
