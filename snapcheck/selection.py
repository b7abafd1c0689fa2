"""Which of the files that were found are analysed: what is excluded is not.

A file that the user names is analysed whatever excludes say, unless `force_exclude` is asked for:
tools that pass file names, such as pre-commit, name files that nobody chose.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from snapcheck.discover.files import Tree, find_files
from snapcheck.model import Request
from snapcheck.suppress.patterns import Patterns


def files_of(request: Request) -> Tree:
    """The files of a run."""
    tree = find_files(_there(request), request.root, include_vendored=request.include_vendored)
    excluded = _Excluded(request)
    return replace(
        tree,
        python=tuple(path for path in tree.python if not excluded.holds(path)),
        templates=tuple(path for path in tree.templates if not excluded.holds(path)),
    )


def _there(request: Request) -> tuple[Path, ...]:
    """The paths to search; one whose content is given need not be there."""
    given = {file for file, _ in request.overlay}
    return tuple(path for path in request.paths if path not in given or path.exists())


class _Excluded:
    """Decides for each file whether it is left out."""

    def __init__(self, request: Request) -> None:
        self._forced = request.force_exclude
        self._named = {os.path.abspath(path) for path in request.paths if not path.is_dir()}
        folder = request.patterns_from or request.root
        self._patterns = Patterns(request.exclude, folder) if request.exclude else None
        self._unforced: frozenset[str] = frozenset()
        if self._forced and self._named:
            tree = find_files(
                (request.root,), request.root, include_vendored=request.include_vendored
            )
            self._unforced = frozenset(map(os.path.realpath, (*tree.python, *tree.templates)))

    def holds(self, path: Path) -> bool:
        named = os.path.abspath(path) in self._named
        if named and not self._forced:
            return False
        if self._patterns is not None and self._patterns.match(path):
            return True
        return named and os.path.realpath(path) not in self._unforced
