"""`snapcheck verify`: runs entry points under an emulated snapshot, and judges the findings."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from snapcheck.commands.cache_and_jobs import CacheAndJobs, cache_and_jobs_options
from snapcheck.commands.check import exit_code
from snapcheck.commands.failure import Failure
from snapcheck.commands.help import GroupedCommand
from snapcheck.commands.options import (
    color_option,
    fail_on_options,
    offered,
    output_option,
    quiet_option,
    run_options,
    verbose_option,
)
from snapcheck.commands.run import analyse, configuration, requested, say
from snapcheck.config.request import Typed, allows_problems

if TYPE_CHECKING:
    from pathlib import Path

    from snapcheck.commands.output import Output
    from snapcheck.config import Config
    from snapcheck.model import EntryPoint, Report
    from snapcheck.verify.plan import Job
    from snapcheck.verify.runner import Options

_ELSEWHERE = (
    "verify needs Linux, for it forks what runs; run it in a container: docker run --rm -v "
    '"$PWD":/code -w /code python:3.12 sh -c "pip install -q snapcheck && snapcheck verify"'
)


class Targets(Struct, frozen=True):
    """What was typed: entry points, files and folders that hold some, and files of events."""

    entry_points: tuple[str, ...]
    paths: tuple[str, ...]
    events: tuple[str, ...]


class VerifyOptions(Struct, frozen=True, kw_only=True):
    """The options of `verify` alone, as typed."""

    events: tuple[str, ...]
    interpreter: str | None
    setup: str | None
    given: Mapping[str, str]
    environments: int
    cold_starts: int
    timeout: float
    fail_on: str | None
    show_output: bool
    quiet: bool
    color: str

    def of_runner(self, python: Path) -> Options:
        """Return what the runner is asked for."""
        from pathlib import Path

        from snapcheck.verify.runner import Options

        return Options(
            python=python,
            environments=self.environments,
            cold_starts=self.cold_starts,
            seconds=self.timeout,
            setup=Path(self.setup) if self.setup is not None else None,
            given=self.given,
            show_output=self.show_output,
        )


def _targets(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> Targets:
    from snapcheck.config.repository import spelled

    entry_points: list[str] = []
    paths: list[str] = []
    events: list[str] = []
    for value in values:
        file, colon, _function = value.rpartition(":")
        if os.path.exists(value):
            (events if value.endswith(".json") else paths).append(spelled(value))
        elif colon and os.path.isfile(file):
            entry_points.append(value)
        else:
            raise click.BadParameter(f"'{value}' is no file or folder, and no FILE:FUNCTION.")
    return Targets(tuple(entry_points), tuple(paths), tuple(events))


def _given(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """Return the variables to set: with a value, or with the one that they have."""
    given = {}
    for text in values:
        name, equals, value = text.partition("=")
        if not equals and name not in os.environ:
            raise click.BadParameter(f"'{name}' is not set here; write {name}=VALUE.")
        given[name] = value if equals else os.environ[name]
    return given


@click.command(
    cls=GroupedCommand,
    short_help="Run entry points, and prove findings.",
    epilog="""\b
