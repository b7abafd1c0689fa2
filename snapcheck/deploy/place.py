"""Where a deployment file lies, and how reports show what it names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from snapcheck.deploy.template import Node
from snapcheck.filesystem.disk import Disk
from snapcheck.model import Problem, ProblemKind, Span


class Place(Struct, frozen=True):
    """Where a deployment file lies: its absolute path, and its name as reports show it."""

    template: Path
    name: str
    disk: Disk

    @staticmethod
    def each(templates: Iterable[str], disk: Disk) -> Iterator[Place]:
        """Return the places of files, one after the other: a repository may hold many."""
        return (Place.of(template, disk) for template in templates)

    @staticmethod
    def of(template: str | Path, disk: Disk) -> Place:
        """Return the place of a file; the path may be relative to the current folder."""
        path = os.path.abspath(template)
        return Place(Path(path), disk.below(path) or path.replace(os.sep, "/"), disk)

    @property
    def root(self) -> Path:
        """The analysed folder."""
        return Path(self.disk.root)

    def local(self, text: str) -> Path:
        """Return the file or folder that a path in the deployment file means."""
        return Path(os.path.normpath(os.path.join(os.path.dirname(self.template), text)))

    def relative(self, path: Path) -> str | None:
        """Return the path below the root as reports show it, without links.

        None outside the root.
        """
        return self.disk.below(path)

    def inside(self, folders: Iterable[Path]) -> tuple[str, ...]:
        """Return those of the folders that lie below the root, as reports show them, each once."""
        found = (self.relative(each) for each in folders)
        return tuple(dict.fromkeys(shown for shown in found if shown is not None))

    def shown(self, path: Path) -> str:
        """Return the path as messages show it, wherever it lies."""
        return self.relative(path) or path.as_posix()

    def span(self, node: Node) -> Span:
        """Return where a node stands; of one that goes on over several lines, the first line."""
        start, end = node.start_mark, node.end_mark
        line, column = start.line + 1, start.column + 1
        if end.line == start.line:
            return Span(self.name, line, column, line, end.column + 1)
        return Span(self.name, line, column, line, column + 1)

    def problem(
        self,
        line: int,
        message: str,
        mend: str,
        *,
        kind: ProblemKind = ProblemKind.UNREADABLE_TEMPLATE,
        subject: str = "",
    ) -> Problem:
        """Return something that is wrong at a line of this deployment file."""
        return Problem(self.name, line, message, mend, kind=kind, subject=subject)
