"""`check(Request) -> Report`: the one place that puts the stages together.

Doors, tests and users call it. Stages do not know each other; what one finds is handed to the next
here.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import __version__
from snapcheck.analysis.driver import follow_all
from snapcheck.analysis.follow import get_ready
from snapcheck.analysis.incremental import IncrementalCache, usable_memory
from snapcheck.analysis.memory import LiveMemory, Memory
from snapcheck.analysis.progress import Monitor, ProgressReporter
from snapcheck.analysis.reporting import report_of
from snapcheck.analysis.room import with_room
from snapcheck.analysis.sources import relative
from snapcheck.analysis.survey import survey
from snapcheck.analysis.syntax_check import SyntaxCheck
from snapcheck.analysis.task import UsageError
from snapcheck.analysis.workers import NO_LIMITS, Limits, Workers
from snapcheck.internal import internal_problem
from snapcheck.knowledge import KnowledgeError
from snapcheck.model import Report, Request
from snapcheck.model.progress import OnProgress
from snapcheck.model.story import Story

__all__ = [
    "Limits",
    "LiveMemory",
    "Memory",
    "UsageError",
    "check",
    "entry_points",
    "explain",
    "files",
    "relative",
]

T = TypeVar("T")


def check(
    request: Request,
    *,
    jobs: int = 1,
    memory: Memory | None = None,
    limits: Limits = NO_LIMITS,
    on_progress: OnProgress | None = None,
) -> Report:
    """Analyse what `request` names, in `jobs` processes. Raises UsageError if it makes no sense.

    The analysed code is read, never imported or run. What still holds of `memory` is not worked out
    again, and `memory` is brought up to date; the report is the same with and without.
    `limits` are what one program may take: one that needs more is a problem. `on_progress` hears
    how far the analysis has come.
    """
    how = _How(jobs, memory, limits, ProgressReporter(on_progress))
    return _without_collector(lambda: _check(request, how))


def entry_points(
    request: Request, *, jobs: int = 1, on_progress: OnProgress | None = None
) -> Report:
    """Return a report that also says why other files hold no entry point. Raises UsageError."""
    how = _How(jobs, None, NO_LIMITS, ProgressReporter(on_progress), with_unreached=True)
    return _without_collector(lambda: _check(request, how))


def files(request: Request) -> tuple[str, ...]:
    """Return the Python files and deployment files that a run would look at, as whole paths."""
    from snapcheck.discover.selection import files_of
    from snapcheck.filesystem.disk import Disk

    tree = files_of(request, Disk(request.root))
    return (*tree.python, *tree.templates)


def explain(
    request: Request,
    path: str,
    line: int,
    *,
    memory: Memory | None = None,
    on_progress: OnProgress | None = None,
) -> Story:
    """Tell the story of one line of the file `path` (relative to the root) of a program.

    What holds of `memory` is not worked out again; nothing is added to it. `on_progress` hears how
    far the analysis has come. Raises UsageError if there is no such line.
    """
    from snapcheck.analysis.explanation import linked, story_of

    asked = with_room(lambda: linked(request, path, memory, on_progress, line))
    return story_of(asked, path, line)


def _without_collector(run: Callable[[], T]) -> T:
    enabled = gc.isenabled()
    # Nothing that reading and linking build is cyclic garbage; looking for some costs a third.
    gc.disable()
    try:
        return with_room(run)
    finally:
        if enabled:
            gc.enable()


class _How(Struct, frozen=True):
    """How a request is worked on; no report depends on it, but for what the limits end."""

    jobs: int
    memory: Memory | None
    limits: Limits
    reporter: ProgressReporter
    with_unreached: bool = False


def _check(request: Request, how: _How) -> Report:
    """Return the report of a run; what fails as a whole is the one problem of an empty one."""
    try:
        return _checked(request, how)
    except (UsageError, KnowledgeError):
        raise
    except Exception as error:
        problem = internal_problem("", "analysing", error)
        return Report((), (problem,), (), (), 0, 0, (), {}, __version__)


def _checked(request: Request, how: _How) -> Report:
    jobs, memory, reporter = how.jobs, how.memory, how.reporter
    monitor = Monitor(reporter=reporter)
    watch = monitor.watch
    before = usable_memory(memory, request)
    surveyed = survey(
        request,
        before,
        monitor,
        jobs=jobs,
        memory=memory,
    )
    task = surveyed.task
    cache = IncrementalCache(before, task.sources, task.scans, memory)
    # Other processes have nobody to report to, and what they know must fit through a pipe.
    facts = memory.known_facts if memory is not None else None
    links = memory.known_links if memory is not None else None
    here = jobs == 1 and not how.limits.are_set
    shared = replace(task, beat=reporter.repeat, facts=facts, links=links) if here else task
    with Workers(jobs, shared, get_ready, how.limits) as workers:
        syntax = SyntaxCheck(surveyed, workers, cache)
        followed = follow_all(surveyed, workers, cache, monitor)
        with watch.measure("check other files"):
            broken = syntax.problems(followed, reporter)
    cache.fill(surveyed.discovery, surveyed.partitioning)
    with watch.measure("sort out findings"):
        report = report_of(surveyed, followed, broken, with_unreached=how.with_unreached)
    return replace(report, taken=watch.taken())
