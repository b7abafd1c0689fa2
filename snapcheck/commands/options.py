"""The options that several commands share, and what their values are turned into."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from snapcheck.commands.failure import VERBOSE, nearest
from snapcheck.config.request import Typed
from snapcheck.internal import LOGGER

if TYPE_CHECKING:
    from pathlib import Path

    from click.shell_completion import CompletionItem

    from snapcheck.commands.output import Output

_Command = TypeVar("_Command", bound=Callable[..., object])


def outputs_of(values: tuple[str, ...]) -> tuple[Output, ...]:
    """Return the outputs that `FORMAT[=FILE]` texts ask for.

    Raises BadParameter for a wrong one.
    """
    from snapcheck.commands.output import Output

    outputs = tuple(map(_output, values)) or (Output("text", None),)
    files = [output.file and os.path.abspath(output.file) for output in outputs]
    if files.count(None) > 1:
        raise click.BadParameter("only one format can go to standard output; write FORMAT=FILE.")
    for output, file in zip(outputs, files, strict=True):
        if files.count(file) > 1:
            raise click.BadParameter(f"two formats can't go to the same file '{output.file}'.")
    return outputs


def _output(value: str) -> Output:
    from snapcheck.commands.output import FORMATS, Output

    form, equals, file = value.partition("=")
    if form not in FORMATS:
        raise click.BadParameter(f"unknown format '{form}'{nearest(form, FORMATS)}")
    if equals and not file:
        raise click.BadParameter(f"'{value}' names no file; write {form}=FILE, or just {form}.")
    if not equals or file == "-":
        return Output(form, None)
    folder = os.path.dirname(file) or "."
    if os.path.isdir(file) or not os.path.isdir(folder):
        reason = "is a folder" if os.path.isdir(file) else f"is in '{folder}', which does not exist"
        raise click.BadParameter(f"'{file}' {reason}; name a file in an existing folder.")
    return Output(form, file)


def _outputs(
    _: click.Context, __: click.Parameter, values: tuple[str, ...]
) -> tuple[Output, ...] | None:
    return outputs_of(values) if values else None


def _separated(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(item.strip() for value in values for item in value.split(",") if item.strip())


def _set_verbose(ctx: click.Context, _: click.Parameter, verbose: bool) -> None:
    ctx.meta[VERBOSE] = verbose
    if verbose:
        import logging

        logging.basicConfig(format="%(message)s")
        logging.getLogger(LOGGER).setLevel(logging.DEBUG)


def spelled_paths(_: click.Context, __: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths as the disk spells them."""
    from snapcheck.config.repository import spelled

    listings: dict[Path, list[str]] = {}
    return tuple([spelled(path, listings) for path in paths])


def _or_here(ctx: click.Context, param: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    return spelled_paths(ctx, param, paths) or (".",)


def offered(what: str) -> Callable[..., list[CompletionItem]]:
    """Return what completes a value, by its name in `snapcheck.commands.completion`."""

    def offer(ctx: click.Context, param: click.Parameter, begun: str) -> list[CompletionItem]:
        from snapcheck.commands import completion

        found: list[CompletionItem] = getattr(completion, what)(ctx, param, begun)
        return found

    return offer


paths_argument: Callable[[_Command], _Command] = click.argument(
    "paths", nargs=-1, type=click.Path(), callback=_or_here
)

verbose_option: Callable[[_Command], _Command] = click.option(
    "--traceback",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_set_verbose,
    help="Show the traceback of an internal error.",
)

quiet_option: Callable[[_Command], _Command] = click.option(
    "-q", "--quiet", is_flag=True, help="Leave out notices and the summary."
)

_LEVELS = click.Choice(["note", "warning", "error", "never"])
_FAIL_ON = "The lowest level of a finding that makes the exit code 1."

color_option: Callable[[_Command], _Command] = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to colour text. auto: on a terminal, unless NO_COLOR is set; FORCE_COLOR is read.",
)