Examples:
  snapcheck verify
  snapcheck verify src/app.py:handler --event events/order.json
  snapcheck verify src/app.py:handler --event events/*.json --python .venv
  snapcheck verify -f text -f json=verified.json

\b
Exit codes:
  0  nothing at or above the --fail-on level
  1  findings, whatever was proved of them
  2  something could not be analysed or run, or the call was wrong""",
)
@click.argument(
    "targets",
    metavar="[FILE:FUNCTION | PATH]...",
    nargs=-1,
    callback=_targets,
    shell_complete=offered("files"),
)
@click.option(
    "--event",
    "events",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="An event to call the entry points with, as JSON. Repeatable; further .json files may "
    "follow.  [default: those in the folder events beside the code]",
)
@click.option(
    "--python",
    "interpreter",
    metavar="PATH",
    type=click.Path(exists=True),
    help="The interpreter, or the environment, that runs the code; Python 3.9 or newer.  "
    "[default: the active environment, else .venv, else the Python of snapcheck]",
)
@click.option(
    "--setup",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Python to run first; its before_snapshot() and after_restore() provide data.",
)
@click.option(
    "--env",
    "given",
    metavar="NAME[=VALUE]",
    multiple=True,
    callback=_given,
    help="An environment variable of the function; without a value the one set here. Repeatable.",
)
@click.option(
    "--environments",
    metavar="N",
    type=click.IntRange(min=2),
    default=8,
    show_default=True,
    help="How many environments to restore from the snapshot.",
)
@click.option(
    "--cold-starts",
    metavar="N",
    type=click.IntRange(min=2),
    default=3,
    show_default=True,
    help="How many times to start without one, to compare.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=30,
    show_default=True,
    help="How long INIT, and each invocation, may run.",
)
@output_option
@fail_on_options
@click.option("--show-output", is_flag=True, help="Show on stderr what the code prints.")
@run_options
@cache_and_jobs_options
@color_option
@quiet_option
@verbose_option
def verify(
    *,
    targets: Targets,
    typed: Typed,
    resources: CacheAndJobs,
    outputs: tuple[Output, ...] | None,
    **values: Any,
) -> int:
    """Run entry points, and say of each finding whether it is proved.

    This executes the code: INIT once, then environments forked from it with the clock moved on,
    connections ended and secrets rotated, and cold starts to compare. It gets no credentials of
    yours, and no connection beyond the loopback. Without FILE:FUNCTION: all that have events.
    """
    from pathlib import Path

    from snapcheck.commands.output import Output, OutputOptions, deliver, with_edits_for
    from snapcheck.verify.verification import verify as run

    if sys.platform != "linux":
        raise Failure(_ELSEWHERE)
    options = VerifyOptions(**values)
    typed = replace(typed, paths=targets.paths or (".",), entry_points=targets.entry_points)
    config = configuration(typed, quiet=options.quiet)
    request = requested(typed, config)
    report, _ = analyse(request, resources, quiet=options.quiet)
    if targets.entry_points:
        report = _only(report, request.entry_points)
    root = Path(os.path.abspath(request.root))
    named = tuple(map(Path, (*options.events, *targets.events)))
    jobs = _jobs(report, root, named, bool(targets.entry_points))
    how = options.of_runner(_python(options.interpreter, config, root))
    _announce(jobs, how)
    report = run(report, jobs, how, root)
    outputs = outputs or (Output("text", None),)
    report = with_edits_for(outputs, report, request)
    deliver(report, outputs, OutputOptions(options.color, options.quiet))
    fail_on = options.fail_on or config.fail_on or "warning"
    return exit_code(report, fail_on, allows_problems(typed, config))


def _only(report: Report, entry_points: tuple[str, ...]) -> Report:
    """Return the report with the findings of these entry points."""
    from snapcheck.verify.plan import name_of

    kept = tuple([entry for entry in report.entry_points if name_of(entry) in entry_points])
    findings = [each for each in report.findings if not set(kept).isdisjoint(each.entry_points)]
    return replace(report, entry_points=kept, findings=tuple(findings))


def _jobs(report: Report, root: Path, named: tuple[Path, ...], all_wanted: bool) -> list[Job]:
    """Return the entry points to run; all of them need events if they were named."""
    from snapcheck.verify import events, plan

    entries = plan.by_entry_point(report)
    jobs = []
    try:
        for name, entry in entries.items():
            files = named or events.beside(entry, entries.values(), root)
            if files and entry.path.endswith(".py"):
                given = tuple([events.read(file) for file in files])
                jobs.append(plan.job_of(report, entry, root, given))
            elif all_wanted:
                raise Failure(f"there is no event for {name}; name one with --event FILE")
    except events.EventError as error:
        raise Failure(str(error)) from error
    if not jobs:
        raise Failure(_nothing_to_run(entries))
    return jobs


def _nothing_to_run(entries: Mapping[str, EntryPoint]) -> str:
    if not entries:
        return "there is no entry point to run; name one as FILE:FUNCTION"
    return "no entry point has events beside it; put some into a folder events, or use --event FILE"


def _python(typed: str | None, config: Config, root: Path) -> Path:
    """Return the interpreter that runs the code."""
    from pathlib import Path

    active = os.environ.get("VIRTUAL_ENV")
    places = [typed, config.environment, active, root / ".venv"]
    for place in [Path(each) for each in places if each]:
        if os.path.isdir(place):
            inside = place / "bin" / "python"
            if os.path.isfile(inside):
                return Path(os.path.abspath(inside))
        elif os.path.isfile(place):
            return Path(os.path.abspath(place))
        if typed is not None:
            raise Failure(f"'{typed}' is no interpreter, and no environment with bin/python")
    return Path(sys.executable)


def _announce(jobs: list[Job], options: Options) -> None:
    """Say before anything runs that it runs."""
    from snapcheck.verify.plan import name_of

    names = [name_of(job.entry_point) for job in jobs]
    shown = ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
    say(
        f"verify executes your code ({shown}) with {options.python}, without your credentials, "
        "and lets no Python socket out of the loopback."
    )
