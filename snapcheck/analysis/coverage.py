"""What is not known of each function of a program: how far its readiness may be believed."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from snapcheck import facts
from snapcheck.analysis.bounds import Bounded, doubts_of
from snapcheck.analysis.file_scan import Import
from snapcheck.analysis.partitions import files_of
from snapcheck.analysis.sources import Meant, Reading
from snapcheck.analysis.task import Task
from snapcheck.facts import ModuleFacts
from snapcheck.link.imports import Finder, MoreRoots
from snapcheck.link.syntax import imports, nodes
from snapcheck.model import Coverage, EntryPoint, Problem

# Packages that hold types only: nothing of them runs.
_TYPES = ("mypy_boto3_", "types_", "_typeshed", "typing_extensions")

Modules = Mapping[str, ModuleFacts]
EntriesOf = Callable[[str], Iterable[EntryPoint]]


class _Spelled(Struct, frozen=True):
    """An import as a module spells it, and the line it stands on."""

    what: Import
    line: int

    @property
    def text(self) -> str:
        """The dotted name, with its dots in front."""
        return "." * self.what.level + self.what.module


def coverage_of(
    modules: Modules,
    entries_of: EntriesOf,
    bounds: Iterable[Bounded],
    task: Task,
    reading: Reading,
    *,
    found: Iterable[tuple[str, tuple[str, ...]]] = (),
) -> tuple[Coverage, ...]:
    """Return what is not known of the functions of a program, of those that run its `modules`.

    `found` are further roots for the imports of some files.
    """
    finder = Finder(reading.file, reading.is_folder, task.known.libraries)
    roots = MoreRoots(task.request.source_roots, dict(found))
    problems: dict[EntryPoint, set[Problem]] = defaultdict(set)
    doubts: dict[EntryPoint, set[str]] = defaultdict(set)
    packages: dict[EntryPoint, set[str]] = defaultdict(set)
    unread = {problem.path: problem for problem in reading.problems}
    for path, module in modules.items():
        entries = tuple(entries_of(path))
        if not entries:
            continue
        search = (*roots.around(entries[0].path, entries[0].roots), *sorted(roots.guessed))
        meant = reading.meant.get(path)
        if meant is None or meant.module is not module or meant.search != search:
            meant = reading.meant[path] = _looked_up(module, search, task, finder)
        missing = {unread[file] for file in (*meant.files, path) if file in unread}
        doubtful = set(meant.missed)
        if task.scans.computes(path):
            doubtful.add(f"{path} imports modules by computed names")
        # Of most modules there is nothing to tell, whoever runs them.
        if not (missing or doubtful or meant.packages):
            continue
        for entry in entries:
            problems[entry] |= missing
            doubts[entry] |= doubtful
            packages[entry] |= meant.packages
    for path, doubt in doubts_of(bounds):
        for entry in entries_of(path):
            doubts[entry].add(doubt)
    told = {entry for each in (problems, doubts, packages) for entry, what in each.items() if what}
    return tuple(
        [
            Coverage(
                entry.path,
                entry.function,
                tuple(sorted(problems[entry])),
                tuple(sorted(doubts[entry])),
                tuple(sorted(packages[entry])),
            )
            for entry in sorted(told)
        ]
    )


def lost(entries: Iterable[EntryPoint], problem: Problem) -> tuple[Coverage, ...]:
    """Return that nothing is known of functions, and the problem that is the reason."""
    return tuple([Coverage(entry.path, entry.function, (problem,)) for entry in sorted(entries)])


def _looked_up(module: ModuleFacts, search: tuple[str, ...], task: Task, finder: Finder) -> Meant:
    files: set[str] = set()
    missed: set[str] = set()
    packages: set[str] = set()
    for each in _imports(module):
        found = list(files_of(each.what, module.path, search, finder))
        files.update(found)
        if each.what.level:
            if finder.relative(module.path, each.what.level, each.what.module) is None:
                missed.add(_told(module.path, each))
            continue
        top = each.what.module.partition(".")[0]
        if found or top in sys.stdlib_module_names or finder.nearest_part(top, search) is not None:
            continue
        if top in task.known.libraries or top.startswith(_TYPES):
            continue
        if _is_own(each.what, task):
            missed.add(_told(module.path, each))
        else:
            packages.add(top)
    return Meant(module, search, frozenset(files), frozenset(missed), frozenset(packages))


def _told(path: str, spelled: _Spelled) -> str:
    return f"{path}:{spelled.line} imports {spelled.text}, which was not followed"


def _is_own(spelled: Import, task: Task) -> bool:
    """Return whether the repository has a module of that name, wherever it lies."""
    names = (spelled.module, *[f"{spelled.module}.{name}" for name in spelled.names])
    return any(map(task.sources.holds_module, names))


def _imports(module: ModuleFacts) -> Iterator[_Spelled]:
    bodies = [module.body, *[function.body for function in module.functions]]
    bodies += [cls.body for cls in module.classes]
    for body in bodies:
        skipped = _types_only(body)
        for each in imports(body):
            if each.site in skipped:
                continue
            what = Import(0, each.module, ())
            if isinstance(each, facts.ImportFrom):
                what = Import(each.level, each.module, tuple([name for name, _ in each.names]))
            yield _Spelled(what, module.span(each.site).line)


def _types_only(body: Sequence[facts.Statement]) -> frozenset[int]:
    """Return the sites of imports that only a type checker runs."""
    found: set[int] = set()
    for statement in nodes(tuple(body), facts.If):
        test = statement.test
        name = test.name if isinstance(test, facts.Name | facts.Attribute) else ""
        if name == "TYPE_CHECKING":
            found |= {node.site for node in imports(statement.body)}
    return frozenset(found)
