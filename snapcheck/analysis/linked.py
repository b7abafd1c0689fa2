"""A partition of entry points, linked to one program, and what the rules find in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from snapcheck.analysis.bounds import bounds_of
from snapcheck.analysis.coverage import coverage_of, lost
from snapcheck.analysis.findings import all_findings
from snapcheck.analysis.partitions import Partition
from snapcheck.analysis.prefilter import may_matter_later
from snapcheck.analysis.proposing import mendable
from snapcheck.analysis.result import Result
from snapcheck.analysis.sources import Reading
from snapcheck.analysis.task import OrphanHooks, Task
from snapcheck.facts import ModuleFacts
from snapcheck.link.imports import Finder, MoreRoots
from snapcheck.link.libraries import Libraries
from snapcheck.link.lifecycle import link, settings_of
from snapcheck.link.modules import Modules
from snapcheck.link.program import Program
from snapcheck.model import EntryPoint, EntryPointKind, Problem, ProblemKind


def orphan_program(orphans: Sequence[OrphanHooks], task: Task, reading: Reading) -> Program:
    """Return what files that nothing imports would do, linked; no entry point reaches any of it."""
    around = {orphan.path: orphan.around for orphan in orphans}
    return replace(program_of((), task, reading, tuple(around)), around=around)


def current_program(
    partition: Partition,
    entries: Sequence[EntryPoint],
    task: Task,
    reading: Reading,
    *,
    may_stop: bool = False,
) -> Program:
    """Return the program of a partition: the one that was linked last, if that still is it.

    One that is linked now `may_stop` where nothing further can matter to a rule.
    """
    known = task.links.take(partition, entries, task, reading) if task.links is not None else None
    if known is not None:
        return known
    found = dict(partition.found)
    # What is kept is followed further when it is edited, and so has to be followed whole.
    stops = may_stop and task.links is None and task.request.environment is None
    return program_of(entries, task, reading, found=found, may_stop=stops)


def program_of(
    entries: Sequence[EntryPoint],
    task: Task,
    reading: Reading,
    orphans: tuple[str, ...] = (),
    found: Mapping[str, tuple[str, ...]] | None = None,
    *,
    may_stop: bool = False,
) -> Program:
    """Return the linked program of the entry points of a partition.

    `found` are further roots for the imports of some files. It `may_stop` behind INIT where that
    leaves nothing, and invocations can do nothing that a rule asks about.
    """

    def matters_later(module: ModuleFacts) -> bool:
        return may_matter_later(module, task.known, reading)

    settings = settings_of(entries, task.known, task.request.environment)
    with reading.watch.measure("follow values"):
        program = link(
            entries,
            Modules(
                Finder(reading.file, reading.is_folder, task.known.libraries),
                reading.facts,
                MoreRoots(task.request.source_roots, found or {}),
                Libraries(reading.sources.packages, task.request.audited),
                reading.modules_in,
            ),
            settings,
            may_hook=task.scans.may_hook,
            matters_later=matters_later if may_stop else None,
            orphans=orphans,
            beat=task.beat,
        )
    if settings.installed is not None:
        reading.depend_on(settings.installed.files())
    return program


def result_of(
    program: Program,
    task: Task,
    reading: Reading,
    found: Mapping[str, tuple[str, ...]] | None = None,
) -> Result:
    """Return what the rules find in a program, with the fixes, and all that was noticed on the way.

    `found` are the further roots by which it was linked.
    """
    findings = all_findings(program, task, reading)
    reached = sorted(path for path in program.entries_by_module if program.is_own(path))
    computing = [
        path for path in reached if task.scans.computes(path) and path not in program.computed
    ]
    with reading.watch.measure("propose fixes"):
        findings = list(mendable(findings, program, reading, task.known))
    missing = {entry: _missing(entry, program) for entry in program.missing}
    bounds = bounds_of(program)
    return Result(
        findings=tuple(findings),
        problems=(*reading.problems, *missing.values()),
        entry_points=program.entry_points,
        homes=tuple([program.homes(position) for position in range(len(program.entry_points))]),
        modules=tuple(sorted(filter(program.is_own, program.modules))),
        reached=tuple(reached),
        computing=tuple(computing),
        bounds=bounds,
        coverage=(
            *coverage_of(
                {path: each for path, each in program.modules.items() if program.is_own(path)},
                lambda path: program.named(program.module_entries(path)),
                bounds,
                task,
                reading,
                found=(found or {}).items(),
            ),
            *[each for entry in missing for each in lost((entry,), missing[entry])],
        ),
        dependencies=reading.dependencies(),
        taken=reading.watch.taken(),
    )


def _missing(entry: EntryPoint, program: Program) -> Problem:
    """Return the problem of a declared entry point whose function does not exist."""
    where = f" (declared in {entry.declared_in})" if entry.declared_in else ""
    if entry.kind is EntryPointKind.CONFIGURATION:
        where = " (named by --entry-point, or in the configuration)"
    module = program.modules.get(entry.path)
    names = [each.qualified for each in module.functions] if module is not None else []
    from difflib import get_close_matches  # takes a while, and most runs never get here

    near = get_close_matches(entry.function, names, 1)
    return Problem(
        entry.path,
        0,
        f"has no function {entry.function}{where}",
        "correct the handler's name" + (f"; did you mean {near[0]}?" if near else ""),
        kind=ProblemKind.MISSING_HANDLER,
        subject=entry.function,
    )
