"""Where a module may lie that no search root of a program has: somewhere else in the repository.

Builds put shared code beside handlers: layers, `pip install` of a local folder, COPY lines,
scripts. What they do is often not told in a way that can be read; but that an import names exactly
one module of the repository is told.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from posixpath import basename, commonpath, dirname, normpath

from msgspec import Struct

from snapcheck.analysis.sources import Sources
from snapcheck.discover.convention import is_test
from snapcheck.link.imports import ancestors, lies_in

# Files that say what a build puts together, and whose words may be paths.
_BUILDS = (
    *("requirements.txt", "pyproject.toml", "setup.cfg", "Pipfile", "Dockerfile", "Makefile"),
    *("build.sh", "package.sh", "deploy.sh", "buildspec.yml", ".env", "tox.ini", "pytest.ini"),
    *("cdk.json", "template.yaml", "template.yml", "serverless.yml"),
)
_PACKAGED = ("pyproject.toml", "setup.py", "setup.cfg")
_LARGEST = 64 * 1024
_PATH = re.compile(r"[\w.-]*[\w-](?:/[\w.-]+)*/?|(?:\.\.?/)+[\w./-]*")
_VARIABLE = re.compile(r"\$(?:\{[\w.]+\}|\([\w.]+\)|\w+)/")
_HANDLER_FILES = frozenset({"app", "handler", "index", "lambda_function", "lambda_handler", "main"})


class Module(Struct, frozen=True, order=True):
    """A module of the repository that an import may mean: its file, and the root it lies below."""

    file: str
    root: str


class Found(Struct, frozen=True):
    """What an import may mean: the roots to look in, and what was not decided between."""

    roots: tuple[str, ...] = ()
    candidates: tuple[Module, ...] = ()


class Elsewhere:
    """Looks for modules in the whole repository, by the ends of their paths.

    `called` are the files with entry points: what lies beside one belongs to that function.
    `libraries` are packages that an import surely means.
    """

    def __init__(self, sources: Sources, called: Iterable[str], libraries: frozenset[str]) -> None:
        self._sources = sources
        self._called = frozenset(dirname(path) for path in called)
        self._libraries = libraries | sys.stdlib_module_names
        self._by_name: dict[str, list[str]] | None = None
        self._mentioned: dict[str, tuple[frozenset[str], str]] = {}

    def look(self, importer: str, dotted: str, names: Sequence[str]) -> Found:
        """Return where `from dotted import names` in `importer` may lead, outside of its roots."""
        top = dotted.partition(".")[0]
        if not top or top in self._libraries or "#" in importer:
            return Found()
        found = sorted(set(self._ending(dotted, names)))
        found = [each for each in found if self._may_mean(each, importer)]
        if not found or self._is_required(importer, top):
            return Found()
        best = self._best(found, importer)
        if best is None:
            return Found((), tuple(found))
        return Found((best.root,))

    def _ending(self, dotted: str, names: Sequence[str]) -> Iterator[Module]:
        """Yield the modules whose paths end as the name of the module does, or of one below it."""
        path = dotted.replace(".", "/")
        found = list(self._called_so(path))
        if found:
            yield from found
        else:
            for name in names:
                yield from self._called_so(f"{path}/{name}")

    def _called_so(self, path: str) -> Iterator[Module]:
        for file in self._files().get(basename(path), ()):
            for end in (f"{path}.py", f"{path}/__init__.py"):
                if file == end:
                    yield Module(file, "")
                elif file.endswith(f"/{end}"):
                    yield Module(file, file[: -len(end) - 1])

    def _files(self) -> dict[str, list[str]]:
        """Return the files of the run by the names of their modules."""
        if self._by_name is None:
            self._by_name = {}
            for path in self._sources.python:
                folder, _, file = path.rpartition("/")
                name = basename(folder) if file == "__init__.py" else file.removesuffix(".py")
                self._by_name.setdefault(name, []).append(path)
        return self._by_name

    def _may_mean(self, module: Module, importer: str) -> bool:
        if "#" in module.file or module.file == importer:
            return False
        if is_test(module.file) and not is_test(importer):
            return False
        # Inside a package it has a longer name, unless a build takes it out of there.
        if f"{module.root}/__init__.py" not in self._sources.python:
            return True
        return self._is_shared(module.root) or self._is_named(module, importer)

    def _best(self, found: Sequence[Module], importer: str) -> Module | None:
        """Return what the import means, if one of several stands out."""
        around = [each for each in found if lies_in(importer, (each.root,))]
        if around:
            return max(around, key=lambda each: len(each.root))
        named = [each for each in found if self._is_named(each, importer)]
        if named:
            return _nearest(named, importer)
        packaged = [each for each in found if self._is_shared(each.root)]
        if packaged:
            return _nearest(packaged, importer)
        own = [each for each in found if not self._is_of_a_function(each)]
        return _nearest(own, importer) if own else None

    def _is_shared(self, root: str) -> bool:
        """Tell whether a folder looks like one whose modules are imported from elsewhere."""
        name = basename(root)
        if name == "python":
            return True
        if root in self._called:
            return False
        disk, at = self._sources.disk, self._sources.root
        return name == "src" or any(disk.is_file(at / root / each) for each in _PACKAGED)

    def _is_of_a_function(self, module: Module) -> bool:
        """Tell whether a module lies beside a handler: it is another function's own."""
        if module.root not in self._called:
            return False
        begin = f"{module.root}/" if module.root else ""
        return any(f"{begin}{name}.py" in self._sources.python for name in _HANDLER_FILES)

    def _is_named(self, module: Module, importer: str) -> bool:
        """Tell whether a file around `importer` that says what is built names the module or folder.

        Its paths may begin in its own folder, or in one above it.
        """
        folders = ancestors(importer)
        for number, folder in enumerate(folders):
            words, _ = self._words(folder)
            for base in folders[number:]:
                for word in words:
                    path = normpath(f"{base}/{word}" if base else word)
                    holds = module.file == path or module.file.startswith(f"{path}/")
                    if holds and not importer.startswith(f"{path}/"):
                        return True
        return False

    def _is_required(self, importer: str, top: str) -> bool:
        """Tell whether a list of requirements names a library so."""
        spelled = re.escape(top).replace("_", "[-_.]")
        name = re.compile(rf"^\s*{spelled}\s*(?:[\[=<>~!;#@]|$)", re.MULTILINE | re.IGNORECASE)
        return any(name.search(self._words(folder)[1]) for folder in ancestors(importer))

    def _words(self, folder: str) -> tuple[frozenset[str], str]:
        """Return what may be a path in the files of a folder that tell what is built.

        Then the text of its list of requirements.
        """
        if folder not in self._mentioned:
            texts = {name: self._text(f"{folder}/{name}" if folder else name) for name in _BUILDS}
            words = {
                word.rstrip("/")
                for text in texts.values()
                for word in _PATH.findall(_VARIABLE.sub("", text))
            }
            self._mentioned[folder] = (frozenset(words - {"", "."}), texts["requirements.txt"])
        return self._mentioned[folder]

    def _text(self, path: str) -> str:
        disk = self._sources.disk
        place = disk.at(path)
        if not disk.is_file(place):
            return ""
        try:
            return disk.read(place, _LARGEST).decode("utf-8", "replace")
        except OSError:
            return ""  # what can't be read says nothing


def _nearest(found: Sequence[Module], importer: str) -> Module | None:
    """Return the one that lies nearest to `importer`; None where several do."""

    def depth(module: Module) -> int:
        shared = commonpath([f"/{importer}", f"/{module.file}"])
        return shared.count("/") if shared != "/" else 0

    most = max(map(depth, found))
    near = [each for each in found if depth(each) == most]
    return near[0] if len(near) == 1 else None
