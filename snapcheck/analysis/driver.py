"""Follows all partitions of a run, in this process or in others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import or_

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.analysis.coverage import lost
from snapcheck.analysis.follow import follow, follow_orphans
from snapcheck.analysis.incremental import IncrementalCache
from snapcheck.analysis.partitions import Partition, sharing
from snapcheck.analysis.progress import Monitor
from snapcheck.analysis.result import Result, interned
from snapcheck.analysis.survey import Survey
from snapcheck.analysis.task import OrphanHooks, Task
from snapcheck.analysis.workers import Lost, Workers
from snapcheck.digest import digest_of
from snapcheck.link.imports import lies_in
from snapcheck.model import Problem, ProblemKind, Taken
from snapcheck.model.progress import Stage


class Followed(Struct, frozen=True):
    """All partitions of a survey with what came of them; none of them run a common file."""

    partitions: tuple[tuple[Partition, Result], ...]
    orphans: tuple[OrphanHooks, ...]
    of_orphans: tuple[Result, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """All results."""
        return (*[result for _, result in self.partitions], *self.of_orphans)

    @property
    def modules(self) -> frozenset[str]:
        """The files that were read."""
        return frozenset().union(*[result.modules for result in self.results])

    @property
    def sound(self) -> frozenset[str]:
        """The files that are known to be Python, whether or not anything runs them."""
        return self.modules.union(*[result.sound for result in self.results])


def follow_all(
    survey: Survey, workers: Workers[Task], cache: IncrementalCache, monitor: Monitor
) -> Followed:
    """Follow all partitions, and look for hooks in what none of them reads."""

    def learn(key: str, result: Result) -> Result:
        # Where its time went is more than most results hold, and there may be thousands.
        monitor.watch.add(result.taken)
        result = replace(result, taken=Taken())
        cache.learn(key, result)
        return result

    done: list[tuple[Partition, Result]] = []
    waiting: Sequence[Partition] = survey.partitioning.partitions
    while waiting:
        done.extend(
            _follow_each(
                waiting, survey.task, workers=workers, cache=cache, learn=learn, monitor=monitor
            )
        )
        done, waiting = _set_apart(done)
    orphans = tuple(_orphans(survey, [result for _, result in done]))
    if not orphans:
        return Followed(tuple(done), (), ())
    key = digest_of(repr(orphans))
    result = cache.result(key) or learn(key, follow_orphans(orphans, survey.task))
    return Followed(tuple(done), orphans, (result,))


def _follow_each(
    partitions: Sequence[Partition],
    task: Task,
    *,
    workers: Workers[Task],
    cache: IncrementalCache,
    learn: Callable[[str, Result], Result],
    monitor: Monitor,
) -> Iterator[tuple[Partition, Result]]:
    def weight(partition: Partition) -> int:
        return sum(map(task.scans.size, partition.files))

    def settle(partition: Partition, result: Result) -> Result:
        return interned(result, partition.declared, partition.files, task.sources.python)

    known: list[Result | None] = []
    for partition in partitions:
        result = cache.result(partition.key)
        known.append(settle(partition, result) if result is not None else None)
    missing = [number for number, result in enumerate(known) if result is None]
    usable_memory = len(partitions) - len(missing)
    monitor.reporter.report(Stage.FOLLOW, usable_memory, len(partitions))
    found = workers.each(follow, [partitions[number] for number in missing], weight, _died)
    for done, (index, result) in enumerate(found, start=usable_memory + 1):
        monitor.reporter.report(Stage.FOLLOW, done, len(partitions))
        partition = partitions[missing[index]]
        known[missing[index]] = settle(partition, learn(partition.key, result))
    for partition, result in zip(partitions, known, strict=True):
        assert result is not None
        yield partition, result


def _died(partition: Partition, why: Lost) -> Result:
    """Return the result of a partition whose analysis killed its process, or took too long."""
    if why is Lost.TIME:
        message = "analysing its program takes longer than --program-timeout allows"
        mend = "allow more seconds, or exclude what is large"
    elif why is Lost.ALONE:
        message = "analysing it within the limits takes a process, and the system gives none"
        mend = "let it begin processes, or run without --program-timeout and --max-memory"
    else:
        message = "analysing its program killed the process"
        mend = "exclude its files one by one to find which, and report it as a bug"
    problem = Problem(partition.first, 0, message, mend, False, ProblemKind.LIMIT)
    return Result(problems=(problem,), coverage=lost(partition.declared, problem))


def _set_apart(
    done: Sequence[tuple[Partition, Result]],
) -> tuple[list[tuple[Partition, Result]], list[Partition]]:
    """Return those that run no common file, and partitions of those that do, to be followed as one.

    What is imported by a computed name shows only when a program is followed.
    """
    modules = [result.modules for _, result in done]
    if sum(map(len, modules)) == len(frozenset().union(*modules)):
        return list(done), []
    apart: list[tuple[Partition, Result]] = []
    joined: list[Partition] = []
    for numbers in sharing(modules):
        if len(numbers) == 1:
            apart.append(done[numbers[0]])
        else:
            joined.append(reduce(or_, [done[number][0] for number in numbers]))
    return apart, joined


def _orphans(survey: Survey, results: Sequence[Result]) -> Iterator[OrphanHooks]:
    """Yield files that would register hooks, and that lie in programs that do not import them."""
    read = frozenset().union(*[result.modules for result in results])
    homes = [
        pair for result in results for pair in zip(result.entry_points, result.homes, strict=True)
    ]
    for path, scan in survey.scans.all():
        if scan.may_hook and path not in read:
            around = sorted(entry for entry, folders in homes if lies_in(path, folders))
            if around:
                yield OrphanHooks(path, tuple(around))
