"""First-party modules: which file an import means, their facts, what they star-import."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from snapcheck.facts import FunctionFacts, ModuleFacts
from snapcheck.link.imports import (
    NO_MORE_ROOTS,
    Answer,
    File,
    Finder,
    Folder,
    MoreRoots,
    lies_in,
    packages_around,
)
from snapcheck.link.libraries import Libraries
from snapcheck.link.places import FunctionId
from snapcheck.link.syntax import bound_names, imported_names


class Modules:
    """The modules that were asked for so far, and where each looks its imports up."""

    def __init__(
        self,
        finder: Finder,
        module_facts: Callable[[str], ModuleFacts | None],
        more: MoreRoots = NO_MORE_ROOTS,
        libraries: Libraries | None = None,
        modules_in: Callable[[str], Sequence[str]] = lambda folder: (),
    ) -> None:
        self.libraries = libraries or Libraries()
        self.known: dict[str, ModuleFacts] = {}
        self.guessed: set[str] = set()
        """Modules that no search root holds, and that were found elsewhere in the repository."""
        self._finder = finder
        self._module_facts = module_facts
        self._more = more
        self.modules_in = modules_in
        """Tell which modules and packages stand right in a folder, by their files."""
        self.computed: dict[str, bool] = {}
        """Modules that import others by computed names, and whether all of those were followed."""
        self._search: dict[str, tuple[str, ...]] = {}
        self._stars: dict[str, list[str]] = {}

    def computing_wholly(self) -> frozenset[str]:
        """Return the modules whose computed imports were all followed."""
        return frozenset([path for path, is_whole in self.computed.items() if is_whole])

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
        self._search.setdefault(path, self._more.of(path, self._more.around(path, folders)))

    def packages_around(self, path: str, roots: tuple[str, ...]) -> tuple[str, ...]:
        """Return the packages whose import precedes that of the file at `path`, outermost first.

        Those that hold nothing are left out: programs that share one share no code.
        """
        around = packages_around(path, roots, self._finder)
        return tuple([package for package in around if not self.is_blank(package)])

    def is_blank(self, path: str) -> bool:
        """Tell whether running the module at `path` does nothing."""
        facts = self.known.get(path) or self._module_facts(path)
        return facts is None or not facts.body

    def search_as(self, path: str, importer: str) -> None:
        """Let imports of the module at `path` be looked up as those of the one that imports it."""
        if path in self._search:
            return
        # What a package imports is no business of the program's own folders.
        search = () if self.libraries.hold(path) else self._search.get(importer, ())
        self._search[path] = self._more.of(path, search)
        if importer in self.guessed or self._is_guess(path, search):
            self.guessed.add(path)

    def _is_guess(self, path: str, search: tuple[str, ...]) -> bool:
        """Tell whether the root that the module at `path` lies in is one that nobody names."""
        if not self._more.found:
            return False
        holding = [root for root in search if lies_in(path, (root,))]
        return bool(holding) and max(holding, key=len) in self._more.guessed

    def find(self, path: str, dotted: str, level: int) -> File | Folder | None:
        """Return the first-party file or folder that an import in the module at `path` means."""
        if level:
            return self._finder.relative(path, level, dotted)
        answer = self.answer(path, dotted)
        return answer.place if answer is not None else None

    def answer(self, path: str, dotted: str, names: tuple[str, ...] = ()) -> Answer | None:
        """Return what `from dotted import names` in the module at `path` means, and where it is."""
        answers = self._finder.absolute(dotted, self._search.get(path, ()), names)
        for answer in answers[:-1]:
            if not self._binds_any(answer.place, names):
                return answers[-1]
        return self._or_installed(dotted, answers[0] if answers else None)

    def _or_installed(self, dotted: str, own: Answer | None) -> Answer | None:
        """Return `own`, or the installed module, which no mere folder of the program replaces."""
        if own is not None and isinstance(own.place, File):
            return own
        if dotted.partition(".")[0] not in sys.stdlib_module_names:
            for folder in self.libraries.folders:
                place = self._finder.below(folder, dotted)
                if place is not None and (own is None or isinstance(place, File)):
                    return Answer(folder, place)
        return own

    def _binds_any(self, place: File | Folder, names: tuple[str, ...]) -> bool:
        """Tell whether a package binds any of `names` itself."""
        facts = self._module_facts(place.path) if isinstance(place, File) else None
        if facts is None:
            return False
        return not {*bound_names(facts), *imported_names(facts)}.isdisjoint(names)

    def nearest_part(self, path: str, dotted: str) -> Answer | None:
        """Return what the longest beginning of `import dotted` in the module at `path` means."""
        while dotted:
            answer = self.answer(path, dotted)
            if answer is not None:
                return answer
            dotted = dotted.rpartition(".")[0]
        return None

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
