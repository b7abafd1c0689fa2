"""Patterns of paths from the configuration, with the meaning that they have in .gitignore files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


class Patterns:
    """Some patterns, relative to the folder that the configuration lies in."""

    def __init__(self, patterns: Sequence[str], folder: Path) -> None:
        from pathspec import GitIgnoreSpec  # takes 30 ms, and most runs have no patterns

        self._spec = GitIgnoreSpec.from_lines(patterns)
        self._folder = folder

    def match(self, path: Path | str) -> bool:
        """Return whether a pattern names the file, or a folder that it lies in."""
        try:
            inside = os.path.relpath(path, self._folder)
        except ValueError:  # on another drive
            return False
        if inside.startswith(os.pardir + os.sep):
            return False
        return self._spec.match_file(inside.replace(os.sep, "/"))
