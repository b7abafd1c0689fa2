"""The syntax check of files that no entry point reaches: they are not followed.

It begins before partitions are followed, though its answers are needed later: so no process is idle
while another one ends its part of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from snapcheck.analysis.driver import Followed
from snapcheck.analysis.incremental import IncrementalCache
from snapcheck.analysis.progress import ProgressReporter
from snapcheck.analysis.survey import Survey
from snapcheck.analysis.task import Task
from snapcheck.analysis.workers import Lost, Workers
from snapcheck.internal import internal_problem
from snapcheck.model import Problem, ProblemKind
from snapcheck.model.progress import Stage
from snapcheck.read.python import check_syntax
from snapcheck.read.source import Unreadable


class _Batch(Struct, frozen=True):
    """Files that are being checked, and what comes of them, by number."""

    paths: list[str]
    found: Iterator[tuple[int, Problem | None]]

    def results(self) -> Iterator[tuple[str, Problem | None]]:
        """Yield the files as they are done, each with a problem if it is no Python."""
        return ((self.paths[number], problem) for number, problem in self.found)


class SyntaxCheck:
    """A syntax check, which begins with the files that are in no partition."""

    def __init__(self, survey: Survey, workers: Workers[Task], cache: IncrementalCache) -> None:
        self._survey = survey
        self._workers = workers
        self._cache = cache
        apart = {path for each in survey.partitioning.partitions for path in each.files}
        self._begun = self._begin(self._unparsed() - apart)

    def problems(self, followed: Followed, reporter: ProgressReporter) -> list[Problem]:
        """Return the problems of all files that were not `followed`."""
        left = self._unparsed() - followed.sound
        others = self._begin(left.difference(self._begun.paths))
        total = len(self._begun.paths) + len(others.paths)
        problems = []
        results = chain(self._begun.results(), others.results())
        for done, (path, problem) in enumerate(results, start=1):
            reporter.report(Stage.CHECK, done, total)
            if problem is None:
                self._cache.learn_sound(path)
            elif path in left:
                problems.append(problem)
        return problems

    def _unparsed(self) -> set[str]:
        """Return the files that nobody has parsed to find out what there is to follow."""
        return self._survey.task.sources.python.keys() - set(
            self._survey.discovery.declared.programs
        )

    def _begin(self, paths: set[str]) -> _Batch:
        unknown = [path for path in sorted(paths) if not self._cache.is_sound(path)]
        size = self._survey.scans.size
        return _Batch(unknown, self._workers.each(check_file, unknown, size, died_on))


def died_on(path: str, why: Lost) -> Problem:
    """Return the problem of a file that killed the process that read it, or took it too long."""
    if why is Lost.TIME:
        message = "reading it takes longer than --program-timeout allows"
        mend = "allow more seconds, or exclude it"
        return Problem(path, 0, message, mend, False, ProblemKind.LIMIT)
    if why is Lost.ALONE:
        message = "reading it within the limits takes a process, and the system gives none"
        mend = "let it begin processes, or run without --program-timeout and --max-memory"
        return Problem(path, 0, message, mend, False, ProblemKind.LIMIT)
    mend = "exclude it, and report it as a bug"
    return Problem(path, 0, "reading it killed the process", mend, False, ProblemKind.LIMIT)


def check_file(path: str, task: Task) -> Problem | None:
    """Return a problem if the file `path` is no Python."""
    try:
        check_syntax(task.sources.bytes(path))
    except Unreadable as error:
        return task.sources.problem(path, error)
    except Exception as error:
        return internal_problem(path, "reading it", error)
    return None
