"""What a look at the bytes of a file tells before anything is parsed.

It decides which files are parsed at all, which of them belong together, and whether what was found
out about them before still holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from snapcheck.analysis.sources import Sources
from snapcheck.deploy.cdk import scan as building
from snapcheck.discover import convention
from snapcheck.discover.overlooked import computes_imports
from snapcheck.filesystem.fingerprint import Seen
from snapcheck.knowledge import Knowledge
from snapcheck.read.imports import Import, imports_in
from snapcheck.read.source import Unreadable
from snapcheck.suppress.directives import may_hold_directive


class Glance(Struct, frozen=True, gc=False):
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


class Glances:
    """One look at each file of a run, with an eye to what the knowledge calls a hook."""

    def __init__(
        self,
        sources: Sources,
        known: Knowledge,
        before: Mapping[str, tuple[Seen, Glance]] = MappingProxyType({}),
        *,
        keep: bool = True,
    ) -> None:
        self._sources = sources
        self._before = before
        self._hooks = re.compile("|".join(map(re.escape, sorted(known.hooks))).encode())
        self._known: dict[str, Glance | None] = {}
        self._seen: dict[str, Seen] | None = {} if keep else None

    def all(self) -> Iterator[tuple[str, Glance]]:
        """The files of the run that can be opened, by path."""
        for path in sorted(self._sources.python):
            glance = self.of(path)
            if glance is not None:
                yield path, glance

    def knows(self, path: str) -> bool:
        """Whether a file was looked at."""
        return path in self._known

    def of(self, path: str) -> Glance | None:
        """What a file looks like; None for one that can't be opened, as who reads it will say."""
        if path not in self._known:
            try:
                self._known[path] = self._seen_before(path) or self._look(path)
            except (OSError, Unreadable):
                self._known[path] = None
        return self._known[path]

    def _seen_before(self, path: str) -> Glance | None:
        """The look that was taken at the file when it was last read, if it still looks so."""
        known = self._before.get(path)
        if known is None or path in self._sources.embedded:
            return None
        seen, glance = known
        if not self._sources.disk.looks_as_before(self._sources.place(path), seen):
            return None
        self._keep(path, seen)
        return glance

    def _keep(self, path: str, seen: Seen) -> None:
        if self._seen is not None:
            self._seen[path] = seen

    def kept(self) -> dict[str, tuple[Seen, Glance]]:
        """All looks at files on the disk, with how the files looked then, if that was noted."""
        return {
            path: (seen, glance)
            for path, seen in (self._seen or {}).items()
            if (glance := self._known[path]) is not None
        }

    def imports(self, path: str) -> tuple[Import, ...]:
        """The imports that a file spells out."""
        glance = self.of(path)
        return glance.imports if glance is not None else ()

    def size(self, path: str) -> int:
        """How many bytes a file holds; 0 for one that can't be opened."""
        glance = self.of(path)
        return glance.size if glance is not None else 0

    def digest(self, path: str) -> str:
        """What tells the content of a file from any other; empty for one that can't be opened."""
        glance = self.of(path)
        return glance.digest if glance is not None else ""

    def computes(self, path: str) -> bool:
        """Whether a file imports a module whose name only the running program knows."""
        glance = self.of(path)
        return glance is not None and glance.computes

    def may_ignore(self, path: str) -> bool:
        """Whether an ignore comment could be in a file."""
        glance = self.of(path)
        return glance is not None and glance.may_ignore

    def may_hook(self, path: str) -> bool:
        """Whether a file spells out something that registers hooks, and is no test."""
        glance = self.of(path)
        return glance is not None and glance.may_hook

    def _look(self, path: str) -> Glance:
        if path in self._sources.embedded:
            source = self._sources.bytes(path)
        else:
            source, seen = self._sources.look(path)
            self._keep(path, seen)
        is_test = convention.is_test(path)
        return Glance(
            len(source),
            self._sources.digest(path, source),
            imports_in(source),
            convention.may_hold_entry_point(path, source),
            not is_test and self._hooks.search(source) is not None,
            not is_test and building.may_declare(source),
            may_hold_directive(source),
            computes_imports(source),
        )
