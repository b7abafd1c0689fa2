"""The files of a run: which there are, and what they hold.

Nothing is kept of what was read: a large repository does not fit into memory, and whoever needs a
file twice reads it in a `Reading`.
"""

from __future__ import annotations

import builtins
import os
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from itertools import filterfalse
from pathlib import Path
from sys import intern
from typing import TypeVar

from msgspec import Struct, field

from snapcheck.analysis.progress import Stopwatch
from snapcheck.analysis.result import Dependencies
from snapcheck.digest import digest
from snapcheck.discover.convention import is_test
from snapcheck.facts import ModuleFacts
from snapcheck.filesystem.disk import Disk
from snapcheck.filesystem.fingerprint import FileState
from snapcheck.internal import internal_problem
from snapcheck.model import Problem, ProblemKind, Span
from snapcheck.model.comment import Commented
from snapcheck.model.deployed import Embedded
from snapcheck.read.source import Unreadable, decode

T = TypeVar("T")


# Folders of installed packages, wherever they lie.
_NOT_OURS = frozenset({"site-packages", "dist-packages", "node_modules", ".venv", "venv"})


class Links(Struct, frozen=True):
    """The symbolic links of a run with what they lead to, and its files by their real paths.

    Links and files are named from the root of `disk`. Without links nothing is looked up.
    """

    disk: Disk
    targets: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def lead_to(self, path: str) -> bool:
        """Return whether a link lies on the way to `path`, or is what stands there."""
        while path and self.targets:
            if path in self.targets:
                return True
            path = path.rpartition("/")[0]
        return False

    def file(self, path: str) -> str | None:
        """Return the path by which a file behind a link is known.

        None if the run does not know it.
        """
        return self.files.get(self.disk.real(self.disk.at(path)))

    def is_folder(self, path: str) -> bool:
        """Return whether there is a folder behind a link; it may hold nothing but further links."""
        return self.disk.is_folder(self.disk.at(path))


