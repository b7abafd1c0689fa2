"""Patterns of paths from the configuration, with the meaning that they have in .gitignore files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from snapcheck.config.wildcards import has_many_stars, linear

if TYPE_CHECKING:
    import re

# By this group of its expressions pathspec knows what lies in a folder that is matched.
_INSIDE = "(?P<ps_d>/.*)"


class Patterns:
    """Some patterns, relative to the folder that the configuration lies in."""

    def __init__(self, patterns: Sequence[str], folder: Path) -> None:
        from pathspec import GitIgnoreSpec  # takes 30 ms, and most runs have no patterns

        self._spec = GitIgnoreSpec.from_lines(patterns)
        for text, pattern in zip(patterns, self._spec.patterns, strict=True):
            if has_many_stars(text) and pattern.include is not None:
                pattern.regex = _linear(text)
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


def _linear(text: str) -> re.Pattern[str]:
    """Return an expression that matches what that of pathspec does, in linear time."""
    text = text.strip().removeprefix("!")
    is_folder = text.endswith("/")
    names = text.strip("/").split("/")
    if "/" not in text.rstrip("/") and names != ["**"]:
        names = ["**", *names]
    return linear([each for each in names if each], _INSIDE if is_folder else f"{_INSIDE}?")
