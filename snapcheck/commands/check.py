"""`snapcheck check`: analyses, and brings the report where the user wants it."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import replace

from snapcheck.commands import reading
from snapcheck.commands.cache_and_jobs import CacheAndJobs, cache_and_jobs_options
from snapcheck.commands.failure import EXIT_CODES, EXIT_FINDINGS, EXIT_INCOMPLETE, Failure
from snapcheck.commands.fix import add_ignores, fix_files, show_diff
from snapcheck.commands.help import GroupedCommand
from snapcheck.commands.options import (
    analysis_options,
    color_option,
    fail_on_options,
    output_option,
    outputs_of,
    quiet_option,
    spelled_paths,
    verbose_option,
)
from snapcheck.commands.run import analyse, configuration, requested, root_of, say
from snapcheck.commands.settings import files, settings
from snapcheck.config.request import Typed, allows_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from snapcheck.commands.output import Output
    from snapcheck.config import Config
    from snapcheck.filesystem.fingerprint import Queries
    from snapcheck.model import KnownFinding, Report, Request

STANDARD_INPUT = "-"


class CheckOptions(Struct, frozen=True, kw_only=True):
    """The options of `check` alone, as typed."""

    fail_on: str | None
    baseline: str | None
    no_baseline: bool
    changed: bool
    changed_since: str | None
    new_since: str | None
    force_exclude: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    add_ignore: str | None
    watch: bool
    stdin_filename: str | None
    verified: str | None
    show_suppressed: bool
    show_notes: bool
    statistics: bool
    timings: bool
    quiet: bool
    told: bool
    show_settings: bool
    show_files: bool
    color: str

    @property
    def fixes(self) -> bool:
        """Tell whether files are to be fixed."""
        return self.fix or self.unsafe_fixes

    def refuse_what_does_not_go_together(self) -> None:
        """Raise Failure for options that change code, or watch it, in more than one way."""
        changing = {"--fix": self.fix, "--unsafe-fixes": self.unsafe_fixes, "--diff": self.diff}
        given = [name for name, is_given in changing.items() if is_given]
        if self.add_ignore is not None and given:
            raise Failure(f"--add-ignore and {given[0]} don't go together; run them in turn")
        given += ["--add-ignore"] if self.add_ignore is not None else []
        given += ["--stdin-filename"] if self.stdin_filename is not None else []
        if self.watch and given:
            raise Failure(f"--watch and {given[0]} don't go together; leave one out")


@click.command(
    cls=GroupedCommand,
    short_help="Analyse files and folders.",
    epilog="""\b
Examples:
  snapcheck check
  snapcheck check src template.yaml
  snapcheck check -f text -f sarif=snapcheck.sarif
  snapcheck check --entry-point src/app.py:main --select SNAP2,SNAP501
