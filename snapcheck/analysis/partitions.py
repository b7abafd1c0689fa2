"""Partitions of a run: entry points that share code are followed together, and nothing else is.

A repository holds hundreds of small programs. What one of them does says nothing about another, so
each partition is followed on its own: in another process, or not at all where it has not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import astuple

from snapcheck.analysis.elsewhere import Elsewhere
from snapcheck.analysis.file_scan import Import
from snapcheck.analysis.sources import Sources
from snapcheck.digest import digest_of
from snapcheck.link.imports import (
    File,
    Finder,
    Folder,
    MoreRoots,
    folder_of,
    packages_around,
)
from snapcheck.model import EntryPoint
from snapcheck.model.deployed import Foreign

Answer = TypeVar("Answer")


class Partition(Struct, frozen=True, gc=False):
    """Entry points that share code.

    `declared` are those that a template or a person names, `candidates` files that may hold some by
    convention. `files` are the files that their imports spell out, themselves among them. `found`
    are, for some of them, further roots in which their imports were found.
    """

    declared: tuple[EntryPoint, ...]
    candidates: tuple[str, ...]
    files: tuple[str, ...]
    found: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def key(self) -> str:
        """Return what tells this partition from any other, whatever its files hold."""
        return digest_of(repr((self.declared, self.candidates, self.found)))

    @property
    def first(self) -> str:
        """Return the first file with an entry point, which names the program in messages."""
        return min([*self.candidates, *[entry.path for entry in self.declared]])

    def __or__(self, other: Partition) -> Partition:
        """Return both as one."""
        return Partition(
            tuple(sorted({*self.declared, *other.declared})),
            tuple(sorted({*self.candidates, *other.candidates})),
            tuple(sorted({*self.files, *other.files})),
            tuple(sorted({*self.found, *other.found})),
        )


class Unfollowed(Struct, frozen=True, order=True):
    """An import that may mean several modules of the repository, and was not followed."""

    module: str
    importer: str
    candidates: tuple[str, ...]


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
    unfollowed: tuple[Unfollowed, ...] = ()

    @property
    def found(self) -> Mapping[str, tuple[str, ...]]:
        """The further roots of all files."""
        return {path: roots for each in self.partitions for path, roots in each.found}


class Roots(Struct, frozen=True):
    """Where imports of all programs are looked up: roots that the user names, and what is no place.

    `libraries` are packages that lie outside of the repository, `foreign` files that hold no entry
    point.
    """

    configured: tuple[str, ...] = ()
    libraries: frozenset[str] = frozenset()
    foreign: tuple[Foreign, ...] = ()


NO_ROOTS = Roots()


def partition_entries(
    declared: Sequence[EntryPoint],
    candidates: Sequence[str],
    imports: Mapping[str, tuple[Import, ...]],
    sources: Sources,
    before: Partitioning | None,
    *,
    holds: Callable[[str], bool],
    roots: Roots = NO_ROOTS,
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

    finder = Finder(noting(sources.file), noting(sources.is_folder), roots.libraries)
    called = {*candidates, *[entry.path for entry in declared]}
    elsewhere = Elsewhere(sources, called, roots.libraries)
    grouping = _Grouping(imports, finder, holds, roots.configured, elsewhere)
    partitions = tuple(grouping.partitions(declared, candidates))
    is_all = not outside and not sources.links.targets and not grouping.looked_elsewhere
    return Partitioning(
        tuple(declared),
        tuple(candidates),
        imports,
        packages,
        partitions,
        is_all,
        tuple(sorted(grouping.unfollowed)),
    )


def _whole(entries: Iterable[EntryPoint]) -> list[tuple[object, ...]]:
    """Return all that is known of entry points, which are equal by less."""
    return [astuple(entry) for entry in entries]


class _Grouping:
    """Puts entry points together that reach a common file, by what imports spell out."""

    def __init__(
        self,
        imports: Mapping[str, Iterable[Import]],
        finder: Finder,
        holds: Callable[[str], bool],
        configured: tuple[str, ...],
        elsewhere: Elsewhere,
    ) -> None:
        self._imports = imports
        self._finder = finder
        self._holds = holds
        self._configured = MoreRoots(configured)
        self._elsewhere = elsewhere
        self._places = _Joined()
        self._reached: set[str] = set()
        self._found: dict[str, tuple[str, ...]] = {}
        self.unfollowed: set[Unfollowed] = set()
        self.looked_elsewhere = False

    def partitions(
        self, declared: Sequence[EntryPoint], candidates: Collection[str]
    ) -> Iterator[Partition]:
        """Yield the partitions of all entry points."""
        roots = {entry.path: entry.roots for entry in reversed(declared)}
        for start in sorted({*roots, *candidates}):
            self._places.add(start)
            around = packages_around(start, roots.get(start, ()), self._finder)
            packages = [path for path in around if self._holds(path)]
            for package in packages:
                self._places.join(start, package)
            search = self._configured.around(start, roots.get(start, ()))
            self._follow([start, *packages], search)
        yield from self._grouped(declared, candidates)

    def _follow(self, paths: Iterable[str], search: tuple[str, ...]) -> None:
        """Join files with all that they import, and so on."""
        waiting = [(path, search) for path in paths if path not in self._reached]
        self._reached.update([path for path, _ in waiting])
        while waiting:
            path, search = waiting.pop()
            files, search = self._imported(path, search)
            for found in files:
                self._places.join(path, found)
                # As when it is linked: a module is resolved as for its first importer.
                if found not in self._reached:
                    self._reached.add(found)
                    waiting.append((found, search))

    def _imported(self, path: str, search: tuple[str, ...]) -> tuple[list[str], tuple[str, ...]]:
        """Return the files that a file imports, and the roots in which they are found."""
        files: list[str] = []
        missing: list[Import] = []
        for each in self._imports.get(path, ()):
            found = list(files_of(each, path, search, self._finder))
            files.extend(found)
            if not found and not each.level:
                missing.append(each)
        if not missing:
            return files, search
        more, doubtful = self._look_elsewhere(missing, path)
        if more:
            self._found[path] = more
            search = (*search, *[root for root in more if root not in search])
        for each in missing if more or doubtful else ():
            found = list(files_of(each, path, search, self._finder))
            files.extend(found)
            if not found and each.module in doubtful:
                self.unfollowed.add(Unfollowed(each.module, path, doubtful[each.module]))
        return files, search

    def _look_elsewhere(
        self, missing: Iterable[Import], path: str
    ) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
        """Return further roots for imports that no root answers.

        Then, by module, what stands in several places.
        """
        roots: list[str] = []
        doubtful: dict[str, tuple[str, ...]] = {}
        for each in missing:
            names = [name for name in each.names if name != "*"]
            found = self._elsewhere.look(path, each.module, names)
            roots.extend(found.roots)
            if found.candidates:
                doubtful[each.module] = tuple([module.file for module in found.candidates])
        self.looked_elsewhere |= bool(roots or doubtful)
        return tuple(dict.fromkeys(roots)), doubtful

    def _grouped(
        self, declared: Iterable[EntryPoint], candidates: Iterable[str]
    ) -> Iterator[Partition]:
        places = self._places
        files = places.sets()
        entries: dict[str, list[EntryPoint]] = {}
        for entry in declared:
            entries.setdefault(places.of(entry.path), []).append(entry)
        named: dict[str, list[str]] = {}
        for path in candidates:
            named.setdefault(places.of(path), []).append(path)
        for key in sorted({*entries, *named}):
            of_it = tuple(sorted(files[key]))
            yield Partition(
                tuple(sorted(entries.get(key, ()))),
                tuple(sorted(named.get(key, ()))),
                of_it,
                tuple([(path, self._found[path]) for path in of_it if path in self._found]),
            )


def files_of(spelled: Import, path: str, search: tuple[str, ...], finder: Finder) -> Iterator[str]:
    """Yield the first-party files that an import runs: packages on the way, modules, submodules.

    Of several that it may mean, those of all.
    """
    names = tuple([name for name in spelled.names if name != "*"])
    if spelled.level:
        first, _, rest = spelled.module.partition(".")
        yield from _on_the_way(finder.relative(path, spelled.level, first), rest, names, finder)
        return
    answers = finder.absolute(spelled.module, search, names)
    if not answers and not names:
        nearest = finder.nearest_part(spelled.module, search)
        answers = [nearest] if nearest is not None else []
    first, _, rest = spelled.module.partition(".")
    for answer in answers:
        yield from _on_the_way(finder.below(answer.root, first), rest, names, finder)


def _on_the_way(
    place: File | Folder | None, rest: str, names: tuple[str, ...], finder: Finder
) -> Iterator[str]:
    """Yield the files from `place` to the module `rest` below it, and to `names` in that."""
    for name in rest.split(".") if rest else ():
        if place is None:
            return
        yield from _file(place)
        place = finder.below(folder_of(place), name)
    if place is None:
        return
    yield from _file(place)
    for name in names:
        below = finder.below(folder_of(place), name)
        if below is not None:
            yield from _file(below)


def _file(place: File | Folder) -> Iterator[str]:
    if isinstance(place, File):
        yield place.path


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
