"""What there is to analyse: the files of a request, its entry points, and their partitions."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import knowledge
from snapcheck.analysis.entries import configured, declared_entries, programs
from snapcheck.analysis.file_scan import FileScans
from snapcheck.analysis.follow import get_ready
from snapcheck.analysis.memory import Discovery, Memory
from snapcheck.analysis.partitions import Partition, Partitioning, Roots, partition_entries
from snapcheck.analysis.progress import Monitor, ProgressReporter
from snapcheck.analysis.sources import Links, Sources, links_of, relative
from snapcheck.analysis.task import Task, UsageError, in_codes, levelled, select_rules
from snapcheck.analysis.workers import aside
from snapcheck.config.repository import Repository
from snapcheck.digest import digest_of
from snapcheck.discover.files import Tree
from snapcheck.discover.selection import files_of
from snapcheck.filesystem.contents import Contents
from snapcheck.filesystem.disk import Disk, current_folder, unchanged
from snapcheck.internal import internal_problem
from snapcheck.knowledge import Knowledge
from snapcheck.model import EntryPoint, Request
from snapcheck.model.deployed import Declared
from snapcheck.model.progress import Stage

# For fewer deployment files, a second process takes longer to start than it saves.
_WORTH_A_PROCESS = 100
# A program in Python takes as long as so many of those.
_A_PROGRAM = 3


class Survey(Struct, frozen=True):
    """What there is to analyse: files, what deployment files declare, and partitions."""

    task: Task
    discovery: Discovery
    partitioning: Partitioning

    @property
    def scans(self) -> FileScans:
        """Return the scans of all files."""
        return self.task.scans


def survey(
    request: Request,
    before: Memory,
    monitor: Monitor,
    *,
    jobs: int = 1,
    memory: Memory | None = None,
) -> Survey:
    """Find what `request` names. Raises UsageError if it makes no sense.

    What only a later run could use is left out, unless it is to be put into `memory`.
    """
    monitor.reporter.report(Stage.FIND)
    watch = monitor.watch
    with watch.measure("load rules"):
        known = knowledge.load(more=request.knowledge)
    request = in_codes(request, known.rules)
    selected = (*request.select, *request.extend_select) if request.select else ()
    rules = levelled(select_rules(known.rules, selected, request.ignore), request)
    named = [configured(request, text) for text in request.entry_points]
    _check_environment(request)
    found = _find(request, known, before, monitor, jobs=jobs, memory=memory)
    sources, scans = found.sources, found.scans
    sources.embed(found.discovery.declared.embedded)
    entries = declared_entries(found.discovery.declared, sources, named)
    with watch.measure("group programs"):
        roots = Roots(request.source_roots, known.libraries, found.discovery.declared.foreign)
        found_partitions = _partitioned(entries, sources, scans, before, roots)
        if memory is None or not memory.is_live:
            found_partitions = replace(found_partitions, imports={})
    task = Task(request, known, tuple(rules), sources, scans, Repository(request.root))
    return Survey(task, found.discovery, found_partitions)


def _partitioned(
    entries: Sequence[EntryPoint],
    sources: Sources,
    scans: FileScans,
    before: Memory,
    roots: Roots,
) -> Partitioning:
    foreign = frozenset(file.path for file in roots.foreign)
    candidates = [path for path, scan in scans.all() if scan.may_be_called and path not in foreign]
    imports = {path: scans.imports(path) for path in sorted(sources.python)}
    try:
        return partition_entries(
            entries,
            candidates,
            imports,
            sources,
            before.known_partitioning,
            holds=lambda path: scans.size(path) > 0,
            roots=roots,
        )
    except Exception as error:
        scans.problems.add(internal_problem("", "grouping programs", error))
        # As one program, which takes longer: what its files import is found when it is followed.
        files = tuple(sorted({*candidates, *[entry.path for entry in entries]}))
        whole = [Partition(tuple(entries), tuple(candidates), files)] if files else []
        return Partitioning(
            tuple(entries), tuple(candidates), imports, frozenset(), tuple(whole), False
        )


def _check_environment(request: Request) -> None:
    if request.environment is not None:
        from snapcheck.link.installed import NoEnvironment, package_folders

        try:
            package_folders(request.environment)
        except NoEnvironment as error:
            raise UsageError(str(error)) from error


class _Found(Struct, frozen=True):
    """The files of a run, each looked at, and what is declared of them."""

    discovery: Discovery
    sources: Sources
    scans: FileScans


def _find(
    request: Request,
    known: Knowledge,
    before: Memory,
    monitor: Monitor,
    *,
    jobs: int,
    memory: Memory | None,
) -> _Found:
    """Find the files of a request, or take from `before` what is found again as it was.

    Without a `memory` to be filled, what the disk was asked is left out: only a later run could use
    it.
    """
    watch, keep = monitor.watch, memory is not None
    # A report that is kept rests on all files; any other needs to know only which were found.
    replayed = memory is not None and not memory.is_live
    overlay = {os.path.abspath(file): source for file, source in request.overlay}
    what = _what(request)
    contents = Contents()

    def look(tree: Tree) -> tuple[Sources, FileScans, tuple[tuple[str, str], ...]]:
        with watch.measure("look at files"):
            # A record of its own: what programs hold is no part of what the search rests on.
            disk = Disk(request.root, overlay, record=replayed, contents=contents)
            sources = _sources(request, tree, disk)
            if memory is None:
                scans = FileScans(sources, known, before.scan)
            else:
                memory.start()
                memory.keep_files(tree.python)
                scans = FileScans(sources, known, before.scan, memory.keep_scan)
            return sources, scans, tuple(_deploying(scans, len(sources.python), monitor.reporter))

    with watch.measure("find files"):
        kept = before.discovery(
            lambda kept: kept.what == what and unchanged(kept.asked, request.root, overlay)
        )
    if kept is not None:
        sources, scans, deploying = look(kept.tree)
        if deploying == kept.programs:
            return _Found(_kept(kept, memory), sources, scans)
        kept = None
    with watch.measure("find files"):
        disk = Disk(request.root, overlay, record=keep, contents=contents)
        tree = files_of(request, disk)
    sources, scans, deploying = look(tree)
    tree = _without_python(tree)
    with watch.measure("read deployments"):
        declared = _declared(tree, disk, [path for path, _ in deploying], sources, jobs=jobs)
    declared = _concerning(declared, tree, disk, sources)
    discovery = Discovery(what, disk.asked(), deploying, tree, declared)
    return _Found(_kept(discovery, memory), sources, scans)


def _kept(found: Discovery, memory: Memory | None) -> Discovery:
    """Put into the memory what was found; return it without the files, which the sources have."""
    problems = (*found.tree.problems, *found.declared.problems)
    if memory is not None and all(each.repeatable for each in problems):
        memory.keep_discovery(found)
    return replace(found, tree=_without_python(found.tree))


def _without_python(tree: Tree) -> Tree:
    """Return the tree without its Python files: the sources have them, by other texts."""
    return replace(tree, python=())


def _declared(
    tree: Tree, disk: Disk, paths: Sequence[str], sources: Sources, *, jobs: int
) -> Declared:
    """Read deployment files; `paths` are of programs that may build deployments."""
    if not (tree.templates or tree.above or paths):
        return Declared()
    from snapcheck.deploy import registry

    many = len(tree.templates) + _A_PROGRAM * len(paths) > _WORTH_A_PROCESS
    beside = aside(jobs if many else 1, get_ready)
    try:
        return registry.declared(
            (*tree.templates, *tree.above),
            disk,
            (lambda: programs(paths, sources)) if paths else None,
            beside,
        )
    except Exception as error:
        return Declared(problems=(internal_problem("", "reading deployments", error),))


def _packages(request: Request) -> tuple[str, ...]:
    """Return the folders of installed packages that may be looked at, as paths begin."""
    if request.environment is None:
        return ()
    from snapcheck.link.installed import package_folders

    folders = package_folders(request.environment)
    return tuple([relative(folder, Path(os.path.realpath(request.root))) for folder in folders])


def _concerning(declared: Declared, tree: Tree, disk: Disk, sources: Sources) -> Declared:
    """Return what is declared, of files above only what they say of functions that are analysed."""
    if not tree.above:
        return declared
    higher = {disk.below(path) or path.replace(os.sep, "/") for path in tree.above}
    return replace(
        declared,
        functions=tuple(
            [
                each
                for each in declared.functions
                if each.declared_in not in higher
                or (each.entry is not None and each.entry.path in sources.python)
            ]
        ),
        problems=tuple([each for each in declared.problems if each.path not in higher]),
        embedded=tuple([each for each in declared.embedded if each.within not in higher]),
    )


def _what(request: Request) -> str:
    """Return what tells the search for files from any other."""
    parts = (
        current_folder(),
        [str(path) for path in request.paths],
        request.exclude,
        str(request.patterns_from),
        request.force_exclude,
        request.include_vendored,
        sorted(str(file) for file, _ in request.overlay),
    )
    return digest_of(repr(parts))


def _deploying(
    scans: FileScans, count: int, reporter: ProgressReporter
) -> Iterator[tuple[str, str]]:
    """Scan all `count` files; yield those that could build functions, with their digests."""
    for number, (path, scan) in enumerate(scans.all(), start=1):
        reporter.report(Stage.READ, number, count)
        if scan.may_deploy:
            yield path, scan.digest


def _sources(request: Request, tree: Tree, disk: Disk) -> Sources:
    inside = os.path.join(request.root, "")
    python: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    for place in tree.python:
        if place.startswith(inside):
            path = place[len(inside) :].replace(os.sep, "/")
        else:
            path = relative(Path(place), request.root)
            elsewhere[path] = place
        python[path] = path
    for file, _ in request.overlay:
        # What is there and was not found is excluded; what is not there yet can't be found.
        if file.suffix == ".py" and not os.path.exists(file):
            place = os.path.abspath(file)
            path = relative(Path(place), request.root)
            python[path], elsewhere[path] = path, place
    given = [Path(os.path.abspath(path)) for path in request.paths]
    folders = tuple([path for path in given if disk.is_folder(path)])
    sources = Sources(
        request.root,
        folders,
        python,
        disk,
        Links(disk),
        elsewhere,
        packages=_packages(request),
    )
    sources.links = links_of(disk, tree.links, python, sources.place)
    return sources
