"""Which of the files that were found are analysed: what is excluded is not.

A file that the user names is analysed whatever excludes say, unless `force_exclude` is asked for:
tools that pass file names, such as pre-commit, name files that nobody chose.
"""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace

from snapcheck.config.patterns import Patterns
from snapcheck.discover.files import Tree, above, find_files
from snapcheck.filesystem.disk import Disk
from snapcheck.model import Request


def files_of(request: Request, disk: Disk) -> Tree:
    """Return the files of a run."""
    paths = _there(request, disk)
    tree = find_files(paths, disk, include_vendored=request.include_vendored)
    excluded = _Excluded(request, disk)
    higher = [path for path in above(paths, disk) if path not in tree.templates]
    return replace(
        tree,
        above=tuple(path for path in higher if not excluded.holds(path)),
        python=tuple(path for path in tree.python if not excluded.holds(path)),
        templates=tuple(path for path in tree.templates if not excluded.holds(path)),
    )


def _there(request: Request, disk: Disk) -> tuple[Path, ...]:
    """Return the paths to search; one whose content is given need not be there."""
    given = {file for file, _ in request.overlay}
    return tuple(
        path for path in request.paths if path not in given or disk.exists(os.path.abspath(path))
    )


class _Excluded:
    """Decides for each file whether it is left out."""

    def __init__(self, request: Request, disk: Disk) -> None:
        self._disk = disk
        self._forced = request.force_exclude
        given = [os.path.abspath(path) for path in request.paths]
        self._named = {path for path in given if not disk.is_folder(path)}
        folder = request.patterns_from or request.root
        self._patterns = Patterns(request.exclude, folder) if request.exclude else None
        self._unforced: frozenset[str] = frozenset()
        if self._forced and self._named:
            tree = find_files((request.root,), disk, include_vendored=request.include_vendored)
            self._unforced = frozenset(map(disk.real, (*tree.python, *tree.templates)))

    def holds(self, path: str) -> bool:
        named = path in self._named
        if named and not self._forced:
            return False
        if self._patterns is not None and self._patterns.match(path):
            return True
        return named and self._disk.real(path) not in self._unforced
