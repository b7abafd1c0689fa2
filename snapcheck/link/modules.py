"""First-party modules: which file an import means, their facts, what they star-import."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from snapcheck.facts import FunctionFacts, ModuleFacts
from snapcheck.link.imports import File, Finder, Folder, ancestors, packages_around
from snapcheck.link.places import FunctionId


class Modules:
    """The modules that were asked for so far, and where each looks its imports up."""

    def __init__(self, finder: Finder, module_facts: Callable[[str], ModuleFacts | None]) -> None:
        self.known: dict[str, ModuleFacts] = {}
        self._finder = finder
        self._module_facts = module_facts
        self._search: dict[str, tuple[str, ...]] = {}
        self._stars: dict[str, list[str]] = {}

    def load(self, path: str) -> ModuleFacts | None:
        """Return the facts of the module at `path`; None if it can't be read."""
        facts = self.known.get(path) or self._module_facts(path)
        if facts is not None:
            self.known[path] = facts
        return facts

    def function(self, id: FunctionId) -> FunctionFacts:
        """Return the facts of a function."""
        return self.known[id.path].functions[id.number]

    def search_in(self, path: str, folders: tuple[str, ...]) -> None:
        """Let imports of the module at `path` be looked up in `folders`, if it is new.

        Without `folders` in those around the file.
        """
        self._search.setdefault(path, folders or ancestors(path))

    def packages_around(self, path: str, roots: tuple[str, ...]) -> tuple[str, ...]:
        """Return the packages whose import precedes that of the file at `path`, outermost first.

        Those that hold nothing are left out: programs that share one share no code.
        """
        around = packages_around(path, roots, self._finder)
        return tuple([package for package in around if not self.is_blank(package)])

    def is_blank(self, path: str) -> bool:
        """Whether running the module at `path` does nothing."""
        facts = self.known.get(path) or self._module_facts(path)
        return facts is None or not facts.body

    def search_as(self, path: str, importer: str) -> None:
        """Let imports of the module at `path` be looked up as those of the one that imports it."""
        self._search.setdefault(path, self._search.get(importer, ()))

    def find(self, path: str, dotted: str, level: int) -> File | Folder | None:
        """Return the first-party file or folder that an import in the module at `path` means."""
        if level:
            return self._finder.relative(path, level, dotted)
        return self._finder.absolute(dotted, self._search.get(path, ()))

    def child(self, folder: str, name: str) -> File | Folder | None:
        """Return the module `name` in a first-party folder."""
        return self._finder.below(folder, name)

    def star_import(self, path: str, module: str) -> None:
        """Note that the module at `path` star-imports something that is not first-party."""
        known = self._stars.setdefault(path, [])
        if module not in known:
            known.append(module)

    def stars(self, path: str) -> Sequence[str]:
        """Return what the module at `path` star-imports that is not first-party."""
        return self._stars.get(path, ())
