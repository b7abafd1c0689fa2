"""The incremental cache: what earlier analyses found out, for as long as it holds.

It makes the next one faster, and never different: whatever is taken from here rests on files that
are the same, and on imports that would be found, or not found, as they were.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from snapcheck import knowledge
from snapcheck.analysis.file_scan import FileScans
from snapcheck.analysis.memory import Discovery, Memory
from snapcheck.analysis.partitions import Partitioning
from snapcheck.analysis.result import Dependencies, Result
from snapcheck.analysis.sources import Sources
from snapcheck.config.repository import repository_root
from snapcheck.digest import digest_of
from snapcheck.identity import identity
from snapcheck.model import Request
from snapcheck.read.source import Unreadable


class IncrementalCache:
    """The part of a memory that holds for the files of a run, and what that run adds.

    What it adds is kept in `memory`; without one, nothing of it is.
    """

    def __init__(
        self, before: Memory, sources: Sources, scans: FileScans, memory: Memory | None
    ) -> None:
        self._before = before
        self._sources = sources
        self._scans = scans
        self._memory = memory
        self._same_links = before.links == sources.links.targets
        self._listing = tuple(sorted(sources.python)) if memory is not None else ()
        self._strange = _names(before.came_or_went(sources.python))
        self._looked_up: list[Dependencies] = []
        self._sound: set[str] = set()

    def result(self, key: str) -> Result | None:
        """Return what is known of a partition, if it still holds."""
        known = self._before.result(key) if self._same_links else None
        if known is None or not self._holds(known):
            return None
        self._keep(key, known)
        return known

    def learn(self, key: str, result: Result) -> None:
        """Keep what came of a partition, unless another run may come to something else."""
        if result.is_repeatable:
            self._keep(key, result)

    def _keep(self, key: str, result: Result) -> None:
        if self._memory is None:
            return
        self._memory.keep_result(key, result)
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
        if digest and self._before.is_sound(digest):
            self._keep_sound(digest)
            return True
        return False

    def learn_sound(self, path: str) -> None:
        """Keep that a file is proper Python."""
        self._keep_sound(self._digest(path))

    def _keep_sound(self, digest: str) -> None:
        if self._memory is not None and digest and digest not in self._sound:
            self._sound.add(digest)
            self._memory.keep_sound(digest)

    def fill(self, discovery: Discovery, partitioning: Partitioning) -> None:
        """Put into the memory what all results of this run rest on."""
        memory, sources = self._memory, self._sources
        if memory is None:
            return
        for dependencies in self._looked_up:
            for path, _ in dependencies.reads:
                self._digest(path)
            for path, _ in dependencies.outside:
                self._sources.has(path)
        memory.finish(self._before.settings, sources.links.targets, self._listing, partitioning)
        if not memory.is_live:
            # Only who keeps a report beside the memory asks what that report rests on.
            memory.asked = (*discovery.asked, *sources.disk.asked())


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
    return memory if memory.settings == settings else Memory(settings=settings)


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