def fail_on_options(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options about the exit code 1; the command takes `fail_on`, None where none is."""

    @wraps(command)
    def gathered(*, fail_on: str | None, exit_zero: bool, **values: Any) -> int | None:
        return command(fail_on="never" if exit_zero else fail_on, **values)

    exit_zero = click.option(
        "--exit-zero", is_flag=True, help="Findings do not make the exit code 1."
    )
    level = click.option("--fail-on", type=_LEVELS, help=f"{_FAIL_ON}  [default: warning]")
    return level(exit_zero(gathered))


def form_option(*others: str, shown: str = "it") -> Callable[[_Command], _Command]:
    """Return the option of a command that shows one thing: as text, as JSON, or as `others`."""
    return click.option(
        "-f",
        "--output-format",
        "form",
        type=click.Choice(["text", "json", *others]),
        default="text",
        show_default=True,
        help=f"How to show {shown}.",
    )


output_option: Callable[[_Command], _Command] = click.option(
    "-f",
    "--output-format",
    "outputs",
    metavar="FORMAT[=FILE]",
    multiple=True,
    callback=_outputs,
    shell_complete=offered("formats"),
    help="text (default), concise, html, json, json-lines, sarif, github, gitlab, junit, rdjson or "
    "sonarqube. Give it again for more formats; one of them may go to standard output, the others "
    "each to its own file.",
)

environment_option: Callable[[_Command], _Command] = click.option(
    "--python",
    "environment",
    metavar="PATH",
    type=click.Path(exists=True),
    help="A Python environment (its folder or its interpreter) whose installed packages may be "
    "looked at; they are read, never imported.",
)

entry_point_option: Callable[[_Command], _Command] = click.option(
    "--entry-point",
    "entry_points",
    metavar="FILE:FUNCTION",
    multiple=True,
    shell_complete=offered("files"),
    help="A function that Lambda calls and that no template or convention names. Repeatable.",
)

only_snapstart_option: Callable[[_Command], _Command] = click.option(
    "--only-snapstart", is_flag=True, help="Only functions whose template switches SnapStart on."
)

include_vendored_option: Callable[[_Command], _Command] = click.option(
    "--include-vendored", is_flag=True, help="Analyse vendored packages too."
)

exclude_option: Callable[[_Command], _Command] = click.option(
    "--exclude",
    metavar="PATTERNS",
    multiple=True,
    callback=_separated,
    help="Leave out files besides those that are configured: patterns as in a .gitignore, "
    "separated by commas. Repeatable.",
)

config_option: Callable[[_Command], _Command] = click.option(
    "--config",
    "config_file",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="The configuration to use, in place of the nearest pyproject.toml or snapcheck.toml.",
)

isolated_option: Callable[[_Command], _Command] = click.option(
    "--isolated", is_flag=True, help="Read no configuration file."
)

PROGRAM_OPTIONS: tuple[Callable[[_Command], _Command], ...] = (
    entry_point_option,
    exclude_option,
    environment_option,
    only_snapstart_option,
    include_vendored_option,
    config_option,
    isolated_option,
)
"""What is analysed; every command that analyses has these options."""


def _codes_option(name: str, what: str) -> Callable[[_Command], _Command]:
    return click.option(
        name,
        metavar="CODES",
        multiple=True,
        callback=_separated,
        shell_complete=offered("code_lists"),
        help=what,
    )


select_option: Callable[[_Command], _Command] = _codes_option(
    "--select", "Only these rules: codes, prefixes or names, separated by commas. Repeatable."
)

ignore_option: Callable[[_Command], _Command] = _codes_option(
    "--ignore", "Not these rules: codes, prefixes or names, separated by commas. Repeatable."
)

min_confidence_option: Callable[[_Command], _Command] = click.option(
    "--min-confidence",
    type=click.Choice(["high", "medium", "low"]),
    help="Leave out findings that are less sure than this.  [default: medium]",
)

allow_problems_option: Callable[[_Command], _Command] = click.option(
    "--allow-problems", is_flag=True, help="Problems do not make the exit code 2."
)

SELECTION_OPTIONS: tuple[Callable[[_Command], _Command], ...] = (
    select_option,
    _codes_option("--extend-select", "These rules besides those that are selected. Repeatable."),
    ignore_option,
    min_confidence_option,
    click.option(
        "--min-level",
        type=click.Choice(["note", "warning", "error"]),
        help="Leave out findings below this level.  [default: note]",
    ),
)
"""What is reported; every command that reports findings has these options."""

_FINDINGS: tuple[Callable[[_Command], _Command], ...] = (
    *SELECTION_OPTIONS,
    allow_problems_option,
    click.option(
        "--no-screen",
        is_flag=True,
        help="Follow every program, also where no known name appears; the report is the same.",
    ),
)


def program_options(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options that say what is analysed; the command takes them, with PATHS, as `typed`."""
    return _gathered(command, PROGRAM_OPTIONS)


def analysis_options(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options that say what is analysed and what is reported, gathered as `typed`."""
    return _gathered(command, (*PROGRAM_OPTIONS, *_FINDINGS))


def selection_options(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options that say what is reported, gathered as `typed`, which names no paths."""
    return _gathered(command, SELECTION_OPTIONS)


def run_options(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options of who names what is analysed in a way of its own, gathered as `typed`."""
    own = (entry_point_option, environment_option)
    shared = tuple([each for each in PROGRAM_OPTIONS if each not in own])
    return _gathered(command, (*shared, *SELECTION_OPTIONS, allow_problems_option))


def _gathered(
    command: Callable[..., int | None],
    options: tuple[Callable[[Callable[..., int | None]], Callable[..., int | None]], ...],
) -> Callable[..., int | None]:
    @wraps(command)
    def gathered(paths: tuple[str, ...] = (), **values: Any) -> int | None:
        named = {name: values.pop(name) for name in Typed.__struct_fields__ if name in values}
        return command(typed=Typed(paths, **named), **values)

    for option in reversed(options):
        gathered = option(gathered)
    return gathered
