"""`snapcheck audit`: which installed packages are not safe under SnapStart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from snapcheck.commands.check import exit_code
from snapcheck.commands.failure import Failure
from snapcheck.commands.help import GroupedCommand
from snapcheck.commands.options import (
    color_option,
    fail_on_options,
    output_option,
    quiet_option,
    selection_options,
    verbose_option,
)
from snapcheck.commands.run import say
from snapcheck.config.request import Typed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from snapcheck.audit.distributions import Distribution
    from snapcheck.commands.output import Output
    from snapcheck.model import Report


@click.command(
    cls=GroupedCommand,
    short_help="Tell which installed packages are not snap-safe.",
    epilog="""\b
Examples:
  snapcheck audit --python .venv
  snapcheck audit --python .venv -r requirements.txt -f sarif=audit.sarif
  snapcheck audit --python .venv --reached-by src""",
)
@click.argument("names", nargs=-1, metavar="[NAMES]...")
@click.option(
    "--python",
    "installed_in",
    metavar="PATH",
    required=True,
    type=click.Path(exists=True),
    help="The Python environment (its folder or its interpreter) that they are installed in.",
)
@click.option(
    "-r",
    "--requirement",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Only the distributions that a requirements file names.",
)
@click.option(
    "--reached-by",
    metavar="PATH",
    type=click.Path(exists=True),
    help="Only what the entry points below PATH lead to; the findings name them.",
)
@output_option
@fail_on_options
@selection_options
@color_option
@quiet_option
@verbose_option
def audit(
    *,
    names: tuple[str, ...],
    installed_in: str,
    requirement: str | None,
    reached_by: str | None,
    outputs: tuple[Output, ...] | None,
    fail_on: str | None,
    typed: Typed,
    color: str,
    quiet: bool,
) -> int:
    """Tell what installed packages draw, keep, open or start that a snapshot makes wrong.

    NAMES are distributions (default: all). Importing a package is taken for INIT, and each of its
    public functions for INVOKE. The packages are read, never imported.
    """
    from pathlib import Path

    from snapcheck import audit as auditing
    from snapcheck.audit.distributions import installed
    from snapcheck.commands.output import Output, OutputOptions, deliver
    from snapcheck.link.installed import NoEnvironment, package_folders

    try:
        folders = package_folders(Path(installed_in).absolute())
    except NoEnvironment as error:
        raise Failure(str(error)) from error
    reports: list[Report] = []
    chosen: list[Distribution] = []
    for folder in folders:
        wanted = _chosen(installed(folder), names, requirement)
        chosen.extend(wanted)
        for each, report in _audited(wanted, folder, typed):
            if not quiet and report.findings:
                say(f"{each.name} {each.version}: {len(report.findings)} found")
            reports.append(report)
    if not reports and not names and requirement is None:
        say("nothing is installed there")
        return 0
    if not reports:
        raise Failure("no such distribution is installed there")
    report = auditing.merged(reports)
    if reached_by is not None:
        packages = tuple([package for each in chosen for package in each.packages])
        program = _checked(Path(reached_by).absolute(), Path(installed_in).absolute(), packages)
        report = auditing.reached_by(report, program)
    deliver(report, outputs or (Output("text", None),), OutputOptions(color, quiet))
    return exit_code(report, fail_on or "warning", True)


def _audited(
    wanted: list[Distribution], folder: Path, typed: Typed
) -> Iterator[tuple[Distribution, Report]]:
    from snapcheck import audit as auditing
    from snapcheck.analysis import UsageError

    try:
        yield from auditing.audit(wanted, folder, typed)
    except UsageError as error:  # a code that no rule has
        raise Failure(str(error)) from error


def _chosen(
    found: list[Distribution], names: tuple[str, ...], requirement: str | None
) -> list[Distribution]:
    """Return the distributions that are asked for."""
    from snapcheck.audit.distributions import normal, required

    wanted = {normal(name) for name in names}
    if requirement is not None:
        with open(requirement, encoding="utf-8") as file:
            wanted |= required(file)
    if not wanted:
        return found
    return [each for each in found if normal(each.name) in wanted]


def _checked(path: Path, environment: Path, packages: tuple[str, ...]) -> Report:
    """Return the report of a program, with what its calls lead to inside packages."""
    from snapcheck import analysis
    from snapcheck.model import Request

    root = path if path.is_dir() else path.parent
    return analysis.check(Request((path,), root, environment=environment, audited=packages))
