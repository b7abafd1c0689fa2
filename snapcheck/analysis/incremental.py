"""The incremental cache: what earlier analyses found out, for as long as it holds.

It makes the next one faster, and never different: whatever is taken from here rests on files that
are the same, and on imports that would be found, or not found, as they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from snapcheck import knowledge
from snapcheck.analysis.file_scan import FileScan, FileScans
from snapcheck.analysis.partitions import Partitioning
from snapcheck.analysis.result import Dependencies, Result, pack, unpacked
from snapcheck.analysis.sources import Sources
from snapcheck.config.repository import repository_root
from snapcheck.digest import digest_of
from snapcheck.discover.files import Tree
from snapcheck.facts import ModuleFacts
from snapcheck.filesystem.fingerprint import FileState, Queries
from snapcheck.identity import identity
from snapcheck.model import Request
from snapcheck.model.deployed import Declared
from snapcheck.read.source import Unreadable

if TYPE_CHECKING:
    from snapcheck.analysis.kept_links import KeptLinks


class Discovery(Struct, frozen=True):
    """Files and deployments as they were found.

    They are the same for a search for the same (`what`), as long as each question that was asked of
    the disk has the same answer and `programs`, the files that could build functions, have the same
    digests.
    """

    what: str
    asked: Queries
    programs: tuple[tuple[str, str], ...]
    tree: Tree
    declared: Declared


class Memory(Struct):
    """What was found out about one project, under one configuration; each analysis renews it.

    `settings` tell that configuration, version and knowledge from any others. `listing` are the
    Python files that there were, `links` the symbolic links that imports may go through, with what
    they lead to. `results` are those of partitions of entry points, packed, by the partition's
    own key; `sound` are the digests of files that no program runs and that are proper Python.
    `scans` are looks at files, with how the files looked to the disk then. `asked` is all that
    the last report rests on, in parts.
    """

    settings: str = ""
    listing: frozenset[str] = frozenset()
    links: Mapping[str, str] = field(default_factory=dict)
    results: Mapping[str, bytes] = field(default_factory=dict)
    sound: frozenset[str] = frozenset()
    scans: Mapping[str, tuple[FileState, FileScan]] = field(default_factory=dict)
    discovery: Discovery | None = None
    asked: tuple[Queries, ...] = ()

    @property
    def is_live(self) -> bool:
        """Return whether it stays in its process.

        No report is kept beside it, so `asked` stays empty.
        """
        return False

    @property
    def known_facts(self) -> dict[tuple[str, str], ModuleFacts] | None:
        """Facts by path and digest, to which more can be added; None if it keeps none."""
        return None

    @property
    def known_partitioning(self) -> Partitioning | None:
        """The partitions of the last run, if it keeps them."""
        return None

    @property
    def known_links(self) -> KeptLinks | None:
        """The programs that were linked last, if it keeps any."""
        return None

    def result(self, key: str) -> Result | None:
        """Return what came of a partition when it was followed."""
        packed = self.results.get(key)
        return unpacked(packed) if packed is not None else None


def _no_links() -> KeptLinks:
    from snapcheck.analysis.kept_links import KeptLinks  # imports what links programs

    return KeptLinks()


class LiveMemory(Memory, Struct):
    """A memory that stays in its process: it keeps partitions too, and facts by path and digest.

    Its results are `live`, and need not be unpacked. `links_kept` are the programs that were linked
    last.
    """

    live: Mapping[str, Result] = field(default_factory=dict)
    facts: dict[tuple[str, str], ModuleFacts] = field(default_factory=dict)
    partitioning: Partitioning | None = None
    links_kept: KeptLinks = field(default_factory=_no_links)

    @property
    def is_live(self) -> bool:
        return True

    @property
    def known_facts(self) -> dict[tuple[str, str], ModuleFacts] | None:
        return self.facts

    @property
    def known_partitioning(self) -> Partitioning | None:
        return self.partitioning

    @property
    def known_links(self) -> KeptLinks | None:
        return self.links_kept

    def result(self, key: str) -> Result | None:
        return self.live.get(key)


class IncrementalCache:
    """The part of a memory that holds for the files of a run, and what that run adds.

    What it adds is put into `memory` in the end; without one, nothing of it is kept.
    """

    def __init__(
        self, before: Memory, sources: Sources, scans: FileScans, memory: Memory | None
    ) -> None:
        self._before = before
        self._sources = sources
        self._scans = scans
        self._memory = memory
        self._same_links = before.links == sources.links.targets
        self._listing = frozenset(sources.python) if memory is not None else frozenset()
        # An empty memory knows of no result that a new file could change.
        self._strange = (
            _names(before.listing.symmetric_difference(sources.python))
            if before.listing
            else frozenset()
        )
        self._packed: dict[str, bytes] = {}
        self._live: dict[str, Result] = {}
        self._looked_up: list[Dependencies] = []
        self._sound: set[str] = set()

    def result(self, key: str) -> Result | None:
        """Return what is known of a partition, if it still holds."""
        known = self._before.result(key) if self._same_links else None
        if known is None or not self._holds(known):
            return None
        self._keep(key, known, self._before.results.get(key))
        return known

    def learn(self, key: str, result: Result) -> None:
        """Keep what came of a partition, unless another run may come to something else."""
        if result.is_repeatable:
            self._keep(key, result, None)

    def _keep(self, key: str, result: Result, packed: bytes | None) -> None:
        if self._memory is None:
            return
        if self._memory.is_live:
            self._live[key] = result
        else:
            self._packed[key] = packed or pack(result)
        dependencies = result.dependencies
        if dependencies.outside or not all(
            self._scans.knows(path) for path, _ in dependencies.reads
        ):
            self._looked_up.append(dependencies)

    def _holds(self, result: Result) -> bool:
        dependencies = result.dependencies
        return (
            self._strange.isdisjoint(dependencies.names)
            # First: to ask for a file takes up one that only following the program has found.
            and all(self._sources.has(path) is there for path, there in dependencies.outside)
            and all(self._digest(path) == digest for path, digest in dependencies.reads)
        )

    def _digest(self, path: str) -> str:
        if self._sources.is_packaged(path):
            return self._sources.digest(path, self._bytes(path))
        return self._scans.digest(path) if path in self._sources.python else ""

    def _bytes(self, path: str) -> bytes:
        try:
            return self._sources.bytes(path)
        except Unreadable:
            return b""

    def is_sound(self, path: str) -> bool:
        """Return whether a file is known to be proper Python."""
        digest = self._digest(path)
        if digest and digest in self._before.sound:
            self._sound.add(digest)
            return True
        return False

    def learn_sound(self, path: str) -> None:
        """Keep that a file is proper Python."""
        self._sound.add(self._digest(path))

    def fill(self, discovery: Discovery, partitioning: Partitioning) -> None:
        """Put into the memory what this run used or found out, and nothing else."""
        memory, sources = self._memory, self._sources
        if memory is None:
            return
        for dependencies in self._looked_up:
            for path, _ in dependencies.reads:
                self._digest(path)
            for path, _ in dependencies.outside:
                self._sources.has(path)
        memory.settings, memory.listing = self._before.settings, self._listing
        memory.links = sources.links.targets
        memory.results, memory.sound = self._packed, frozenset(self._sound - {""})
        memory.scans = self._scans.kept()
        found = (*discovery.tree.problems, *discovery.declared.problems)
        memory.discovery = discovery if all(each.repeatable for each in found) else None
        if isinstance(memory, LiveMemory):
            memory.live, memory.partitioning = self._live, partitioning
            read = {pair for each in self._live.values() for pair in each.dependencies.reads}
            memory.facts = {key: memory.facts[key] for key in memory.facts.keys() & read}
        else:
            # Only who keeps a report beside the memory asks what that report rests on.
            memory.asked = (discovery.asked, sources.disk.asked())


def _names(paths: Iterable[str]) -> frozenset[str]:
    """Return what an import could call these files, and the folders that they lie in."""
    return frozenset(name for path in paths for name in _parts(path))


def _parts(path: str) -> Iterator[str]:
    *folders, file = path.split("/")
    yield from folders
    yield file.removesuffix(".py")


def usable_memory(memory: Memory | None, request: Request) -> Memory:
    """Return what of a memory may be used for a request at all; an empty one if that is nothing."""
    if memory is None:
        return Memory()
    settings = settings_of(request)
    if memory.settings != settings:
        return Memory(settings)
    return memory


def _installed(request: Request) -> list[list[str]]:
    """Return what is installed in the environment that may be looked at: names with versions."""
    if request.environment is None:
        return []
    from snapcheck.link.installed import NoEnvironment, package_folders

    try:
        return [sorted(os.listdir(folder)) for folder in package_folders(request.environment)]
    except (NoEnvironment, OSError):
        return []


def settings_of(request: Request) -> str:
    """Return what tells version, knowledge and the configuration of programs from any others.

    Which files are looked at, and which findings are shown in the end, is no part of it.
    """
    parts = (
        knowledge.stamps(request.knowledge),
        identity(),
        str(request.root),
        str(repository_root(request.root)),
        request.select,
        request.extend_select,
        request.ignore,
        request.min_confidence,
        request.only_snapstart,
        request.source_roots,
        str(request.environment),
        _installed(request),
    )
    return digest_of(repr(parts))
