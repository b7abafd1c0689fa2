"""`snapcheck why`: the story of one line."""

from __future__ import annotations

import os

import click

from snapcheck.commands.failure import Failure, beside
from snapcheck.commands.help import GroupedCommand
from snapcheck.commands.options import (
    color_option,
    offered,
    paths_argument,
    program_options,
    quiet_option,
    verbose_option,
)
from snapcheck.commands.progress_line import progress_line
from snapcheck.commands.run import configuration, requested
from snapcheck.config.request import Typed


def _file_and_line(_: click.Context, __: click.Parameter, value: str) -> tuple[str, int]:
    file, colon, line = value.rpartition(":")
    if not colon or not file or not line.isdecimal():
        raise click.BadParameter(f"'{value}' is not FILE:LINE (like src/app.py:12).")
    if not os.path.isfile(file):
        raise click.BadParameter(f"there is no file '{file}'{beside(file)}")
    from snapcheck.config.repository import spelled

    return spelled(file), int(line)


@click.command(
    cls=GroupedCommand,
    short_help="Tell the story of a line.",
    epilog="Example: snapcheck why src/app.py:12",
)
@click.argument(
    "place", metavar="FILE:LINE", callback=_file_and_line, shell_complete=offered("files")
)
@paths_argument
@program_options
@color_option
@quiet_option
@verbose_option
def why(place: tuple[str, int], typed: Typed, color: str, quiet: bool) -> None:
    """Tell what is known of the line FILE:LINE in the program of PATHS (default: this folder).

    Which phases run it and through which calls, what it keeps, who renews and uses that, and why
    it is reported or silent.
    """
    from pathlib import Path

    from snapcheck import analysis
    from snapcheck.commands.output import colour_of, show, terminal_width
    from snapcheck.report.story import render

    file, line = place
    config = configuration(typed, quiet=quiet)
    request = requested(typed, config)
    try:
        path = analysis.relative(Path(os.path.abspath(file)), request.root)
        with progress_line(quiet) as on_progress:
            story = analysis.explain(request, path, line, on_progress=on_progress)
    except analysis.UsageError as error:
        raise Failure(str(error)) from error
    colour = colour_of(color)
    show(render(story, colour=colour, width=terminal_width()), colour)
