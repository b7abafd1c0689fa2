"""The command line: translates what a user typed into a request, and a report into output.

Nothing here knows how code is analysed. Everything heavy is imported inside the commands, so that
`--version`, `--help` and completion answer at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from snapcheck import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from snapcheck.delivery import Output
    from snapcheck.knowledge import Knowledge
    from snapcheck.model import Report, Request

EXIT_FINDINGS = 1
EXIT_INCOMPLETE = 2
EXIT_INTERRUPTED = 130

_VERBOSE = "snapcheck.verbose"


class Failure(click.ClickException):
    """A run that can't go on; the message names the cause and the mend."""

    exit_code = EXIT_INCOMPLETE


class Door(click.Group):
    """The group of all commands: says what to type instead, and turns a crash into one line."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Finds the command; for an unknown one, names what was probably meant."""
        word = args[0]
        if self.get_command(ctx, word) is None and not word.startswith("-"):
            if os.path.exists(word):
                raise Failure(f"no such command '{word}'; to analyse it: snapcheck check {word}")
            known = self.list_commands(ctx)
            raise Failure(f"no such command '{word}'{_nearest(word, known)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Runs a command; a traceback is shown only to who asked for it."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if ctx.meta.get(_VERBOSE):
                import traceback

                traceback.print_exc()
            cause = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            hint = "" if ctx.meta.get(_VERBOSE) else "; run with --verbose for the traceback"
            raise Failure(f"internal error: {cause}{hint}") from error


def main() -> NoReturn:
    """The console script: runs a command and ends the process with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not so under a test runner, or when closed
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run())


def _run() -> int:
    try:
        code = cli.main(prog_name="snapcheck", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        click.echo("snapcheck: interrupted", err=True)
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        from snapcheck.report.cells import one_line

        click.echo(f"snapcheck: {_complaint(error, one_line)}", err=True)
        return EXIT_INCOMPLETE
    return code if isinstance(code, int) else 0


def _complaint(error: click.ClickException, one_line: Callable[[str], str]) -> str:
    """The one line that says what went wrong and what to do."""
    text = one_line(error.format_message())
    if text.startswith("internal error: "):
        return text
    if isinstance(error, click.UsageError) and error.ctx is not None:
        stop = "" if text.endswith((".", "?")) else "."
        text = f"{text}{stop} Try '{error.ctx.command_path} --help'."
    return f"error: {text}"


# Options


def _outputs(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[Output, ...]:
    from snapcheck.delivery import Output

    outputs = tuple(map(_output, values)) or (Output("text", None),)
    files = [output.file and os.path.abspath(output.file) for output in outputs]
    if files.count(None) > 1:
        raise click.BadParameter("only one format can go to standard output; write FORMAT=FILE.")
    for output, file in zip(outputs, files, strict=True):
        if files.count(file) > 1:
            raise click.BadParameter(f"two formats can't go to the same file '{output.file}'.")
    return outputs


def _output(value: str) -> Output:
    from snapcheck.delivery import FORMATS, Output

    form, equals, file = value.partition("=")
    if form not in FORMATS:
        raise click.BadParameter(f"unknown format '{form}'{_nearest(form, FORMATS)}")
    if equals and not file:
        raise click.BadParameter(f"'{value}' names no file; write {form}=FILE, or just {form}.")
    if not equals or file == "-":
        return Output(form, None)
    folder = os.path.dirname(file) or "."
    if os.path.isdir(file) or not os.path.isdir(folder):
        reason = "is a folder" if os.path.isdir(file) else f"is in '{folder}', which does not exist"
        raise click.BadParameter(f"'{file}' {reason}; name a file in an existing folder.")
    return Output(form, file)


def _codes(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def _file_and_line(_: click.Context, __: click.Parameter, value: str) -> tuple[str, int]:
    file, colon, line = value.rpartition(":")
    if not colon or not file or not line.isdecimal():
        raise click.BadParameter(f"'{value}' is not FILE:LINE (like src/app.py:12).")
    if not os.path.isfile(file):
        raise click.BadParameter(f"there is no file '{file}'.")
    return file, int(line)


def _set_verbose(ctx: click.Context, _: click.Parameter, verbose: bool) -> None:
    ctx.meta[_VERBOSE] = verbose


_Command = TypeVar("_Command", bound=Callable[..., object])
verbose_option: Callable[[_Command], _Command] = click.option(
    "--verbose",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_set_verbose,
    help="Show the traceback of an internal error.",
)


def _nearest(word: str, known: Sequence[str]) -> str:
    """The end of a message about an unknown word: the known one next to it, or all of them."""
    from difflib import get_close_matches

    by_lower = {name.lower(): name for name in known}
    close = get_close_matches(word.lower(), by_lower, n=1)
    if close:
        return f"; did you mean '{by_lower[close[0]]}'?"
    return f"; known: {', '.join(known)}."


# Commands


@click.group(
    cls=Door,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    epilog="Start with: snapcheck check",
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Find Python code that goes wrong when AWS Lambda SnapStart restores a snapshot.

    SnapStart runs a function's initialisation once, takes a snapshot, and starts every
    environment from that copy. What was unique, fresh or connected then no longer is.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(EXIT_INCOMPLETE)


@cli.command(
    short_help="Analyse files and folders.",
    epilog="""\b
Examples:
  snapcheck check
  snapcheck check src template.yaml
  snapcheck check -f text -f sarif=snapcheck.sarif
  snapcheck check --entry-point src/app.py:main --select SNAP2,SNAP501

\b
Exit codes:
  0  nothing at or above the --fail-on level
  1  findings
  2  something could not be analysed, or the call was wrong""",
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "-f",
    "--output-format",
    "outputs",
    metavar="FORMAT[=FILE]",
    multiple=True,
    callback=_outputs,
    help="text (default) or sarif. Give it again for more formats; one of them may go to "
    "standard output, the others each to its own file.",
)
@click.option(
    "--entry-point",
    "entry_points",
    metavar="FILE:FUNCTION",
    multiple=True,
    help="A function that Lambda calls and that no template or convention names. Repeatable.",
)
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Only these rules: codes or prefixes, separated by commas. Repeatable.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Not these rules: codes or prefixes, separated by commas. Repeatable.",
)
@click.option(
    "--min-confidence",
    type=click.Choice(["high", "medium", "low"]),
    default="medium",
    show_default=True,
    help="Leave out findings that are less sure than this.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["note", "warning", "error", "never"]),
    default="warning",
    show_default=True,
    help="The lowest level of a finding that makes the exit code 1.",
)
@click.option("--allow-problems", is_flag=True, help="Problems do not make the exit code 2.")
@click.option(
    "--only-snapstart", is_flag=True, help="Only functions whose template switches SnapStart on."
)
@click.option("--include-vendored", is_flag=True, help="Analyse vendored packages too.")
@click.option("--quiet", is_flag=True, help="Leave out notices and the summary.")
@verbose_option
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to colour text. auto: on a terminal, unless NO_COLOR is set; FORCE_COLOR is read.",
)
def check(
    paths: tuple[str, ...],
    outputs: tuple[Output, ...],
    entry_points: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    min_confidence: str,
    fail_on: str,
    allow_problems: bool,
    only_snapstart: bool,
    include_vendored: bool,
    quiet: bool,
    color: str,
) -> int:
    """Analyse PATHS: files and folders, by default the current folder.

    The code is read, never imported or executed. Reported paths are relative to the current
    folder if all PATHS lie below it, else to the nearest folder that holds them all.
    """
    from pathlib import Path

    from snapcheck.delivery import Output, deliver
    from snapcheck.model import Confidence, Request

    report = _analyse(
        Request(
            paths=tuple(map(Path, paths or (".",))),
            root=root_of(paths or (".",)),
            entry_points=entry_points,
            select=select,
            ignore=ignore,
            min_confidence=Confidence[min_confidence.upper()],
            include_vendored=include_vendored,
            only_snapstart=only_snapstart,
        )
    )
    deliver(report, outputs, color, quiet)
    if report.problems and not quiet and Output("text", None) not in outputs:
        click.echo("snapcheck: not everything could be analysed; the report says what.", err=True)
    return exit_code(report, fail_on, allow_problems)


@cli.command(short_help="Tell the story of a line.", epilog="Example: snapcheck why src/app.py:12")
@click.argument("place", metavar="FILE:LINE", callback=_file_and_line)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--entry-point",
    "entry_points",
    metavar="FILE:FUNCTION",
    multiple=True,
    help="A function that Lambda calls and that no template or convention names. Repeatable.",
)
@verbose_option
def why(place: tuple[str, int], paths: tuple[str, ...], entry_points: tuple[str, ...]) -> None:
    """Tell what is known of the line FILE:LINE in the program of PATHS (default: this folder).

    Which phases run it and through which calls, what it keeps, who renews and uses that, and why
    it is reported or silent.
    """
    from pathlib import Path

    from snapcheck import analysis
    from snapcheck.delivery import colour_of, show
    from snapcheck.model import Request
    from snapcheck.report.story import render

    file, line = place
    given = paths or (".",)
    root = root_of((*given, file))
    request = Request(tuple(map(Path, given)), root, entry_points)
    try:
        story = analysis.explain(
            request, analysis.relative(Path(os.path.abspath(file)), root), line
        )
    except analysis.UsageError as error:
        raise Failure(str(error)) from error
    colour = colour_of("auto")
    show(render(story, colour=colour), colour)


@cli.command(
    "entry-points",
    short_help="List the functions that Lambda calls.",
    epilog="""\b
Examples:
  snapcheck entry-points
  snapcheck entry-points services -f json""",
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "-f",
    "--output-format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to show them.",
)
@click.option(
    "--entry-point",
    "entry_points",
    metavar="FILE:FUNCTION",
    multiple=True,
    help="A function that Lambda calls and that no template or convention names. Repeatable.",
)
@click.option(
    "--only-snapstart", is_flag=True, help="Only functions whose template switches SnapStart on."
)
@click.option("--include-vendored", is_flag=True, help="Look at vendored packages too.")
@click.option("--all", "everything", is_flag=True, help="Show all files that are not reached.")
@verbose_option
def entry_points_command(
    paths: tuple[str, ...],
    form: str,
    entry_points: tuple[str, ...],
    only_snapstart: bool,
    include_vendored: bool,
    everything: bool,
) -> int:
    """List the entry points below PATHS: where each is declared, and its SnapStart setting.

    Below them stand the files that none of them reaches, and why they were not taken for entry
    points. The exit code is 2 if something could not be read, else 0.
    """
    from pathlib import Path

    from snapcheck.delivery import show
    from snapcheck.model import Request
    from snapcheck.report.entry_points import render
    from snapcheck.report.text import problem_line

    report = _analyse(
        Request(
            paths=tuple(map(Path, paths or (".",))),
            root=root_of(paths or (".",)),
            entry_points=entry_points,
            include_vendored=include_vendored,
            only_snapstart=only_snapstart,
        ),
        entry_points_only=True,
    )
    show(render(report, form, everything=everything))
    for problem in report.problems:
        click.echo(problem_line(problem), err=True)
    for notice in report.notices:
        click.echo(f"notice: {notice}", err=True)
    return EXIT_INCOMPLETE if report.problems else 0


@cli.command()
@click.option(
    "-f",
    "--output-format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to show them.",
)
@verbose_option
def rules(form: str) -> None:
    """List all rules."""
    from snapcheck.delivery import show
    from snapcheck.report.rule_pages import render_rules

    show(render_rules(_knowledge().rules.values(), form))


def _complete_code(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    known = _knowledge().rules.values()
    return [
        CompletionItem(rule.code, help=rule.summary)
        for rule in known
        if rule.code.startswith(begun.upper())
    ]


@cli.command(short_help="Show one rule's page.", epilog="Example: snapcheck rule SNAP201")
@click.argument("code", shell_complete=_complete_code)
@click.option(
    "-f",
    "--output-format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to show it.",
)
@verbose_option
def rule(code: str, form: str) -> None:
    """Show the page of the rule CODE: what it finds, why that is wrong, what to do instead.

    CODE is a rule's code or its name.
    """
    from snapcheck.delivery import show
    from snapcheck.report.rule_pages import render_rule

    known = _knowledge().rules
    words = {**{rule.name: rule for rule in known.values()}, **known}
    found = words.get(code.upper()) or words.get(code.lower())
    if found is None:
        raise Failure(f"unknown rule '{code}'{_nearest(code, list(words))}")
    show(render_rule(found, form))


# What the commands do


def _knowledge() -> Knowledge:
    from snapcheck import knowledge

    try:
        return knowledge.load()
    except knowledge.KnowledgeError as error:
        raise Failure("; ".join(error.mistakes)) from error


def _analyse(request: Request, *, entry_points_only: bool = False) -> Report:
    from snapcheck import analysis, knowledge

    try:
        return analysis.entry_points(request) if entry_points_only else analysis.check(request)
    except analysis.UsageError as error:
        raise Failure(str(error)) from error
    except knowledge.KnowledgeError as error:
        raise Failure("; ".join(error.mistakes)) from error


def root_of(paths: tuple[str, ...]) -> Path:
    """The folder that reported paths are relative to; see the help of `check`."""
    from pathlib import Path

    here = Path.cwd()
    places = [Path(os.path.abspath(path)) for path in paths]
    if all(place.is_relative_to(here) for place in places):
        return here
    try:
        return Path(os.path.commonpath([p if p.is_dir() else p.parent for p in places]))
    except ValueError as error:  # two drives
        raise Failure("the paths have no folder in common; check them one by one") from error


def exit_code(report: Report, fail_on: str, allow_problems: bool) -> int:
    from snapcheck.model import Level

    if report.problems and not allow_problems:
        return EXIT_INCOMPLETE
    if fail_on == "never":
        return 0
    lowest = Level[fail_on.upper()]
    return EXIT_FINDINGS if any(finding.level >= lowest for finding in report.findings) else 0
