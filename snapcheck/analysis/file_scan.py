"""The scan of a file's bytes, before anything is parsed.

It decides which files are parsed at all, which of them belong together, and whether what was found
out about them before still holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct

from snapcheck.analysis.sources import Sources
from snapcheck.deploy.cdk import scan as building
from snapcheck.discover import convention
from snapcheck.discover.unreached import computes_imports
from snapcheck.filesystem.fingerprint import FileState
from snapcheck.internal import internal_problem
from snapcheck.knowledge import Knowledge
from snapcheck.model import Problem
from snapcheck.read.source import Unreadable
from snapcheck.suppress.directives import may_hold_directive

_GAP = rb"(?:[ \t\f]|\\\r?\n)"
_NAME = rb"[\w\x80-\xff]"
_REST = rb"((?:[^\r\n;#(\\]|\\\r?\n)*)"
_IMPORT = re.compile(
    rb"\bfrom\b" + _GAP + rb"*((?:\.|" + _GAP + rb")*)((?:" + _NAME + rb"|\.)*)" + _GAP
    + rb"*\bimport\b" + _GAP + rb"*(?:\(([^)]*)\)|" + _REST + rb")"
    + rb"|\bimport" + _GAP + rb"+" + _REST
)  # fmt: skip
_COMMENT = re.compile(rb"#[^\r\n]*")
_FIRST_WORD = re.compile(rb"(?:" + _NAME + rb"|\.)+")


class Import(Struct, frozen=True):
    """`from ..module import names` has level 2; `import a.b` is the module `a.b` and no names."""

    level: int
    module: str
    names: tuple[str, ...]


class FileScan(Struct, frozen=True, gc=False):
    """One file as it looks from outside; `size` is in bytes.

    `digest` tells its content from any other. `may_be_called`: an entry point by convention could
    be in it; `may_hook`: it spells out something that registers hooks; `may_deploy`: it could build
    functions; `may_ignore`: an ignore comment could be in it; `computes`: it imports a module whose
    name only the running program knows.
    """

    size: int
    digest: str
    imports: tuple[Import, ...]
    may_be_called: bool
    may_hook: bool
    may_deploy: bool
    may_ignore: bool
    computes: bool


def _nothing(*_: object) -> None:
    return None


class FileScans:
    """One look at each file of a run, with an eye to what the knowledge calls a hook.

    `before` says how a file looked when it was last looked at, `keep` is told how it looks now.
    """

    def __init__(
        self,
        sources: Sources,
        known: Knowledge,
        before: Callable[[str], tuple[FileState, FileScan] | None] = _nothing,
        keep: Callable[[str, FileState, FileScan], None] = _nothing,
    ) -> None:
        self._sources = sources
        self._before = before
        self._keep = keep
        self._hooks = re.compile("|".join(map(re.escape, sorted(known.hooks))).encode())
        self._known: dict[str, FileScan | None] = {}
        self.problems: set[Problem] = set()
        """Internal failures, of files that this process looked at."""

    def __getstate__(self) -> dict[str, object]:
        # Another process neither has the memory of this one nor adds to it.
        return {**self.__dict__, "_before": _nothing, "_keep": _nothing}

    def all(self) -> Iterator[tuple[str, FileScan]]:
        """Yield the files of the run that can be opened, by path."""
        for path in sorted(self._sources.python):
            scan = self.of(path)
            if scan is not None:
                yield path, scan

    def knows(self, path: str) -> bool:
        """Return whether a file was looked at."""
        return path in self._known

    def of(self, path: str) -> FileScan | None:
        """Return what a file looks like.

        None for one that can't be opened, as who reads it will say.
        """
        if path not in self._known:
            try:
                self._known[path] = self._seen_before(path) or self._look(path)
            except (OSError, Unreadable):
                self._known[path] = None
            except Exception as error:
                self._known[path] = None
                self.problems.add(internal_problem(path, "looking at it", error))
        return self._known[path]

    def _seen_before(self, path: str) -> FileScan | None:
        """Return the scan of the file when it was last read, if it still looks so."""
        known = self._before(path) if path not in self._sources.embedded else None
        if known is None:
            return None
        seen, scan = known
        if not self._sources.disk.looks_as_before(self._sources.place(path), seen):
            return None
        self._keep(path, seen, scan)
        return scan

    def imports(self, path: str) -> tuple[Import, ...]:
        """Return the imports that a file spells out."""
        scan = self.of(path)
        return scan.imports if scan is not None else ()

    def size(self, path: str) -> int:
        """Return how many bytes a file holds; 0 for one that can't be opened."""
        scan = self.of(path)
        return scan.size if scan is not None else 0

    def digest(self, path: str) -> str:
        """Return what tells the content of a file from any other.

        Empty for one that can't be opened.
        """
        scan = self.of(path)
        return scan.digest if scan is not None else ""

    def computes(self, path: str) -> bool:
        """Return whether a file imports a module whose name only the running program knows."""
        scan = self.of(path)
        return scan is not None and scan.computes

    def may_ignore(self, path: str) -> bool:
        """Return whether an ignore comment could be in a file."""
        scan = self.of(path)
        return scan is not None and scan.may_ignore

    def may_hook(self, path: str) -> bool:
        """Return whether a file spells out something that registers hooks, and is no test."""
        scan = self.of(path)
        return scan is not None and scan.may_hook

    def _look(self, path: str) -> FileScan:
        if path in self._sources.embedded:
            return self._scanned(path, self._sources.bytes(path))
        source, seen = self._sources.look(path)
        scan = self._scanned(path, source)
        self._keep(path, seen, scan)
        return scan

    def _scanned(self, path: str, source: bytes) -> FileScan:
        is_test = convention.is_test(path)
        return FileScan(
            len(source),
            self._sources.digest(path, source),
            imports_in(source),
            convention.may_hold_entry_point(path, source),
            not is_test and self._hooks.search(source) is not None,
            building.may_declare(source, is_test=is_test),
            may_hold_directive(source),
            computes_imports(source),
        )


