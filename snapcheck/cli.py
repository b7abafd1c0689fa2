"""The command line's door: finds the command, and turns what goes wrong into one line.

Nothing here knows how code is analysed. Everything heavy is imported inside the commands, so that
`--version`, `--help` and completion answer at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from importlib import import_module

import click

from snapcheck import __version__, interruption
from snapcheck.commands.failure import (
    EXIT_INCOMPLETE,
    VERBOSE,
    Failure,
    nearest,
)

# The modules of the commands and what the list of commands says of each, so that neither the list
# nor the version has to import them.
COMMANDS = {
    "api": ("snapcheck.commands.apis", "Tell what is known of a library's function."),
    "apis": ("snapcheck.commands.apis", "List what is known of a library."),
    "audit": ("snapcheck.commands.audit", "Tell which installed packages are not snap-safe."),
    "baseline": ("snapcheck.commands.baseline", "Write or prune a baseline of known findings."),
    "check": ("snapcheck.commands.check", "Analyse files and folders."),
    "clean": ("snapcheck.commands.clean", "Empty the cache."),
    "entry-points": ("snapcheck.commands.entry_points", "List the functions that Lambda calls."),
    "fleet": ("snapcheck.commands.fleet", "Check many repositories, and compare runs."),
    "rule": ("snapcheck.commands.rules", "Show one rule's page."),
    "rules": ("snapcheck.commands.rules", "List all rules; write and test rules of your own."),
    "schema": ("snapcheck.commands.schema", "Show the JSON schema of the configuration."),
    "server": ("snapcheck.commands.server", "Serve an editor: the language server."),
    "verify": ("snapcheck.commands.verify", "Run entry points, and prove findings."),
    "why": ("snapcheck.commands.why", "Tell the story of a line."),
}


# Set where a shell asks what could come next; the name is the one that click looks for.
_COMPLETING = "_SNAPCHECK_COMPLETE"
# What click raises since 8.2 where a group is called without a command.
_NO_COMMAND: tuple[type[click.UsageError], ...] = tuple(
    [each for each in [getattr(click.exceptions, "NoArgsIsHelpError", None)] if each]
)


class Door(click.Group):
    """The group of all commands: says what to type instead, and turns a crash into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = import_module(COMMANDS[cmd_name][0])
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with what they do."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for an unknown one, name what was probably meant."""
        word = args[0]
        if self.get_command(ctx, word) is None and not word.startswith("-"):
            if os.path.exists(word):
                raise Failure(f"no such command '{word}'; to analyse it: snapcheck check {word}")
            known = self.list_commands(ctx)
            raise Failure(f"no such command '{word}'{nearest(word, known)}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; show a traceback only to those who asked for it."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except KeyboardInterrupt as error:
            raise click.Abort from error
        except Exception as error:
            if isinstance(error, FileNotFoundError) and _current_folder_is_gone():
                raise Failure(
                    "the current folder was removed; change to one that exists"
                ) from error
            if ctx.meta.get(VERBOSE):
                import traceback

                traceback.print_exc()
            cause = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
            hint = "" if ctx.meta.get(VERBOSE) else "; run with --traceback"
            raise Failure(f"internal error: {cause}{hint}") from error


def _current_folder_is_gone() -> bool:
    try:
        os.getcwd()
    except OSError:
        return True
    return False


def run() -> int:
    """Run the command that the process was called with, to its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not so under a test runner, or when closed
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    if _COMPLETING in os.environ:
        import_module("snapcheck.commands.completion").prepare()
    try:
        code = cli.main(prog_name="snapcheck", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt) as error:
        return interruption.code_of(error)
    except _NO_COMMAND as error:  # of a group: its page is the answer, but the call was wrong
        click.echo(error.format_message(), err=True)
        return EXIT_INCOMPLETE
    except click.ClickException as error:
        from snapcheck.report.cells import one_line
        from snapcheck.report.inert import inert

        click.echo(f"snapcheck: {inert(_complaint(error, one_line))}", err=True)
        return EXIT_INCOMPLETE
    except OSError as error:  # from what click itself prints: the version, a page of help
        reason = error.strerror or error
        click.echo(f"snapcheck: error: can't write to standard output: {reason}", err=True)
        return EXIT_INCOMPLETE
    return code if isinstance(code, int) else 0


def _complaint(error: click.ClickException, one_line: Callable[[str], str]) -> str:
    """Return the one line that says what went wrong and what to do."""
    text = one_line(error.format_message())
    if text.startswith("internal error: "):
        return text
    if isinstance(error, click.UsageError) and error.ctx is not None:
        stop = "" if text.endswith((".", "?")) else "."
        text = f"{text}{stop} Try '{error.ctx.command_path} --help'."
    return f"error: {text}"


@click.group(
    cls=Door,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
    epilog="Start with: snapcheck check",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Find Python code that goes wrong when AWS Lambda SnapStart restores a snapshot.

    SnapStart runs a function's initialisation once, takes a snapshot, and starts every
    environment from that copy. What was unique, fresh or connected then no longer is.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(EXIT_INCOMPLETE)
