"""One partition of entry points, from its files to its findings.

What links programs is imported when the first program needs it: many hold nothing that could be
frozen, and need only to be looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from snapcheck.analysis.entries import entries_of
from snapcheck.analysis.partitions import Partition
from snapcheck.analysis.prefilter import prefiltered
from snapcheck.analysis.result import Result
from snapcheck.analysis.sources import Reading
from snapcheck.analysis.task import OrphanHooks, Task
from snapcheck.read.python import read_module


def follow(partition: Partition, task: Task) -> Result:
    """Read and link the files of a partition, and ask the rules about it."""
    reading = reading_of(task)
    entries = entries_of(partition, task, reading)
    if not entries:
        sound = tuple([path for path in partition.candidates if reading.facts(path) is not None])
        return Result(
            problems=tuple(reading.problems),
            sound=sound,
            dependencies=reading.dependencies(),
            taken=reading.watch.taken(),
        )
    result = prefiltered(partition, entries, task, reading) if task.request.screen else None
    if result is None:
        from snapcheck.analysis.linked import program_of, result_of

        result = result_of(program_of(entries, task, reading), task, reading)
    return result


def get_ready() -> None:
    """Import what following takes: copies of this process then need not, each by itself.

    A run so large that it is copied reports something that may be mended, which takes LibCST.
    """
    for name in (
        "concurrent.futures.process",
        "snapcheck.analysis.linked",
        "snapcheck.fix.propose",
    ):
        import_module(name)


def follow_orphans(orphans: Sequence[OrphanHooks], task: Task) -> Result:
    """Look for hooks in files that nothing imports."""
    from snapcheck.analysis.linked import orphan_program, result_of

    reading = reading_of(task)
    return result_of(orphan_program(orphans, task, reading), task, reading)


def reading_of(task: Task) -> Reading:
    """A new reading of the files of a run."""
    return Reading(task.sources, read_module, task.scans.digest, task.facts)
