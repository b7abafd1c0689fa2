"""Where a deployment file lies, and how reports show what it names."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from snapcheck.discover.template import Node
from snapcheck.model import Problem, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deployment file lies; both paths are absolute."""

    template: Path
    root: Path

    @staticmethod
    def of(template: Path, root: Path) -> Place:
        """The place of a file; the paths may be relative to the current folder."""
        return Place(Path(os.path.abspath(template)), Path(os.path.abspath(root)))

    @property
    def name(self) -> str:
        """The deployment file itself, as reports show it."""
        return self.shown(self.template)

    def local(self, text: str) -> Path:
        """The file or folder that a path in the deployment file means."""
        return Path(os.path.normpath(self.template.parent / text))

    def relative(self, path: Path) -> str | None:
        """The path below the root as reports show it, without links; None outside the root."""
        real, real_root = Path(os.path.realpath(path)), Path(os.path.realpath(self.root))
        if real.is_relative_to(real_root):
            return real.relative_to(real_root).as_posix()
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else None

    def inside(self, folders: Iterable[Path]) -> tuple[str, ...]:
        """Those of the folders that lie below the root, as reports show them, each once."""
        found = (self.relative(each) for each in folders)
        return tuple(dict.fromkeys(shown for shown in found if shown is not None))

    def shown(self, path: Path) -> str:
        """The path as messages show it, wherever it lies."""
        return self.relative(path) or path.as_posix()

    def span(self, node: Node) -> Span:
        """Where a node stands; of one that goes on over several lines, the first line."""
        start, end = node.start_mark, node.end_mark
        line, column = start.line + 1, start.column + 1
        if end.line == start.line:
            return Span(self.name, line, column, line, end.column + 1)
        return Span(self.name, line, column, line, column + 1)

    def problem(self, line: int, message: str, mend: str) -> Problem:
        """Something that is wrong at a line of this deployment file."""
        return Problem(self.name, line, message, mend)
