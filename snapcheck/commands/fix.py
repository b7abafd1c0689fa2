"""`check` that changes files: `--fix`, `--unsafe-fixes`, `--add-ignore`; `--diff` shows fixes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from snapcheck.commands.failure import Failure
from snapcheck.commands.progress_line import progress_line
from snapcheck.commands.run import folder_of, say
from snapcheck.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from snapcheck.analysis.fixes import Changes, Repaired
    from snapcheck.model import Report, Request


def fix_files(request: Request, paths: tuple[str, ...], *, unsafe: bool, quiet: bool) -> Report:
    """Fix the files of a program below the folder of `paths`; return the report on what is left.

    Where one can't be written, that is the report on what is there then, with a problem.
    """
    repaired = _repair(request, paths, unsafe, quiet)
    report = _written(repaired.changes, repaired.after, request, "not all is fixed")
    if report is repaired.after and repaired.changes and not quiet:
        say(f"fixed {_counted(repaired.mended, repaired.changes)}.")
        for note in repaired.notes:
            say(f"note: {note}")
    return report


def add_ignores(request: Request, paths: tuple[str, ...], *, reason: str, quiet: bool) -> Report:
    """Write an ignore comment at each finding; return the report on what is left."""
    from snapcheck import analysis
    from snapcheck.analysis.ignoring import ignored
    from snapcheck.fix.ignore_comment import is_a_reason

    if not is_a_reason(reason):
        raise Failure("--add-ignore needs a reason of one line, without '#', that says why")
    try:
        with progress_line(quiet) as on_progress:
            found = ignored(request, reason, folder_of(paths), on_progress)
    except analysis.UsageError as error:
        raise Failure(str(error)) from error
    report = _written(found.changes, found.after, request, "not all is silenced")
    if report is found.after and not quiet:
        say(f"silenced {_counted(found.silenced, found.changes)}.")
        for finding in found.left:
            place = f"{finding.span.path}:{finding.span.line}"
            say(f"note: {place}: no comment can silence {finding.rule} there; a baseline can.")
    return report


def _written(changes: Changes, after: Report, request: Request, failed: str) -> Report:
    """Write files; return the report on what is there then, which is `after` if all went well."""
    from snapcheck import analysis
    from snapcheck.analysis.fixes import RepairError, write

    try:
        write(changes)
    except RepairError as error:
        mend = "see to that, and run again"
        problem = Problem("", 0, f"{failed}: {error}", mend, repeatable=False)
        report = analysis.check(request)
        return replace(report, problems=tuple(sorted((*report.problems, problem))))
    return after


def _counted(findings: int, changes: Changes) -> str:
    noun = "finding" if findings == 1 else "findings"
    files = "file" if len(changes) == 1 else "files"
    return f"{findings} {noun} in {len(changes)} {files}"


def show_diff(
    request: Request, paths: tuple[str, ...], *, unsafe: bool, quiet: bool, colour: bool
) -> Report:
    """Show what fixing would change, and return the report on what is there."""
    from snapcheck.commands.output import show

    repaired = _repair(request, paths, unsafe, quiet)
    for file, (before, after) in repaired.changes.items():
        lines = _diff(_shown(file, request.root), before, after)
        show("".join(_coloured(lines) if colour else lines), colour)
    if not quiet:
        changes = repaired.changes
        say(f"would fix {_counted(repaired.mended, changes)}." if changes else "nothing to fix.")
        for note in repaired.notes:
            say(f"note: {note}")
    return repaired.before


def _coloured(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a patch as git colours them, for a terminal."""
    from snapcheck.report.colour import Paint, Style
    from snapcheck.report.inert import inert_page

    styles = {
        "---": Style.STRONG,
        "+++": Style.STRONG,
        "@@": Style.NOTE_TEXT,
        "-": Style.ERROR_TEXT,
        "+": Style.MEND,
    }
    for line in lines:
        text = inert_page(line.rstrip("\r\n"))
        style = next((style for mark, style in styles.items() if line.startswith(mark)), None)
        yield f"{Paint(style is not None)(text, style or Style.FRAME)}\n"


def _repair(request: Request, paths: tuple[str, ...], unsafe: bool, quiet: bool) -> Repaired:
    from snapcheck import analysis
    from snapcheck.analysis.fixes import repair

    try:
        with progress_line(quiet) as on_progress:
            return repair(request, unsafe=unsafe, within=folder_of(paths), on_progress=on_progress)
    except analysis.UsageError as error:
        raise Failure(str(error)) from error


def _shown(file: Path, root: Path) -> str:
    return os.path.relpath(file, root).replace(os.sep, "/")


def _diff(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines of a unified diff that `git apply` and `patch` take."""
    from difflib import unified_diff

    from snapcheck.read.source import decode

    old, new = (decode(source).splitlines(keepends=True) for source in (before, after))
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
