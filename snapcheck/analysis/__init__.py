"""`check(Request) -> Report`: the one place that puts the stages together.

Doors, tests and users call it. Stages do not know each other; what one finds is handed to the next
here.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from typing import TypeVar

from msgspec.structs import replace

from snapcheck import __version__
from snapcheck.analysis.comments import commented_files
from snapcheck.analysis.entries import unreached
from snapcheck.analysis.follow import get_ready, reading_of
from snapcheck.analysis.frames import with_room_for_frames
from snapcheck.analysis.memory import LiveMemory, Memory, Recall
from snapcheck.analysis.places import place_of, spans_of
from snapcheck.analysis.rest import begin_checking, broken_files
from snapcheck.analysis.run import Followed, Survey, follow_all, select_rules, survey
from snapcheck.analysis.settings import known_before
from snapcheck.analysis.sources import relative
from snapcheck.analysis.stopwatch import Stopwatch
from snapcheck.analysis.teller import Teller
from snapcheck.analysis.usage import UsageError
from snapcheck.analysis.workers import Workers
from snapcheck.discover.files import Tree
from snapcheck.discover.overlooked import dynamic_imports
from snapcheck.model import Confidence, Finding, OnProgress, Problem, Report, Request, Story
from snapcheck.suppress.suppression import Triaged, of_the_changed, triage

__all__ = [
    "LiveMemory",
    "Memory",
    "UsageError",
    "check",
    "entry_points",
    "explain",
    "relative",
    "select_rules",
]

T = TypeVar("T")


def check(
    request: Request,
    *,
    jobs: int = 1,
    memory: Memory | None = None,
    on_progress: OnProgress | None = None,
) -> Report:
    """Analyse what `request` names, in `jobs` processes. Raises UsageError if it makes no sense.

    The analysed code is read, never imported or run. What still holds of `memory` is not worked out
    again, and `memory` is brought up to date; the report is the same with and without.
    `on_progress` hears how far the analysis has come.
    """
    return _without_collector(lambda: _check(request, jobs, memory, Teller(on_progress)))


def entry_points(
    request: Request, *, jobs: int = 1, on_progress: OnProgress | None = None
) -> Report:
    """The entry points of what `request` names, and no findings. Raises UsageError."""
    return _without_collector(
        lambda: _check(request, jobs, None, Teller(on_progress), entry_points_only=True)
    )


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
    from snapcheck.analysis.explanation import story_of

    return story_of(request, path, line, memory, on_progress)


def _without_collector(run: Callable[[], T]) -> T:
    enabled = gc.isenabled()
    # Nothing that reading and linking build is cyclic garbage; looking for some costs a third.
    gc.disable()
    try:
        return with_room_for_frames(run)
    finally:
        if enabled:
            gc.enable()


def _check(
    request: Request,
    jobs: int,
    memory: Memory | None,
    teller: Teller,
    *,
    entry_points_only: bool = False,
) -> Report:
    watch = Stopwatch()
    before = known_before(memory, request)
    surveyed = survey(
        request,
        watch,
        before,
        teller,
        with_rules=not entry_points_only,
        jobs=jobs,
        memory=memory,
    )
    task = surveyed.task
    recall = Recall(before, task.sources, task.glances, memory)
    # Other processes have nobody to tell, and what they know must fit through a pipe.
    facts = memory.known_facts if memory is not None else None
    shared = replace(task, beat=teller.again, facts=facts) if jobs == 1 else task
    with Workers(jobs, shared, get_ready) as workers:
        begun = begin_checking(surveyed, workers, recall)
        followed = follow_all(surveyed, workers, recall, watch, teller)
        with watch.measure("check other files"):
            broken = broken_files(begun, surveyed, followed, workers, recall, teller)
    recall.fill(surveyed.discovery, surveyed.grouping)
    with watch.measure("sort out findings"):
        report = _report(surveyed, followed, broken, entry_points_only=entry_points_only)
    return replace(report, taken=watch.taken())


def _report(
    surveyed: Survey, followed: Followed, broken: list[Problem], *, entry_points_only: bool
) -> Report:
    task, tree, declared = surveyed.task, surveyed.discovery.tree, surveyed.discovery.declared
    request, sources = task.request, task.sources
    outcomes = followed.outcomes
    reading = reading_of(task)
    deploying = {function.declared_in for function in declared.functions}
    commented = commented_files(_may_ignore(surveyed, followed, deploying), tree.templates, reading)
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    findings.extend(_misdeployed(surveyed))
    triaged = triage(
        findings, list(commented), task.rules, task.known.rules, request, _was_looked_at(surveyed)
    )
    problems = [
        *declared.problems,
        *[problem for outcome in outcomes for problem in outcome.problems],
        *tree.problems,
        *reading.problems,
        *broken,
    ]
    notices = [
        *_notices(tree, triaged),
        *declared.notices,
        *dynamic_imports(sorted({path for each in outcomes for path in each.computing})),
    ]
    if request.changed is not None:
        problems, more = of_the_changed(problems, request)
        notices.extend(more)
    entries = tuple(sorted(entry for outcome in outcomes for entry in outcome.entry_points))
    if not entries and sources.python and not problems:
        if request.only_snapstart:
            notices.append("no function has SnapStart switched on: nothing was analysed")
        elif request.changed is None:
            problems.append(_NO_ENTRY_POINT)
        else:
            notices.append(f"{_NO_ENTRY_POINT.message} ({_NO_ENTRY_POINT.mend})")
    told = [*triaged.findings, *[each.finding for each in triaged.suppressed]]
    shown = {span.path for finding in told for span in spans_of(finding)}
    reached = {path for outcome in outcomes for path in outcome.reached}
    # Why a file was not reached takes reading all of them again; only one door wants to know.
    left = sources.python.keys() - reached if entry_points_only else ()
    return Report(
        tuple(sorted(triaged.findings, key=place_of)),
        tuple(sorted(set(problems))),
        tuple(notices),
        entries,
        len(sources.python),
        len(reached),
        task.rules,
        {path: sources.text(path) for path in sorted(shown)},
        __version__,
        triaged.suppressed,
        triaged.stale,
        triaged.elsewhere,
        tuple(unreached(left, reading.bytes)),
    )


def _misdeployed(surveyed: Survey) -> Iterator[Finding]:
    """The findings about deployments, of whatever confidence."""
    functions = surveyed.discovery.declared.functions
    if functions:
        from snapcheck.analysis.findings import told_apart
        from snapcheck.checks.deployment import misdeployed

        found = misdeployed(functions, surveyed.task.rules, Confidence.LOW)
        yield from told_apart(found, surveyed.task.repository)


_NO_ENTRY_POINT = Problem(
    "", 0, "no entry point found", "name one with --entry-point FILE:FUNCTION"
)


def _may_ignore(surveyed: Survey, followed: Followed, deploying: set[str]) -> Iterator[str]:
    """The files that may hold ignore comments, and that findings can stand in."""
    paths = surveyed.task.sources.python.keys() & (followed.modules | deploying)
    return filter(surveyed.glances.may_ignore, paths)


def _was_looked_at(surveyed: Survey) -> Callable[[str], bool]:
    """Tells of a file of the repository whether this run saw it, or it is gone."""
    root, python = surveyed.task.request.root, surveyed.task.sources.python
    repository = surveyed.task.repository.root
    templates = frozenset(surveyed.discovery.tree.templates)

    def seen(path: str) -> bool:
        place = repository / path
        return relative(place, root) in python or str(place) in templates or not place.exists()

    return seen


def _notices(tree: Tree, triaged: Triaged) -> Iterator[str]:
    """What is worth saying of what was left out."""
    if tree.left_out:
        files = "Python file" if tree.left_out == 1 else "Python files"
        yield (
            f"{tree.left_out} {files} of third-party packages left out "
            "(--include-vendored analyses them)"
        )
    if triaged.stale:
        entries = "entry of the baseline" if len(triaged.stale) == 1 else "entries of the baseline"
        yield (
            f"{len(triaged.stale)} {entries} no longer found (`snapcheck baseline prune FILE` "
            "removes what is gone)"
        )