class Sources(Struct):
    """The Python files of a run, by their path relative to `root`, and code embedded in templates.

    `python` leads from each path to itself: what speaks of a file for long does so with that one
    text. `elsewhere` are the places of files that do not lie where their paths say. `given` are the
    folders that the run searches. A file outside of them is a part of the run from the moment that
    an import is found to mean it. `packages` are folders of installed packages, as paths of files
    begin: imports lead to their files, which are no part of the run.
    """

    root: Path
    given: tuple[Path, ...]
    python: dict[str, str]
    disk: Disk
    links: Links
    elsewhere: dict[str, str] = field(default_factory=dict)
    embedded: dict[str, Embedded] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    _in_order: tuple[str, ...] = ()
    _root_was_searched: bool = False
    _begins: tuple[str, ...] = ()
    _searched: dict[str, bool] = field(default_factory=dict)
    _dotted: set[str] = field(default_factory=set)
    _packaged: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._root_was_searched = self._is_in_given(Path(os.path.abspath(self.root)))
        self._begins = tuple([f"{relative(folder, self.root)}/" for folder in self.given])
        self._in_order = tuple(sorted(self.python))
        self._packaged = tuple([f"{folder}/" for folder in self.packages])

    def is_packaged(self, path: str) -> bool:
        """Return whether a path lies in a folder of installed packages."""
        return bool(self._packaged) and path.startswith(self._packaged)

    def file(self, path: str) -> str | None:
        """Return the path by which the program knows the Python file at `path`.

        None if there is none.
        """
        known = self.python.get(path)
        if known is not None:
            return known
        if self.is_packaged(path):
            return path if self.disk.is_file(self.disk.at(path)) else None
        if self.links.lead_to(path):
            return self.links.file(path)
        if self.was_searched(path) or not self.disk.is_file(self.root / path):
            return None
        # Named files are a part of a program: the rest of it is read where they import it.
        self.add(path)
        return path

    def holds_module(self, dotted: str) -> bool:
        """Return whether some folder of the run has a module of that dotted name, and no test."""
        if not self._dotted:
            for path in filterfalse(is_test, self.python):
                names = path.removesuffix(".py").removesuffix("/__init__").split("/")
                self._dotted.update([".".join(names[at:]) for at in range(len(names))])
        return dotted in self._dotted

    def is_folder(self, path: str) -> bool:
        """Return whether a path is a folder of the program."""
        if self.is_packaged(path):
            return self.disk.is_folder(self.disk.at(path))
        begin = f"{path}/" if path else ""
        at = bisect_left(self._in_order, begin)
        if at < len(self._in_order) and self._in_order[at].startswith(begin):
            return True
        if self.links.lead_to(path):
            return self.links.is_folder(path)
        return not self.was_searched(path) and self.disk.is_folder(self.root / path)

    def has(self, path: str) -> bool:
        """Return whether a file is there, or a folder: a path that ends with a slash."""
        if path.endswith("/"):
            return self.is_folder(path.removesuffix("/"))
        return self.file(path) is not None

    def modules_in(self, folder: str) -> list[str]:
        """Return the modules that stand right in a folder, and the packages, by their files."""
        begin = f"{folder}/" if folder else ""
        found: list[str] = []
        at = bisect_left(self._in_order, begin)
        while at < len(self._in_order) and self._in_order[at].startswith(begin):
            name = self._in_order[at].removeprefix(begin)
            if "/" not in name or (name.count("/") == 1 and name.endswith("/__init__.py")):
                found.append(self._in_order[at])
            at += 1
        return found

    def add(self, path: str) -> None:
        """Take up a file that lies below the root, or beside it."""
        self.python[path] = path

    def place(self, path: str) -> str:
        """Return where a file of the run lies: its absolute path."""
        return self.elsewhere.get(path) or self.disk.at(path)

    def was_searched(self, path: str) -> bool:
        """Return whether a given folder holds `path`: then what was not found was left out."""
        if self._root_was_searched and not path.startswith("../"):
            return True
        if f"{path}/".startswith(self._begins):
            return True
        folder, _, name = path.rpartition("/")
        if folder not in self._searched:
            self._searched[folder] = not _NOT_OURS.isdisjoint(folder.split("/")) or (
                self._is_in_given(Path(os.path.abspath(self.root / folder)))
            )
        return self._searched[folder] or name in _NOT_OURS

    def _is_in_given(self, place: Path) -> bool:
        return any(folder == place or folder in place.parents for folder in self.given)

    def bytes(self, path: str) -> builtins.bytes:
        """Return what a file of the run holds. Raises Unreadable if it can't be opened."""
        code = self.embedded.get(path)
        return self._opened(path, self.disk.pass_on) if code is None else code.text.encode()

    def look(self, path: str) -> tuple[builtins.bytes, FileState]:
        """Return what a file holds, and its state, on which the result of the run depends."""
        return self._opened(path, self.disk.read_once)

    def _opened(self, path: str, read: Callable[[str], T]) -> T:
        try:
            return read(self.place(path))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Unreadable(reason, 0, "make the file readable, or exclude it") from None

    def digest(self, path: str, source: builtins.bytes) -> str:
        """Return the digest of a file's content, and of the place of embedded code."""
        code = self.embedded.get(path)
        return digest(source) if code is None else digest(source, repr(code).encode())

    def text(self, path: str) -> str:
        """Return the decoded text of a file that was read, or of a deployment file."""
        if path in self.python:
            return decode(self.bytes(path))
        return decode(self.disk.hand_over(str(self.root / path)))

    def embed(self, codes: Iterable[Embedded]) -> None:
        """Take up code that is written into deployment files."""
        for code in codes:
            self.embedded[code.path] = code
            self.python[code.path] = code.path
            self.elsewhere[code.path] = self.disk.at(code.within)

    def problem(self, path: str, error: Unreadable) -> Problem:
        """Return the problem that a file can't be analysed, at the place where a person sees it."""
        line = error.line
        if path in self.embedded:
            place = self.embedded[path].span(Span(path, line or 1, 1, line or 1, 1))
            path, line = place.path, place.line
        return Problem(path, line, error.reason, error.mend, kind=ProblemKind.UNREADABLE_FILE)


class Meant(Struct, frozen=True):
    """What the imports of a module mean.

    First-party `files`, those of them that were `missed`, and unknown packages.
    """

    module: ModuleFacts
    search: tuple[str, ...]
    files: frozenset[str]
    missed: frozenset[str]
    packages: frozenset[str]


