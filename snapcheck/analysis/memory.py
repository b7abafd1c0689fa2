"""What analyses remember from one to the next, in records that are looked up one by one.

A run reads what it needs of the records of the last one, and adds those of its own as it comes to
them: of a large project, neither are ever in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.analysis.file_scan import FileScan, Import
from snapcheck.analysis.partitions import Partitioning
from snapcheck.analysis.result import Result, unpacked
from snapcheck.discover.files import Tree
from snapcheck.facts import ModuleFacts
from snapcheck.filesystem.fingerprint import FileState, Queries
from snapcheck.model.deployed import Declared, Deployed, Embedded, sharing_texts

if TYPE_CHECKING:
    from snapcheck.analysis.kept_links import KeptLinks

T = TypeVar("T")

_TOGETHER = 500  # paths, or functions, in one record


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


class Records(Protocol):
    """Bytes by key, as they were kept."""

    def get(self, key: str, /) -> bytes | None:
        """Return the record of a key, if there is one."""
        ...


class NewRecords(Protocol):
    """Bytes by key, to be kept."""

    def __setitem__(self, key: str, record: bytes, /) -> None: ...


class _About(Struct, frozen=True):
    """What the records of one run have in common."""

    settings: str
    links: Mapping[str, str]


class Memory:
    """What was found out about one project, under one configuration; each analysis renews it.

    `settings` tell that configuration, version and knowledge from any others. `links` are the
    symbolic links that imports may go through, with what they lead to. All else stands in
    `records`. `asked` is all that the last report rests on.
    """

    is_live = False
    """Whether it stays in its process: no report is kept beside it, so `asked` stays empty."""

    def __init__(self, records: Records | None = None, settings: str = "") -> None:
        self.records: Records = {} if records is None else records
        about = _decoded(self.records.get("about"), _About)
        self.settings = settings if about is None else about.settings
        self.links: Mapping[str, str] = {} if about is None else about.links
        self.asked: Queries = ()
        self._new: NewRecords = {}
        self._is_whole = False

    # --- what is known ---

    def scan(self, path: str) -> tuple[FileState, FileScan] | None:
        """Return the last look at a file, with how the file looked to the disk then."""
        found = _decoded(self.records.get(f"scan {path}"), _Scan)
        return (found.seen, _shared(found.scan)) if found is not None else None

    def result(self, key: str) -> Result | None:
        """Return what came of a partition when it was followed."""
        packed = self.records.get(f"result {key}")
        return unpacked(packed) if packed is not None else None

    def is_sound(self, digest: str) -> bool:
        """Return whether a file that no program runs is known to be proper Python."""
        return self.records.get(f"sound {digest}") is not None

    def came_or_went(self, python: Collection[str]) -> frozenset[str]:
        """Return the Python files that are new, and those that are gone; none if none was known."""
        count, gone = 0, []
        for path in self._all("listing", str):
            count += 1
            if path not in python:
                gone.append(path)
        if not count or count - len(gone) == len(python):
            return frozenset(gone)
        return frozenset(python).symmetric_difference(self._all("listing", str))

    def discovery(self, holds: Callable[[Discovery], bool]) -> Discovery | None:
        """Return what was found last, if it still `holds`, of which its files say nothing."""
        found = _decoded(self.records.get("discovery"), Discovery)
        if found is None or not holds(found):
            return None
        tree = replace(
            found.tree,
            python=tuple(self._all("python", str)),
            templates=tuple(self._all("templates", str)),
        )
        declared = replace(
            found.declared,
            functions=tuple(sharing_texts(self._all("function", Deployed))),
            embedded=tuple(self._all("embedded", Embedded)),
        )
        return replace(found, tree=tree, declared=declared)

    def _all(self, name: str, shape: type[T]) -> Iterator[T]:
        number = 0
        while items := _decoded(self.records.get(f"{name} {number}"), tuple[shape, ...]):  # type: ignore[valid-type]
            yield from items
            number += 1

    # --- what a run adds ---

    def start(self) -> None:
        """Begin to keep what the next run is to know, with nothing."""
        self._new, self._is_whole = self._begun(), True

    def _begun(self) -> NewRecords:
        return {}

    def keep_scan(self, path: str, seen: FileState, scan: FileScan) -> None:
        """Keep a look at a file."""
        self._add(f"scan {path}", _Scan(seen, scan))

    def keep_result(self, key: str, result: Result) -> None:
        """Keep what came of a partition."""
        self._add(f"result {key}", result)

    def keep_sound(self, digest: str) -> None:
        """Keep that a file is proper Python."""
        self._add(f"sound {digest}", None)

    def keep_files(self, python: Sequence[str]) -> None:
        """Keep the Python files that were found."""
        self._add_all("python", python)

    def keep_discovery(self, found: Discovery) -> None:
        """Keep what else was found."""
        bare = replace(found.declared, functions=(), embedded=())
        tree = replace(found.tree, python=(), templates=())
        self._add("discovery", replace(found, tree=tree, declared=bare))
        self._add_all("templates", found.tree.templates)
        self._add_all("function", found.declared.functions)
        self._add_all("embedded", found.declared.embedded)

    def finish(
        self,
        settings: str,
        links: Mapping[str, str],
        listing: Sequence[str],
        partitioning: Partitioning,
    ) -> None:
        """Make what was kept since the start what is known, with what all of it rests on."""
        self._add_all("listing", listing)
        self._add("about", _About(settings, links))
        if self._is_whole:
            self.settings, self.links = settings, links
            self._take_over()

    def _take_over(self) -> None:
        assert isinstance(self._new, dict)
        self.records = self._new

    def _add(self, key: str, record: object) -> None:
        try:
            self._new[key] = _ENCODER.encode(record)
        except (MemoryError, RecursionError, ValueError):
            self._is_whole = False  # the next run has to do without

    def _add_all(self, name: str, items: Sequence[object]) -> None:
        for number, begin in enumerate(range(0, len(items), _TOGETHER)):
            self._add(f"{name} {number}", items[begin : begin + _TOGETHER])

    # --- what only a memory that stays in its process knows ---

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


class _Scan(Struct, frozen=True):
    seen: FileState
    scan: FileScan


_ENCODER = msgspec.msgpack.Encoder()


@cache
def _decoder(shape: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(shape)


def _decoded(record: bytes | None, shape: type[T]) -> T | None:
    """Return what a record says; None if there is none, or it is something else."""
    if record is None:
        return None
    kind: Any = shape
    try:
        found: T = _decoder(kind).decode(record)
        return found
    except ValueError:
        return None


def _shared(scan: FileScan) -> FileScan:
    """Return a scan with imports that others have too: they are most of what it takes."""
    return replace(scan, imports=_imports(scan.imports)) if scan.imports else scan


@lru_cache(maxsize=10_000)
def _imports(same: tuple[Import, ...]) -> tuple[Import, ...]:
    return tuple(map(_import, same))


@lru_cache(maxsize=10_000)
def _import(same: Import) -> Import:
    return same


class LiveMemory(Memory):
    """A memory that stays in its process: nothing of it is packed, and it keeps more.

    That are the partitions, `facts` by path and digest, and the programs that were linked last.
    """

    is_live = True

    def __init__(self) -> None:
        from snapcheck.analysis.kept_links import KeptLinks  # imports what links programs

        super().__init__()
        self.facts: dict[tuple[str, str], ModuleFacts] = {}
        self._links_kept = KeptLinks()
        self._known = _Live()
        self._next = _Live()

    def scan(self, path: str) -> tuple[FileState, FileScan] | None:
        return self._known.scans.get(path)

    def result(self, key: str) -> Result | None:
        return self._known.results.get(key)

    def is_sound(self, digest: str) -> bool:
        return digest in self._known.sound

    def came_or_went(self, python: Collection[str]) -> frozenset[str]:
        listing = self._known.listing
        return listing.symmetric_difference(python) if listing else frozenset()

    def discovery(self, holds: Callable[[Discovery], bool]) -> Discovery | None:
        found = self._known.discovery
        if found is None or not holds(found):
            return None
        return replace(found, tree=replace(found.tree, python=self._known.python))

    def start(self) -> None:
        self._next = _Live()

    def keep_scan(self, path: str, seen: FileState, scan: FileScan) -> None:
        self._next.scans[path] = (seen, scan)

    def keep_result(self, key: str, result: Result) -> None:
        self._next.results[key] = result

    def keep_sound(self, digest: str) -> None:
        self._next.sound.add(digest)

    def keep_files(self, python: Sequence[str]) -> None:
        self._next.python = tuple(python)

    def keep_discovery(self, found: Discovery) -> None:
        self._next.discovery = found

    def finish(
        self,
        settings: str,
        links: Mapping[str, str],
        listing: Sequence[str],
        partitioning: Partitioning,
    ) -> None:
        self.settings, self.links = settings, links
        self._known, self._next = self._next, _Live()
        self._known.listing, self._known.partitioning = frozenset(listing), partitioning
        results = self._known.results.values()
        read = {pair for each in results for pair in each.dependencies.reads}
        self.facts = {key: self.facts[key] for key in self.facts.keys() & read}

    @property
    def known_facts(self) -> dict[tuple[str, str], ModuleFacts] | None:
        return self.facts

    @property
    def known_partitioning(self) -> Partitioning | None:
        return self._known.partitioning

    @property
    def known_links(self) -> KeptLinks:
        return self._links_kept


class _Live(Struct):
    """What one run found out."""

    scans: dict[str, tuple[FileState, FileScan]] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    sound: set[str] = field(default_factory=set)
    listing: frozenset[str] = frozenset()
    python: tuple[str, ...] = ()
    discovery: Discovery | None = None
    partitioning: Partitioning | None = None
