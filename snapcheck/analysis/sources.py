"""The files of a run, read once each."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeVar

from snapcheck.deployed import Embedded
from snapcheck.discover.files import Tree
from snapcheck.facts import Commented, ModuleFacts
from snapcheck.link.imports import Finder
from snapcheck.link.program import Program
from snapcheck.model import (
    Problem,
    Span,
)
from snapcheck.project import Repository
from snapcheck.read.comments import read_comments
from snapcheck.read.module import check_syntax, read_module
from snapcheck.read.source import Unreadable, decode
from snapcheck.suppress.directives import may_hold_directive

T = TypeVar("T")

# Folders of installed packages, wherever they lie.
_NOT_OURS = frozenset({"site-packages", "dist-packages", "node_modules", ".venv", "venv"})


@dataclass(slots=True)
class Sources:
    """The files of a run, read once each; what can't be read becomes a Problem, once.

    `held` are files whose bytes are given and that were not found by themselves: deployment files,
    and Python files that others may import.
    """

    root: Path
    tree: Tree
    given: tuple[Path, ...]
    python: dict[str, Path] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    embedded: dict[str, Embedded] = field(default_factory=dict)
    held: dict[str, builtins.bytes] = field(default_factory=dict)
    _bytes: dict[str, builtins.bytes | None] = field(default_factory=dict)
    _facts: dict[str, ModuleFacts | None] = field(default_factory=dict)
    _folders: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for path in self.tree.python:
            self.python[relative(path, self.root)] = path
        for name in self.python:
            for folder in PurePosixPath(name).parents:
                self._folders.add(str(folder) if str(folder) != "." else "")

    def finder(self) -> Finder:
        """Looks imports up among the files of the run."""
        return Finder(self._is_file, self._is_folder)

    def _is_file(self, path: str) -> bool:
        if path in self.python:
            return True
        if self._was_searched(path) or not (self.root / path).is_file():
            return False
        # Named files are a part of a program: the rest of it is read where they import it.
        self.python[path] = self.root / path
        return True

    def _is_folder(self, path: str) -> bool:
        if path in self._folders:
            return True
        return not self._was_searched(path) and (self.root / path).is_dir()

    def _was_searched(self, path: str) -> bool:
        """Whether a given folder holds `path`: what was not found there was left out on purpose."""
        place = Path(os.path.abspath(self.root / path))
        if not _NOT_OURS.isdisjoint(PurePosixPath(path).parts):
            return True
        return any(folder == place or folder in place.parents for folder in self.given)

    def bytes(self, path: str) -> builtins.bytes | None:
        """What the file holds; None, and a Problem, if it can't be opened."""
        if path not in self._bytes:
            try:
                known = self.held.get(path)
                self._bytes[path] = self.python[path].read_bytes() if known is None else known
            except OSError as error:
                reason = error.strerror or type(error).__name__
                self.problem(path, Unreadable(reason, 0, "make the file readable, or exclude it"))
                self._bytes[path] = None
        return self._bytes[path]

    def text(self, path: str) -> str:
        """The decoded text of a file that was read, or of a deployment file."""
        if path in self.python:
            source = self.bytes(path)
        else:
            source = self.held[path] if path in self.held else (self.root / path).read_bytes()
        return decode(source) if source is not None else ""

    def embed(self, codes: Iterable[Embedded]) -> None:
        """Take up code that is written into deployment files."""
        for code in codes:
            self.embedded[code.path] = code
            self.python[code.path] = self.root / code.within
            self._bytes[code.path] = code.text.encode()

    def facts(self, path: str) -> ModuleFacts | None:
        """The facts of a file; None, and a Problem, if it can't be read."""
        if path not in self._facts:
            self._facts[path] = self._attempt(path, lambda source: read_module(source, path))
        return self._facts[path]

    def comments(self, path: str) -> Commented | None:
        """The comments of a file; None if no ignore comment can be among them."""
        source = self.bytes(path)
        if source is None or not may_hold_directive(source):
            return None
        return self._attempt(path, lambda source: read_comments(source, path))

    def check_syntax(self, path: str) -> None:
        """Note a Problem if a file that nothing reached could not have been read."""
        if path not in self._facts:
            self._attempt(path, check_syntax)

    def _attempt(self, path: str, read: Callable[[builtins.bytes], T]) -> T | None:
        source = self.bytes(path)
        if source is None:
            return None
        try:
            return read(source)
        except Unreadable as error:
            self.problem(path, error)
            return None

    def replace(self, file: Path, source: builtins.bytes) -> None:
        """Read `source` in place of what a file holds, which need not be there."""
        shown = relative(Path(os.path.abspath(file)), self.root)
        if shown in self.python or not file.exists():
            self.python[shown] = Path(os.path.abspath(file))
            self._bytes[shown] = source
        else:
            self.held[shown] = source

    def was_looked_at(self) -> Callable[[str], bool]:
        """Tells of a file of the repository whether this run saw it, or it is gone."""
        repository = Repository(self.root).root
        templates = {relative(template, self.root) for template in self.tree.templates}

        def seen(path: str) -> bool:
            place = repository / path
            shown = relative(place, self.root)
            return shown in self.python or shown in templates or not place.exists()

        return seen

    def problem(self, path: str, error: Unreadable) -> None:
        """Note that a file can't be analysed."""
        line = error.line
        if path in self.embedded:
            place = self.embedded[path].span(Span(path, line or 1, 1, line or 1, 1))
            path, line = place.path, place.line
        self.problems.append(Problem(path, line, error.reason, error.mend))


def relative(path: Path, root: Path) -> str:
    """`path` as reports show it: relative to `root` where it lies below, forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, root)).as_posix()


def check_the_rest(sources: Sources, program: Program) -> None:
    """A file that no entry point reaches is not followed, but that it is broken is said."""
    for path in sources.python:
        if path not in program.modules:
            sources.check_syntax(path)
