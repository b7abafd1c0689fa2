"""One partition of entry points, from its files to its findings.

What links programs is imported when the first program needs it: many hold nothing that could be
frozen, and need only to be looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from posixpath import dirname

from snapcheck.analysis.coverage import lost
from snapcheck.analysis.entries import entries_of
from snapcheck.analysis.partitions import Partition
from snapcheck.analysis.prefilter import prefiltered
from snapcheck.analysis.result import Result
from snapcheck.analysis.sources import Reading
from snapcheck.analysis.task import OrphanHooks, Task
from snapcheck.discover.convention import foreign_functions
from snapcheck.internal import internal_problem
from snapcheck.model import EntryPoint
from snapcheck.model.deployed import Foreign
from snapcheck.read.python import read_module


def follow(partition: Partition, task: Task) -> Result:
    """Read and link the files of a partition, and ask the rules about it.

    An internal failure is a problem of the partition alone.
    """
    reading = reading_of(task)
    entries: Sequence[EntryPoint] = ()
    try:
        entries = entries_of(partition, task, reading)
        return _followed(partition, entries, task, reading)
    except Exception as error:
        return _failed(partition.first, entries, reading, error)


def _followed(
    partition: Partition, entries: Sequence[EntryPoint], task: Task, reading: Reading
) -> Result:
    if not entries:
        sound = tuple([path for path in partition.candidates if reading.facts(path) is not None])
        return Result(
            problems=tuple(reading.problems),
            sound=sound,
            foreign=tuple(_foreign(sound, reading)),
            dependencies=reading.dependencies(),
            taken=reading.watch.taken(),
        )
    result = _prefiltered(partition, entries, task, reading) if task.request.screen else None
    if result is None:
        from snapcheck.analysis.linked import current_program, result_of

        screens = task.request.screen
        program = current_program(partition, entries, task, reading, may_stop=screens)
        result = result_of(program, task, reading, dict(partition.found))
        if task.links is not None:
            task.links.keep(partition, entries, task, program, reading)
    return result


def _foreign(paths: Sequence[str], reading: Reading) -> Iterator[Foreign]:
    """Yield the files whose handlers another platform calls."""
    for path in paths:
        module = reading.facts(path)
        if module is not None:
            for why in sorted(set(foreign_functions(module).values())):
                yield Foreign(path, why)


def _prefiltered(
    partition: Partition, entries: Sequence[EntryPoint], task: Task, reading: Reading
) -> Result | None:
    try:
        return prefiltered(partition, entries, task, reading)
    except Exception as error:
        reading.fail(partition.first, "asking whether its program is to be followed", error)
        return None


def _failed(path: str, entries: Sequence[EntryPoint], reading: Reading, error: Exception) -> Result:
    """Return the result of a program that could not be followed."""
    problem = internal_problem(path, "analysing its program", error)
    return Result(
        problems=(*reading.problems, problem),
        entry_points=tuple(entries),
        coverage=lost(entries, problem),
        homes=tuple([entry.roots or (dirname(entry.path),) for entry in entries]),
        dependencies=reading.dependencies(),
        taken=reading.watch.taken(),
    )


def get_ready() -> None:
    """Import what following takes: copies of this process then need not, each by itself."""
    for name in ("concurrent.futures.process", "snapcheck.analysis.linked"):
        import_module(name)


def follow_orphans(orphans: Sequence[OrphanHooks], task: Task) -> Result:
    """Look for hooks in files that nothing imports."""
    from snapcheck.analysis.linked import orphan_program, result_of

    reading = reading_of(task)
    try:
        return result_of(orphan_program(orphans, task, reading), task, reading)
    except Exception as error:
        return _failed(orphans[0].path, (), reading, error)


def reading_of(task: Task) -> Reading:
    """Return a new reading of the files of a run."""
    read = task.links.reader(task.request) if task.links is not None else read_module
    return Reading(task.sources, read, task.scans.digest, task.facts)
