"""Which first-party file an import means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from posixpath import dirname, normpath

from msgspec import Struct

# Several installed packages have modules below these names, and a program may have some too.
_SHARED_NAMES = frozenset({"azure", "google", "opentelemetry"})


class File(Struct, frozen=True):
    """An import that means a file: `path` is relative to the analysed root."""

    path: str


class Folder(Struct, frozen=True):
    """An import that means a folder without `__init__.py` (a namespace package)."""

    path: str


class Answer(Struct, frozen=True):
    """What an import means, and the search root in which it was found."""

    root: str
    place: File | Folder


class Finder:
    """Looks up imports below the analysed root.

    `file` tells of a path relative to the root by which path the program knows the Python file
    there (another one behind a symbolic link), None if there is none; `is_folder`, whether it is a
    folder. `libraries` are packages that are installed beside the program: no folder without
    `__init__.py` replaces one. Answers are kept: a thousand handlers ask the same questions.
    """

    def __init__(
        self,
        file: Callable[[str], str | None],
        is_folder: Callable[[str], bool],
        libraries: frozenset[str] = frozenset(),
    ) -> None:
        self._file = file
        self._is_folder = is_folder
        self._libraries = libraries - _SHARED_NAMES
        self._known: dict[tuple[str, str], File | Folder | None] = {}

    def absolute(
        self, dotted: str, search: tuple[str, ...], names: tuple[str, ...] = ()
    ) -> Sequence[Answer]:
        """Return what `import dotted`, or `from dotted import names`, may mean, likeliest first.

        The imports of the program are looked up in `search`. The first root in which the whole name
        stands has the answer. If that is a package without a module for any of `names`, so may
        have a later one that holds them all: whoever knows what the first one binds can tell.
        """
        found: list[Answer] = []
        for root in self._roots(dotted, search):
            place = self.below(root, dotted)
            if place is None or (isinstance(place, Folder) and not self._holds(place, names)):
                continue
            if not found:
                found.append(Answer(root, place))
                if not (names and is_package(place)) or self._holds(place, names):
                    break
            elif all(self.below(folder_of(place), name) for name in names):
                found.append(Answer(root, place))
                break
        return found

    def nearest_part(self, dotted: str, search: tuple[str, ...]) -> Answer | None:
        """Return what the longest beginning of `dotted` is that stands in one of `search`."""
        while dotted:
            for answer in self.absolute(dotted, search):
                return answer
            dotted = dotted.rpartition(".")[0]
        return None

    def _roots(self, dotted: str, search: tuple[str, ...]) -> Iterator[str]:
        top = dotted.partition(".")[0]
        # A file beside the handler does shadow the standard library; one of that name in a folder
        # above it (`logging/`, `email/`) is nobody's import.
        is_standard = top in sys.stdlib_module_names
        no_folder = is_standard or top in self._libraries
        for root in search[:1] if is_standard else search:
            if not no_folder or isinstance(self.below(root, top), File):
                yield root

    def _holds(self, place: File | Folder, names: tuple[str, ...]) -> bool:
        """Tell whether any of `names` is a module in a folder or package."""
        folder = folder_of(place)
        return any(self.below(folder, name) is not None for name in names)

    def relative(self, path: str, level: int, dotted: str) -> File | Folder | None:
        """Return what `from ...dotted import` means in the file `path`; `level` counts the dots."""
        folder = dirname(path)
        for _ in range(level - 1):
            if not folder:
                return None
            folder = dirname(folder)
        return self.below(folder, dotted)

    def below(self, folder: str, dotted: str) -> File | Folder | None:
        """Return what the module `dotted` is, if it stands in `folder` (empty: `folder` itself)."""
        key = (folder, dotted)
        if key not in self._known:
            self._known[key] = self._look(folder, dotted)
        return self._known[key]

    def _look(self, folder: str, dotted: str) -> File | Folder | None:
        base = folder
        known = None
        if dotted:
            path = dotted.replace(".", "/")
            base = normpath(f"{folder}/{path}" if folder else path)
            known = self._file(f"{base}.py")
        if known is None:
            known = self._file(f"{base}/__init__.py" if base not in ("", ".") else "__init__.py")
        if known is not None:
            return File(known)
        return Folder(base) if self._is_folder(base) else None


def is_package(place: File | Folder) -> bool:
    """Tell whether modules lie below this: a package, or a folder without `__init__.py`."""
    return isinstance(place, Folder) or place.path.rpartition("/")[2] == "__init__.py"


def folder_of(place: File | Folder) -> str:
    """Return the folder that a package's modules lie in; for a plain module none that is there."""
    if isinstance(place, Folder):
        return place.path
    return dirname(place.path) if is_package(place) else place.path


def ancestors(path: str) -> tuple[str, ...]:
    """Return the folders from that of the file `path` up to the analysed root, nearest first."""
    folder = dirname(path)
    found = [folder]
    while folder:
        folder = dirname(folder)
        found.append(folder)
    return tuple(found)


class MoreRoots(Struct, frozen=True):
    """Search roots besides those that deployments declare, and besides the folders around a file.

    `configured` are those that the user names, for all programs. `found` are, by the file that
    imports, those that nobody names: a unique place in the repository for what no other root has.
    """

    configured: tuple[str, ...] = ()
    found: Mapping[str, tuple[str, ...]] = {}

    @property
    def guessed(self) -> frozenset[str]:
        """All roots that nobody names."""
        return frozenset(root for roots in self.found.values() for root in roots)

    def around(self, path: str, declared: tuple[str, ...]) -> tuple[str, ...]:
        """Return the roots of the entry point at `path`; `declared` are those of its deployment."""
        roots = declared or ancestors(path)
        return (*roots, *[root for root in self.configured if root not in roots])

    def of(self, path: str, search: tuple[str, ...]) -> tuple[str, ...]:
        """Return the roots of a module that is imported in a program that looks in `search`."""
        more = self.found.get(path, ())
        return (*search, *[root for root in more if root not in search]) if more else search


NO_MORE_ROOTS = MoreRoots()


def packages_around(path: str, roots: tuple[str, ...], finder: Finder) -> tuple[str, ...]:
    """Return the `__init__.py` files that importing the file at `path` runs first, outermost first.

    They lie between the root that holds the file and the file. Without `roots` the package is taken
    to be as large as `__init__.py` files reach upward.
    """
    found: list[str] = []
    holding = [root for root in roots if lies_in(path, (root,))]
    top = max(holding, key=len) if holding else None
    for folder in ancestors(path):
        if folder in ("", top):
            break
        package = finder.below(folder, "")
        if isinstance(package, File):
            found.append(package.path)
        elif top is None:
            break
    return tuple(reversed([each for each in found if each != path]))


def lies_in(path: str, folders: Iterable[str]) -> bool:
    """Tell whether the file `path` lies in one of the folders; "" holds all of them."""
    return any(not folder or path.startswith(f"{folder}/") for folder in folders)
