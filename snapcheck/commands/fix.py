"""`check --fix`, `--unsafe-fixes` and `--diff`: fixes files, or shows what would be changed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from msgspec.structs import replace

from snapcheck.commands.failure import Failure
from snapcheck.commands.progress_line import progress_line
from snapcheck.commands.run import folder_of, say
from snapcheck.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from snapcheck.analysis.fixes import Repaired
    from snapcheck.model import Report, Request


def fix_files(request: Request, paths: tuple[str, ...], *, unsafe: bool, quiet: bool) -> Report:
    """Fix the files of a program below the folder of `paths`; return the report on what is left.

    Where one can't be written, that is the report on what is there then, with a problem.
    """
    from snapcheck import analysis
    from snapcheck.analysis.fixes import RepairError, write

    repaired = _repair(request, paths, unsafe, quiet)
    try:
        write(repaired)
    except RepairError as error:
        mend = "see to that, and run again"
        problem = Problem("", 0, f"not all is fixed: {error}", mend, repeatable=False)
        report = analysis.check(request)
        return replace(report, problems=tuple(sorted((*report.problems, problem))))
    if repaired.changes and not quiet:
        findings = "finding" if repaired.mended == 1 else "findings"
        files = "file" if len(repaired.changes) == 1 else "files"
        say(f"fixed {repaired.mended} {findings} in {len(repaired.changes)} {files}.")
        for note in repaired.notes:
            say(f"note: {note}")
    return repaired.after


def show_diff(request: Request, paths: tuple[str, ...], *, unsafe: bool, quiet: bool) -> Report:
    """Show what fixing would change, and return the report on what is there."""
    from snapcheck.commands.output import show

    repaired = _repair(request, paths, unsafe, quiet)
    for file, (before, after) in repaired.changes.items():
        show("".join(_diff(_shown(file, request.root), before, after)))
    for note in repaired.notes:
        say(f"note: {note}")
    return repaired.before


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