class Reading(Struct):
    """Files read once each, for as long as they are needed; what can't be read is a problem.

    `digest_of` tells the digest of a file as it was looked at. `known` are facts of files that were
    read before, by path and digest; more are added. `meant` is what was found out about imports.
    """

    sources: Sources
    read_module: Callable[[builtins.bytes, str], ModuleFacts]
    digest_of: Callable[[str], str]
    known: dict[tuple[str, str], ModuleFacts] | None = None
    watch: Stopwatch = field(default_factory=Stopwatch)
    problems: dict[Problem, None] = field(default_factory=dict)
    meant: dict[str, Meant] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _bytes: dict[str, builtins.bytes | None] = field(default_factory=dict)
    _facts: dict[str, ModuleFacts | None] = field(default_factory=dict)
    _names: set[str] = field(default_factory=set)
    _outside: dict[str, bool] = field(default_factory=dict)

    def file(self, path: str) -> str | None:
        """Return the path by which the program knows the Python file at `path`.

        None if there is none.
        """
        if self.sources.is_packaged(path):
            found = self.sources.file(path)
            self._outside[path] = found is not None
            return found
        folder, _, name = path.rpartition("/")
        stem = name.removesuffix(".py")
        # One text for all programs: each asks for the same few.
        self._names.add(intern(folder.rpartition("/")[2] if stem == "__init__" else stem))
        found = self.sources.file(path)
        if not self.sources.was_searched(path):
            self._outside[path] = found is not None
        return found

    def is_folder(self, path: str) -> bool:
        """Return whether a path is a folder of the program."""
        if self.sources.is_packaged(path):
            there = self._outside[f"{path}/"] = self.sources.is_folder(path)
            return there
        self._names.add(intern(path.rpartition("/")[2]))
        there = self.sources.is_folder(path)
        if not self.sources.was_searched(path):
            self._outside[f"{path}/"] = there
        return there

    def depend_on(self, places: Iterable[str]) -> None:
        """Note that what was found out rests on further files, by their absolute paths."""
        for place in places:
            self.bytes(relative(Path(place), Path(self.sources.disk.real_root)))

    def modules_in(self, folder: str) -> list[str]:
        """Return the modules that stand right in a folder, and the packages, by their files."""
        # A file that is new in the folder has its name among its own.
        self._names.add(intern(folder.rpartition("/")[2]))
        return self.sources.modules_in(folder)

    def resume(self, dependencies: Dependencies, meant: Mapping[str, Meant]) -> None:
        """Take over what an earlier reading of the same files has read, looked up and found out."""
        self.meant.update(meant)
        for path, _ in dependencies.reads:
            self._digests.setdefault(path, self.digest_of(path))
        self._names.update(dependencies.names)
        self._outside.update(dependencies.outside)

    def dependencies(self) -> Dependencies:
        """Return what all that was read and looked up rests on."""
        return Dependencies(
            tuple(sorted(self._digests.items())),
            tuple(sorted(self._names)),
            tuple(sorted(self._outside.items())),
        )

    def bytes(self, path: str) -> builtins.bytes | None:
        """Return what the file holds; None, and a problem, if it can't be opened."""
        if path not in self._bytes:
            self._bytes[path] = self._attempt(path, lambda: self._opened(path))
            self._digests.setdefault(path, "")
        return self._bytes[path]

    def _opened(self, path: str) -> builtins.bytes:
        source = self.sources.bytes(path)
        digest = self.sources.digest(path, source)
        if self._digests.setdefault(path, digest) != digest:
            raise Unreadable("changed while it was analysed", 0, "analyse it again")
        return source

    def facts(self, path: str) -> ModuleFacts | None:
        """Return the facts of a file; None, and a problem, if it can't be read."""
        if path not in self._facts:
            with self.watch.measure("read files"):
                self._facts[path] = self._known_facts(path) or self._read(path)
        return self._facts[path]

    def _known_facts(self, path: str) -> ModuleFacts | None:
        """Return the facts of a file that holds what it held when it was read before."""
        if self.known is None:
            return None
        digest = self._digests.get(path) or self.digest_of(path)
        found = self.known.get((path, digest))
        if found is not None:
            self._digests[path] = digest
        return found

    def _read(self, path: str) -> ModuleFacts | None:
        source = self.bytes(path)
        if source is None:
            return None
        found = self._attempt(path, lambda: self.read_module(source, path))
        if found is not None and self.known is not None:
            self.known[path, self._digests[path]] = found
        return found

    def comments(self, path: str) -> Commented | None:
        """Return the comments of a file; None, and a problem, if it can't be read."""
        source = self.bytes(path)
        if source is None:
            return None
        from snapcheck.read.comments import read_comments  # few files have any that matter

        return self._attempt(path, lambda: read_comments(source, path))

    def _attempt(self, path: str, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except Unreadable as error:
            if self.sources.is_packaged(path):
                # Of what is installed and never imported on this Python nobody is told.
                return None
            self.problems[self.sources.problem(path, error)] = None
        except Exception as error:
            self.fail(path, "reading it", error)
        return None

    def fail(self, path: str, doing: str, error: Exception) -> None:
        """Take note of an internal failure, at the place where a person sees the file."""
        code = self.sources.embedded.get(path)
        place = path if code is None else code.within
        self.problems[internal_problem(place, doing, error)] = None


def relative(path: Path, root: Path) -> str:
    """Return `path` as reports show it: relative to `root` where it lies below, forward slashes."""
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        pass
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def links_of(
    disk: Disk, links: Iterable[str], known: Iterable[str], place: Callable[[str], str]
) -> Links:
    """Return the `links` below the root of `disk`.

    `known` are the files of the run, with their places.
    """
    root = os.path.join(disk.root, "")
    targets = {
        link[len(root) :].replace(os.sep, "/"): disk.real(link)
        for link in links
        if link.startswith(root)
    }
    return Links(disk, targets, {disk.real(place(path)): path for path in known if targets})
