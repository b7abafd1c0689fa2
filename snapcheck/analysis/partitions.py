"""Partitions of a run: entry points that share code are followed together, and nothing else is.

A repository holds hundreds of small programs. What one of them does says nothing about another, so
each partition is followed on its own: in another process, or not at all where it has not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import astuple

from snapcheck.analysis.file_scan import Import
from snapcheck.analysis.sources import Sources
from snapcheck.digest import digest_of
from snapcheck.link.imports import File, Finder, Folder, ancestors, packages_around
from snapcheck.model import EntryPoint

Answer = TypeVar("Answer")


class Partition(Struct, frozen=True, gc=False):
    """Entry points that share code.

    `declared` are those that a template or a person names, `candidates` files that may hold some by
    convention. `files` are the files that their imports spell out, themselves among them.
    """

    declared: tuple[EntryPoint, ...]
    candidates: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return what tells this partition from any other, whatever its files hold."""
        return digest_of(repr((self.declared, self.candidates)))

    @property
    def first(self) -> str:
        """Return the first file with an entry point, which names the program in messages."""
        return min([*self.candidates, *[entry.path for entry in self.declared]])

    def __or__(self, other: Partition) -> Partition:
        """Both as one."""
        return Partition(
            tuple(sorted({*self.declared, *other.declared})),
            tuple(sorted({*self.candidates, *other.candidates})),
            tuple(sorted({*self.files, *other.files})),
        )


class Partitioning(Struct, frozen=True):
    """The partitions of a run and what they rest on: the entry points, and what each file imports.

    `packages` are the `__init__.py` files that hold anything. `is_all` says that they rest on
    nothing else: no path was looked for outside of those files.
    """

    declared: tuple[EntryPoint, ...]
    candidates: tuple[str, ...]
    imports: Mapping[str, tuple[Import, ...]]
    packages: frozenset[str]
    partitions: tuple[Partition, ...]
    is_all: bool


def partition_entries(
    declared: Sequence[EntryPoint],
    candidates: Sequence[str],
    imports: Mapping[str, tuple[Import, ...]],
    sources: Sources,
    before: Partitioning | None,
    *,
    holds: Callable[[str], bool],
) -> Partitioning:
    """Partition the entry points of a run by the `imports` of its files.

    `holds` says of an `__init__.py` whether there is anything in it. The partitions of `before` are
    returned where they still hold.
    """
    packages = frozenset(path for path in imports if path.endswith("__init__.py") and holds(path))
    if (
        before is not None
        and before.is_all
        and _whole(before.declared) == _whole(declared)
        and before.candidates == tuple(candidates)
        and before.imports == imports
        and before.packages == packages
    ):
        return before
    outside: list[str] = []

    def noting(look: Callable[[str], Answer]) -> Callable[[str], Answer]:
        def looked(path: str) -> Answer:
            if not sources.was_searched(path):
                outside.append(path)
            return look(path)

        return looked

    finder = Finder(noting(sources.file), noting(sources.is_folder))
    partitions = components(declared, candidates, imports, finder, holds)
    is_all = not outside and not sources.links.targets
    return Partitioning(
        tuple(declared), tuple(candidates), imports, packages, tuple(partitions), is_all
    )


def _whole(entries: Iterable[EntryPoint]) -> list[tuple[object, ...]]:
    """Return all that is known of entry points, which are equal by less."""
    return [astuple(entry) for entry in entries]


def components(
    declared: Sequence[EntryPoint],
    candidates: Collection[str],
    imports: Mapping[str, Iterable[Import]],
    finder: Finder,
    holds: Callable[[str], bool],
) -> list[Partition]:
    """Put entry points together that reach a common file, by what imports spell out.

    `holds` says of a package around a module whether there is anything in it.
    """
    roots = {entry.path: entry.roots for entry in reversed(declared)}
    starts = sorted({*roots, *candidates})
    places = _Joined()
    reached: set[str] = set()
    for start in starts:
        search = roots.get(start) or ancestors(start)
        places.add(start)
        around = packages_around(start, roots.get(start, ()), finder)
        packages = [path for path in around if holds(path)]
        for package in packages:
            places.join(start, package)
        waiting = [path for path in (start, *packages) if path not in reached]
        reached.update(waiting)
        while waiting:
            path = waiting.pop()
            for each in imports.get(path, ()):
                for found in files_of(each, path, search, finder):
                    places.join(path, found)
                    # As when it is linked: a module is resolved as for its first importer.
                    if found not in reached:
                        reached.add(found)
                        waiting.append(found)
    return list(_partitions(declared, candidates, places))


def _partitions(
    declared: Iterable[EntryPoint], candidates: Iterable[str], places: _Joined
) -> Iterator[Partition]:
    files = places.sets()
    entries: dict[str, list[EntryPoint]] = {}
    for entry in declared:
        entries.setdefault(places.of(entry.path), []).append(entry)
    named: dict[str, list[str]] = {}
    for path in candidates:
        named.setdefault(places.of(path), []).append(path)
    for key in sorted({*entries, *named}):
        yield Partition(
            tuple(sorted(entries.get(key, ()))),
            tuple(sorted(named.get(key, ()))),
            tuple(sorted(files[key])),
        )


def files_of(spelled: Import, path: str, search: tuple[str, ...], finder: Finder) -> Iterator[str]:
    """Yield the first-party files that an import runs: packages on the way, modules, submodules."""
    first, *rest = spelled.module.split(".") if spelled.module else ("",)
    place: File | Folder | None
    if spelled.level:
        place = finder.relative(path, spelled.level, first)
    else:
        place = finder.absolute(first, search)
    for name in rest:
        if place is None:
            return
        yield from _file(place)
        place = finder.below(_folder(place), name)
    if place is None:
        return
    yield from _file(place)
    for name in spelled.names:
        below = finder.below(_folder(place), name)
        if below is not None:
            yield from _file(below)


def _file(place: File | Folder) -> Iterator[str]:
    if isinstance(place, File):
        yield place.path


def _folder(place: File | Folder) -> str:
    """Return the folder that a package's modules lie in.

    For a plain module one that is not there.
    """
    if isinstance(place, Folder):
        return place.path
    folder, _, name = place.path.rpartition("/")
    return folder if name == "__init__.py" else place.path


def sharing(modules: Sequence[Collection[str]]) -> list[list[int]]:
    """Return which of several programs run a common file, by their number; each stands in one list.

    `modules` are, for each program, the files that it turned out to run.
    """
    places = _Joined()
    for number, paths in enumerate(modules):
        places.add(f"#{number}")
        for path in paths:
            places.join(f"#{number}", path)
    found: dict[str, list[int]] = {}
    for number in range(len(modules)):
        found.setdefault(places.of(f"#{number}"), []).append(number)
    return list(found.values())


class _Joined:
    """Sets of names that are joined pair by pair (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def add(self, name: str) -> None:
        self._above.setdefault(name, name)

    def of(self, name: str) -> str:
        """Return the name that stands for the set of `name`."""
        above = self._above
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    def join(self, one: str, other: str) -> None:
        self.add(one)
        self.add(other)
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first

    def sets(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in self._above:
            found.setdefault(self.of(name), []).append(name)
        return found