def imports_in(source: bytes) -> tuple[Import, ...]:
    """Return the imports anywhere in a Python file, each once, in order.

    What only looks like an import, in a string or a comment, is found too: it can join programs
    that have nothing to do with each other, which costs time and no finding.
    """
    statements = dict.fromkeys(_statements(source))
    return tuple(dict.fromkeys([each for written in statements for each in _imports(*written)]))


def _statements(source: bytes) -> Iterator[tuple[bytes, ...]]:
    """Yield what `_IMPORT` finds, from the beginning of one line with an import to the next.

    To search for the bare word takes a tenth of what searching all lines takes.
    """
    end = 0
    while (at := source.find(b"import", end)) >= 0:
        begin = max(end, source.rfind(b"\n", end, at) + 1)
        while begin > end and source.endswith((b"\\\n", b"\\\r\n"), end, begin):
            begin = max(end, source.rfind(b"\n", end, begin - 1) + 1)
        found = _IMPORT.search(source, begin)
        if found is None:
            return
        yield found.groups(b"")
        end = found.end()


@lru_cache(maxsize=2_000)  # the files of one repository import the same libraries
def _imports(
    dots: bytes, module: bytes, bracketed: bytes, names: bytes, modules: bytes
) -> tuple[Import, ...]:
    """Return the imports that one statement spells out."""
    if modules:
        return tuple([Import(0, each, ()) for each in _words(modules)])
    words = tuple(_words(bracketed or names))
    return (Import(dots.count(b"."), module.decode("utf-8", "replace"), words),)


def _words(text: bytes) -> list[str]:
    """Return the first word of each part between commas: `a.b as c, d` gives `a.b` and `d`."""
    parts = _COMMENT.sub(b"", text).split(b",")
    words = [_FIRST_WORD.search(part) for part in parts]
    return [word[0].decode("utf-8", "replace") for word in words if word is not None]
