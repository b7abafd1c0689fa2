"""`snapcheck entry-points`: which functions Lambda calls, and where that is declared."""

from __future__ import annotations

import click
from msgspec.structs import replace

from snapcheck.commands.cache_and_jobs import CacheAndJobs, jobs_option
from snapcheck.commands.check import known_findings
from snapcheck.commands.failure import EXIT_INCOMPLETE
from snapcheck.commands.help import GroupedCommand
from snapcheck.commands.options import (
    form_option,
    paths_argument,
    program_options,
    quiet_option,
    verbose_option,
)
from snapcheck.commands.run import configuration, entry_points_of, requested
from snapcheck.config.request import Typed


@click.command(
    cls=GroupedCommand,
    short_help="List the functions that Lambda calls.",
    epilog="""\b
Examples:
  snapcheck entry-points
  snapcheck entry-points services -f json""",
)
@paths_argument
@form_option(shown="them")
@program_options
@click.option("--all", "everything", is_flag=True, help="Show all files that are not reached.")
@jobs_option
@quiet_option
@verbose_option
def entry_points(
    *,
    typed: Typed,
    form: str,
    everything: bool,
    jobs: int | None,
    quiet: bool,
) -> int:
    """List the entry points below PATHS: where each is declared, and whether it is ready.

    The last column says whether a function is ready for SnapStart, and what keeps it from that.

    Below them stand the files that none of them reaches, and why they were not taken for entry
    points. The exit code is 2 if something could not be read, else 0.
    """
    from snapcheck.commands.output import show
    from snapcheck.report.cells import one_line
    from snapcheck.report.entry_points import render
    from snapcheck.report.inert import inert
    from snapcheck.report.text import problem_line

    config = configuration(typed, quiet=quiet)
    request = replace(
        requested(typed, config), baseline=known_findings(None, config.baseline, config.folder)
    )
    report = entry_points_of(request, CacheAndJobs(jobs), quiet=quiet)
    show(render(report, form, everything=everything))
    for problem in report.problems:
        click.echo(inert(problem_line(problem)), err=True)
    for notice in () if quiet else report.notices:
        click.echo(inert(f"notice: {one_line(notice)}"), err=True)
    return EXIT_INCOMPLETE if report.problems else 0
