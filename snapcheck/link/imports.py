"""Which first-party file an import means."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from posixpath import dirname, normpath

from msgspec import Struct


class File(Struct, frozen=True):
    """An import that means a file: `path` is relative to the analysed root."""

    path: str


class Folder(Struct, frozen=True):
    """An import that means a folder without `__init__.py` (a namespace package)."""

    path: str


class Finder:
    """Looks up imports below the analysed root.

    `file` tells of a path relative to the root by which path the program knows the Python file
    there (another one behind a symbolic link), None if there is none; `is_folder`, whether it is a
    folder. Answers are kept: a thousand handlers ask the same questions.
    """

    def __init__(self, file: Callable[[str], str | None], is_folder: Callable[[str], bool]) -> None:
        self._file = file
        self._is_folder = is_folder
        self._known: dict[tuple[str, str], File | Folder | None] = {}

    def absolute(self, dotted: str, search: tuple[str, ...]) -> File | Folder | None:
        """What `import dotted` means in a program whose imports are looked up in `search`."""
        standard = dotted.partition(".")[0] in sys.stdlib_module_names
        # A file beside the handler does shadow the standard library; a folder of that name
        # somewhere above it (`logging/`, `email/`) is nobody's import.
        namespace: Folder | None = None
        for folder in search[:1] if standard else search:
            found = self.below(folder, dotted)
            if isinstance(found, File):
                return found
            if found is not None and namespace is None and not standard:
                namespace = found
        return namespace

    def relative(self, path: str, level: int, dotted: str) -> File | Folder | None:
        """What `from ...dotted import` means in the file `path`; `level` counts the dots."""
        folder = dirname(path)
        for _ in range(level - 1):
            if not folder:
                return None
            folder = dirname(folder)
        return self.below(folder, dotted)

    def below(self, folder: str, dotted: str) -> File | Folder | None:
        """What the module `dotted` is, if it stands in `folder` (empty: `folder` itself)."""
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


def ancestors(path: str) -> tuple[str, ...]:
    """The folders from that of the file `path` up to the analysed root, nearest first."""
    folder = dirname(path)
    found = [folder]
    while folder:
        folder = dirname(folder)
        found.append(folder)
    return tuple(found)


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
    """Whether the file `path` lies in one of the folders; "" holds all of them."""
    return any(not folder or path.startswith(f"{folder}/") for folder in folders)
