"""The files that no program runs: they are not followed, but that one is broken is said."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from snapcheck.analysis.memory import Recall
from snapcheck.analysis.run import Followed, Survey
from snapcheck.analysis.task import Task
from snapcheck.analysis.teller import Teller
from snapcheck.analysis.workers import Workers
from snapcheck.model import Problem, Stage
from snapcheck.read.python import check_syntax
from snapcheck.read.source import Unreadable


class Begun(Struct, frozen=True):
    """Files that are being checked, and what comes of them, by number."""

    paths: list[str]
    found: Iterator[tuple[int, Problem | None]]

    def results(self) -> Iterator[tuple[str, Problem | None]]:
        """The files as they are done, each with a problem if it is no Python."""
        return ((self.paths[number], problem) for number, problem in self.found)


def begin_checking(survey: Survey, workers: Workers[Task], recall: Recall) -> Begun:
    """Begin with the files that are in no group.

    Before groups are followed, though the answers are needed later: so no process is idle while
    another one ends its part of those.
    """
    grouped = {path for group in survey.grouping.groups for path in group.files}
    return _check(survey, _unparsed(survey) - grouped, workers, recall)


def broken_files(
    begun: Begun,
    survey: Survey,
    followed: Followed,
    workers: Workers[Task],
    recall: Recall,
    teller: Teller,
) -> list[Problem]:
    """The problems of all files that no program runs, those that were `begun` and all others."""
    left = _unparsed(survey) - followed.sound
    others = _check(survey, left.difference(begun.paths), workers, recall)
    problems = []
    for done, (path, problem) in enumerate(chain(begun.results(), others.results()), start=1):
        teller.tell(Stage.CHECK, done, len(begun.paths) + len(others.paths))
        if problem is None:
            recall.learn_sound(path)
        elif path in left:
            problems.append(problem)
    return problems


def _unparsed(survey: Survey) -> set[str]:
    """The files that nobody has parsed to find out what there is to follow."""
    return survey.task.sources.python.keys() - set(survey.discovery.declared.programs)


def _check(survey: Survey, paths: set[str], workers: Workers[Task], recall: Recall) -> Begun:
    unknown = [path for path in sorted(paths) if not recall.is_sound(path)]
    return Begun(unknown, workers.each(check_file, unknown, survey.glances.size, died_on))


def died_on(path: str) -> Problem:
    """The problem of a file that killed the process that read it."""
    return Problem(path, 0, "reading it killed the process", "exclude it, and report it as a bug")


def check_file(path: str, task: Task) -> Problem | None:
    """A problem if the file `path` is no Python."""
    try:
        check_syntax(task.sources.bytes(path))
    except Unreadable as error:
        return task.sources.problem(path, error)
    return None
