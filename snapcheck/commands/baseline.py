"""`snapcheck baseline`: what is there today is left out tomorrow, and what is gone is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from snapcheck.commands.cache_and_jobs import CacheAndJobs, cache_and_jobs_options
from snapcheck.commands.failure import EXIT_INCOMPLETE, Failure
from snapcheck.commands.options import (
    analysis_options,
    paths_argument,
    quiet_option,
    verbose_option,
)
from snapcheck.commands.run import analyse, configuration, requested, say
from snapcheck.config.request import Typed, allows_problems

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from snapcheck.model import KnownFinding, Report


@click.group(short_help="Write or prune a baseline of known findings.")
def baseline() -> None:
    """Keep the findings that are known in a file.

    `snapcheck check --baseline FILE`, or `baseline = "FILE"` in the configuration, leaves them out,
    so that only new ones are reported. Findings are known again when lines move.
    """


@baseline.command(epilog="Example: snapcheck baseline write .snapcheck-baseline.json")
@click.argument("file", type=click.Path())
@paths_argument
@analysis_options
@cache_and_jobs_options
@quiet_option
@verbose_option
def write(file: str, typed: Typed, resources: CacheAndJobs, quiet: bool) -> int:
    """Write the findings in PATHS, by default the current folder, to the baseline FILE."""
    from pathlib import Path

    from snapcheck.config.repository import Repository
    from snapcheck.suppress.baseline import accepted, known
    from snapcheck.suppress.suppression import problem_print

    config = configuration(typed, quiet=quiet)
    request = requested(typed, config)
    report, _ = analyse(request, resources, quiet=quiet)
    repository = Repository(request.root)
    entries = [known(finding, repository.place(finding.span.path)) for finding in report.findings]
    problems = [
        accepted(problem, repository.place(problem.path), problem_print(problem, repository))
        for problem in report.problems
        if problem.is_acceptable
    ]
    _save(Path(file), [*entries, *problems])
    more = f" and {_counted(len(set(problems)), 'problem')}" if problems else ""
    if not quiet:
        say(f"wrote {_count(len(set(entries)))}{more} to {file}.")
    left = tuple([problem for problem in report.problems if not problem.is_acceptable])
    return _verdict(replace(report, problems=left), allows_problems(typed, config))


@baseline.command(epilog="Example: snapcheck baseline prune .snapcheck-baseline.json")
@click.argument("file", type=click.Path())
@paths_argument
@analysis_options
@cache_and_jobs_options
@quiet_option
@verbose_option
def prune(file: str, typed: Typed, resources: CacheAndJobs, quiet: bool) -> int:
    """Remove from the baseline FILE what PATHS no longer hold. It never grows.

    Entries that this run could not have found, because their file or rule was left out, stay.
    """
    from pathlib import Path

    from snapcheck.suppress.baseline import BaselineError, read

    try:
        entries = read(Path(file), is_typed=True)
    except BaselineError as error:
        raise Failure(str(error)) from error
    config = configuration(typed, quiet=quiet)
    request = replace(requested(typed, config), baseline=entries)
    report, _ = analyse(request, resources, quiet=quiet)
    if report.problems and not allows_problems(typed, config):
        # What could not be analysed may hold what seems to be gone.
        return _verdict(report, False)
    kept = set(entries) - set(report.stale)
    if report.stale:
        _save(Path(file), kept)
    if not quiet:
        say(f"removed {_count(len(report.stale))} from {file}, kept {len(kept)}.")
    return 0


def _save(file: Path, entries: Iterable[KnownFinding]) -> None:
    from snapcheck.filesystem.atomic import put
    from snapcheck.suppress.baseline import render

    try:
        put(str(file), render(entries))
    except OSError as error:
        raise Failure(f"can't write '{file}': {error.strerror or error}") from error


def _verdict(report: Report, allow_problems: bool) -> int:
    for problem in report.problems:
        place = f"{problem.path}: " if problem.path else ""
        say(f"problem: {place}{problem.message} ({problem.mend})")
    return EXIT_INCOMPLETE if report.problems and not allow_problems else 0


def _count(number: int) -> str:
    return _counted(number, "finding")


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"
