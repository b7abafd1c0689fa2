"""Brings finished reports where the user wants them: to standard output or into files.

Here stand the decisions that depend on the place and not on the report: colours, width, and what
happens when a place can't be written. The formats themselves are imported when they are asked for.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from snapcheck.filesystem.atomic import put
from snapcheck.internal import internal_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from snapcheck.model import Report, Request

FORMATS = (
    "text",
    "concise",
    "html",
    "json",
    "json-lines",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "rdjson",
    "sonarqube",
)

# The modules of the formats that know of nothing but the report.
_MODULES = {
    "html": "html",
    "json": "json_report",
    "json-lines": "json_lines",
    "github": "github",
    "gitlab": "gitlab",
    "rdjson": "rdjson",
    "sonarqube": "sonarqube",
}

# The formats that show how fixes change files.
_SHOWING_EDITS = frozenset(("json", "json-lines", "rdjson", "sarif"))

# Where GitHub Actions takes Markdown for the page of a run.
_JOB_SUMMARY = "GITHUB_STEP_SUMMARY"

# Lines longer than this are hard to read, however wide the terminal is.
_NARROWEST, _WIDEST = 60, 120

# Characters that are written together.
_AT_ONCE = 1_000_000


class DeliveryError(click.ClickException):
    """A report that could not be written; the message names the place and the reason."""

    exit_code = 2


class Output(Struct, frozen=True):
    """A format and the file it goes to; None is standard output."""

    form: str
    file: str | None


class OutputOptions(Struct, frozen=True):
    """How much is said, and how: `color` is auto, always or never."""

    color: str = "auto"
    quiet: bool = False
    show_suppressed: bool = False
    statistics: bool = False
    show_notes: bool = False


def with_edits_for(outputs: tuple[Output, ...], report: Report, request: Request) -> Report:
    """Return the report with the edits of its fixes, if one of the outputs shows them."""
    if _SHOWING_EDITS.isdisjoint([output.form for output in outputs]):
        return report
    from snapcheck.analysis.edits import with_edits

    return with_edits(report, request)


def deliver(report: Report, outputs: tuple[Output, ...], options: OutputOptions) -> str:
    """Write every output; one that can't be written does not keep back the others.

    Returns what went to standard output.
    """
    failures = []
    shown = ""
    for output in outputs:
        try:
            shown += _deliver(report, output, options)
        except DeliveryError as error:
            failures.append(str(error))
        except Exception as error:
            failures.append(internal_problem("", f"writing {output.form}", error).message)
    if failures:
        raise DeliveryError("; ".join(failures))
    return shown


def show(text: str, colour: bool = False) -> None:
    """Write to standard output. A reader that has seen enough (`| head`) is no error."""
    try:
        for piece in _pieces(text):
            click.echo(piece, nl=False, color=colour)
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        _discard_output()
        raise DeliveryError(f"can't write to standard output: {error.strerror or error}") from error


def _pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces of whole lines: writing one makes two more copies of it."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + _AT_ONCE) + 1 or len(text)
        yield text[begin:end]
        begin = end


def _deliver(report: Report, output: Output, options: OutputOptions) -> str:
    """Write one output; returns what of it went to standard output."""
    if output.form == "github":
        _summarise_job(report)
    if output.file is None:
        colour = colour_of(options.color)
        text = _rendered(report, output, colour, options)
        show(text, colour)
        return text
    text = _rendered(report, output, options.color == "always", options)
    with _writing(output.file):
        put(output.file, text)
    return ""


def _summarise_job(report: Report) -> None:
    """Add a table of all findings to the page of the run, where GitHub Actions wants one."""
    from snapcheck.report import github

    file = os.environ.get(_JOB_SUMMARY)
    if file:
        with _writing(file), open(file, "a", encoding="utf-8", newline="\n") as summary:
            summary.write(github.render_summary(report))


@contextmanager
def _writing(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeliveryError(f"can't write '{path}': {error.strerror or error}") from error


def _rendered(report: Report, output: Output, colour: bool, options: OutputOptions) -> str:
    """Return the report in the output's format; each format is imported when it is asked for."""
    if output.form in ("text", "concise"):
        return _for_people(report, output, colour, options)
    if output.form == "sarif":
        from snapcheck.report import sarif

        return sarif.render(report, suppressed=options.show_suppressed)
    if output.form == "junit":
        from snapcheck.report import junit

        return junit.render(report, suppressed=options.show_suppressed)
    module = import_module(f"snapcheck.report.{_MODULES[output.form]}")
    render: Callable[[Report], str] = module.render
    return render(report)


def _for_people(report: Report, output: Output, colour: bool, options: OutputOptions) -> str:
    from snapcheck.report import concise, text
    from snapcheck.report.view import View

    terminal = output.file is None and _is_terminal()
    view = View(
        colour=colour,
        width=terminal_width() if output.file is None else None,
        summary=not options.quiet,
        suppressed=options.show_suppressed,
        statistics=options.statistics,
        notes=options.show_notes,
        worst_last=terminal,
    )
    if output.form == "concise":
        return concise.render(report, view)
    return text.render(report, view)


def colour_of(color: str) -> bool:
    """Return whether standard output gets colours: the option, then NO_COLOR, then FORCE_COLOR."""
    if color != "auto":
        return color == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return _is_terminal() and os.environ.get("TERM") != "dumb"


def terminal_width() -> int | None:
    """Return how wide standard output is; None where it is no terminal.

    COLUMNS alone says nothing: what imports `readline` sets it for all that it starts.
    """
    if not _is_terminal():
        return None
    from shutil import get_terminal_size

    return max(_NARROWEST, min(_WIDEST, get_terminal_size().columns))


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _discard_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter's exit does not fail on it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