"""
    + EXIT_CODES,
)
@click.argument("paths", nargs=-1, type=click.Path(), callback=spelled_paths)
@output_option
@analysis_options
@cache_and_jobs_options
@fail_on_options
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(),
    help="Leave out the findings in FILE, which `snapcheck baseline write FILE` makes.",
)
@click.option("--no-baseline", is_flag=True, help="Use no baseline, also not a configured one.")
@click.option(
    "--changed",
    is_flag=True,
    help="Analyse the whole program, and report only findings whose trace touches one of PATHS.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Report only findings whose trace touches a line that changed since the merge base with "
    "the git revision REV.",
)
@click.option(
    "--new-since",
    metavar="REV",
    help="Report only what was not there at the git revision REV.",
)
@click.option(
    "--force-exclude",
    is_flag=True,
    help="Leave out what is excluded or ignored by git even if PATHS name it.",
)
@click.option("--fix", is_flag=True, help="Mend what can be mended safely, and report the rest.")
@click.option("--unsafe-fixes", is_flag=True, help="Mend also what may change behaviour.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option(
    "--add-ignore",
    metavar="REASON",
    help="Write an ignore comment with this reason at each finding, and report the rest.",
)
@click.option(
    "--watch", is_flag=True, help="Run again at each change of a file, until Ctrl-C ends it."
)
@click.option(
    "--stdin-filename",
    metavar="NAME",
    type=click.Path(),
    help="Read the source of the file NAME from standard input; PATHS must be -.",
)
@click.option(
    "--verified",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Show beside the findings what `snapcheck verify -f json=FILE` wrote of them.",
)
@click.option("--show-suppressed", is_flag=True, help="Show also what is silenced, and by what.")
@click.option("--show-notes", is_flag=True, help="Show notes in full, not in a line each.")
@click.option("--statistics", is_flag=True, help="Show how many findings each rule has.")
@click.option("--timings", is_flag=True, help="Show on stderr where the time went.")
@quiet_option
@click.option(
    "-v", "--verbose", "told", is_flag=True, help="Show on stderr what was read, and why."
)
@verbose_option
@click.option("--show-settings", is_flag=True, help="Show what the run would go by, and end.")
@click.option("--show-files", is_flag=True, help="Show the files it would look at, and end.")
@color_option
def check(
    typed: Typed,
    resources: CacheAndJobs,
    outputs: tuple[Output, ...] | None,
    **values: Any,
) -> int:
    """Analyse PATHS: files and folders, by default the current folder.

    The code is read, never imported or executed. Reported paths are relative to the current
    folder if all PATHS lie below it, else to the nearest folder that holds them all.
    """
    options = CheckOptions(**values)
    options.refuse_what_does_not_go_together()
    typed = replace(typed, paths=_named(typed.paths, options))
    if options.watch:
        return _watch(lambda: _begun(typed, options, resources, outputs))
    config = configuration(typed, quiet=options.quiet)
    if options.show_settings:
        return _listed(settings(typed, config, values))
    if options.show_files:
        return _listed(files(_request(typed, config, options)))
    run = _begun(typed, options, resources, outputs, config)
    # Nothing that it builds is cyclic garbage, and the process ends with it.
    gc.disable()
    if options.diff:
        return run.difference()
    return run.once()


def _begun(
    typed: Typed,
    options: CheckOptions,
    resources: CacheAndJobs,
    outputs: tuple[Output, ...] | None,
    config: Config | None = None,
) -> _Run:
    """Return the run that is asked for, with the configuration as it is now."""
    config = config or configuration(typed, quiet=options.quiet)
    request = _since(_request(typed, config, options), options, resources)
    outputs = outputs or _configured(config)
    request = replace(request, imports=any(output.form == "html" for output in outputs))
    return _Run(typed, config, options, request, outputs, resources)


def _watch(begin: Callable[[], _Run]) -> int:
    """Run at each change, until a signal ends the process."""
    from pathlib import Path

    from snapcheck.commands import watch
    from snapcheck.config.repository import repository_root

    run = begin()  # a wrong call ends here
    first = [run]
    written: set[str] = set()

    def once() -> None:
        now = first.pop() if first else begin()
        written.update([os.path.realpath(each.file) for each in now.outputs if each.file])
        now.once()

    folder = repository_root(Path(os.path.realpath(run.request.root)))
    watch.repeat(once, folder, written, quiet=run.options.quiet)
    return 0


def _since(request: Request, options: CheckOptions, resources: CacheAndJobs) -> Request:
    """Return the request for what is new or touched since a git revision, if one is named."""
    if options.changed_since is None and options.new_since is None:
        return request
    from snapcheck.commands import since

    if options.new_since is not None:
        known = since.known_at(request, options.new_since, resources)
        request = replace(request, before=known)
    if options.changed_since is not None:
        request = since.changed_lines(request, options.changed_since)
    return request


def _listed(lines: Iterable[str]) -> int:
    from snapcheck.commands.output import show
    from snapcheck.report.cells import safe
    from snapcheck.report.inert import inert

    show("".join(f"{inert(safe(line))}\n" for line in lines))
    return 0


class _Run(Struct, frozen=True):
    """One call of `check`, as it was typed and configured."""

    typed: Typed
    config: Config
    options: CheckOptions
    request: Request
    outputs: tuple[Output, ...]
    resources: CacheAndJobs

    @property
    def fail_on(self) -> str:
        """The lowest level of a finding that makes the exit code 1, or never."""
        return self.options.fail_on or self.config.fail_on or "warning"

    def verdict(self, report: Report) -> int:
        """Return the exit code."""
        return exit_code(report, self.fail_on, allows_problems(self.typed, self.config))

    def difference(self) -> int:
        """Show what fixing would change, and return the exit code."""
        from snapcheck.commands.output import colour_of

        options = self.options
        report = show_diff(
            self.request,
            self.typed.paths,
            unsafe=options.unsafe_fixes,
            quiet=options.quiet,
            colour=colour_of(options.color),
        )
        return self.verdict(report)

    def once(self) -> int:
        """Analyse, bring the report where it is wanted, and return the exit code."""
        from snapcheck.commands.output import Output, OutputOptions, deliver
        from snapcheck.report.timings import told

        options, request = self.options, self.request
        report, asked = self._report()
        how = OutputOptions(
            options.color,
            options.quiet,
            options.show_suppressed,
            options.statistics,
            options.show_notes or self.fail_on == "note",
        )
        shown = deliver(report, self.outputs, how)
        if options.told:
            for line in reading.told(request, self.config, report):
                say(line)
        if options.timings:
            click.echo(told(report.taken), err=True, nl=False)
        tells = bool(report.problems) and not options.quiet
        tells = tells and Output("text", None) not in self.outputs
        if tells:
            say("not everything could be analysed; the report says what.")
        code = self.verdict(report)
        if asked and not tells and not options.told:
            self._keep(asked, shown, code)
        return code

    def _report(self) -> tuple[Report, Queries]:
        """Return the report on what is left after fixing, and what it rests on."""
        from snapcheck.commands.output import with_edits_for

        options, request, quiet = self.options, self.request, self.options.quiet
        asked: Queries = ()
        if options.fixes:
            unsafe = options.unsafe_fixes
            report = fix_files(request, self.typed.paths, unsafe=unsafe, quiet=quiet)
        elif options.add_ignore is not None:
            paths, reason = self.typed.paths, options.add_ignore
            report = add_ignores(request, paths, reason=reason, quiet=quiet)
        else:
            report, asked = analyse(request, self.resources, quiet=quiet)
        if options.verified is not None:
            report, asked = _with_verdicts(report, options.verified), ()
        return with_edits_for(self.outputs, report, request), asked

    def _keep(self, asked: Queries, shown: str, code: int) -> None:
        """Keep what was printed, for the very same call again."""
        from snapcheck.commands import cached_output

        files = cached_output.more_files(self.request, self.config, self.options.baseline)
        cached_output.keep(
            self.request,
            self.outputs,
            self.resources,
            files=files,
            asked=asked,
            shown=shown,
            code=code,
        )


def exit_code(report: Report, fail_on: str, allow_problems: bool) -> int:
    """Return the verdict on a run: 0, EXIT_FINDINGS or EXIT_INCOMPLETE."""
    from snapcheck.model import Level

    if report.problems and not allow_problems:
        return EXIT_INCOMPLETE
    if fail_on == "never":
        return 0
    lowest = Level[fail_on.upper()]
    return EXIT_FINDINGS if any(finding.level >= lowest for finding in report.findings) else 0


def _request(typed: Typed, config: Config, options: CheckOptions) -> Request:
    """Return what is to be analysed, with the baseline and the text of standard input."""
    request = replace(requested(typed, config), force_exclude=options.force_exclude)
    if not options.no_baseline:
        known = known_findings(options.baseline, config.baseline, config.folder)
        request = replace(request, baseline=known)
    if options.stdin_filename is not None:
        request = _with_standard_input(request, typed.paths[0])
    if options.changed:
        request = replace(request, changed=request.paths, paths=(root_of(typed.paths),))
    return request


def _named(paths: tuple[str, ...], options: CheckOptions) -> tuple[str, ...]:
    """Return the paths that are meant: the current folder if none is, or the name of stdin."""
    from snapcheck.config.repository import spelled

    if options.stdin_filename is not None:
        if options.fixes or options.diff:
            raise Failure("--fix, --unsafe-fixes and --diff need a file, not standard input")
        if options.add_ignore is not None:
            raise Failure("--add-ignore needs a file, not standard input")
        if paths != (STANDARD_INPUT,):
            raise Failure("--stdin-filename reads standard input; give - as the only path")
        return (spelled(options.stdin_filename),)
    if STANDARD_INPUT in paths:
        raise Failure("standard input needs a name: snapcheck check --stdin-filename NAME -")
    if options.changed and not paths:
        raise Failure("--changed needs the changed files: snapcheck check --changed FILE...")
    return paths or (".",)


def _configured(config: Config) -> tuple[Output, ...]:
    """Return the outputs that the configuration asks for."""
    try:
        if "output-format" in config.variables:  # whoever set it may write where they like
            return outputs_of(config.output_format)
        return outputs_of(_with_folder(config.output_format, config.folder))
    except (click.BadParameter, _OutsideError) as error:
        raise Failure(f"{config.shown}: output-format: {error}") from error


class _OutsideError(ValueError):
    """A file that a configuration must not have written: who wrote that may be a stranger."""


def _inside(folder: Path, file: str) -> str:
    """Return where a file that the configuration names lies, below its own folder."""
    from pathlib import Path

    real, home = Path(os.path.realpath(folder / file)), Path(os.path.realpath(folder))
    if home not in real.parents:
        reason = "lies outside of the configuration's folder"
    elif ".git" in real.relative_to(home).parts:
        reason = "is git's own"
    else:
        return str(real)
    raise _OutsideError(f"'{file}' {reason}; name it on the command line.")


def _with_folder(outputs: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    """Return outputs whose files are relative to the configuration, with their whole paths."""
    found = []
    for text in outputs:
        form, equals, file = text.partition("=")
        is_file = bool(file) and file != "-"
        found.append(f"{form}={_inside(folder, file)}" if is_file else form + equals + file)
    return tuple(found)


def known_findings(
    typed: str | None, configured: str | None, folder: Path
) -> tuple[KnownFinding, ...]:
    """Return what a baseline holds: the one that was typed, or the one of a configuration."""
    from pathlib import Path

    from snapcheck.suppress.baseline import BaselineError, read

    if typed is None and configured is None:
        return ()
    file = Path(typed) if typed is not None else folder / str(configured)
    try:
        return read(file, is_typed=typed is not None)
    except BaselineError as error:
        raise Failure(str(error)) from error


def _with_verdicts(report: Report, file: str) -> Report:
    """Return the report with what an earlier run of the program said."""
    from pathlib import Path

    from snapcheck.verify.written import WrittenError, read

    try:
        return replace(report, verification=read(Path(file)))
    except WrittenError as error:
        raise Failure(str(error)) from error


def _with_standard_input(request: Request, name: str) -> Request:
    import sys
    from pathlib import Path

    if not name.endswith(".py"):
        raise Failure(f"'{name}' is no Python file; only those can be read from standard input")
    return replace(request, overlay=((Path(name), sys.stdin.buffer.read()),))
