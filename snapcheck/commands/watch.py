"""`check --watch`: runs again whenever a file has changed that counts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from snapcheck.commands.failure import Failure
from snapcheck.commands.run import say

if TYPE_CHECKING:
    from watchfiles import Change

# Milliseconds: files that are written together are one change; and until the first run begins.
_TOGETHER = 400
_BEGIN = 100


def repeat(
    run: Callable[[], object], folder: Path, written: Collection[str], *, quiet: bool
) -> None:
    """Run now, and after each change below a folder (a real path) that may change what is found.

    Ends with the signal that ends the process. Files that are `written` by the runs do not count.
    """
    try:
        from watchfiles import watch
    except ModuleNotFoundError as error:
        if error.name != "watchfiles":
            raise
        raise Failure("--watch needs watchfiles: pip install 'snapcheck[watch]'") from error

    def counts(change: Change, path: str) -> bool:
        return path not in written and _counts(change, Path(path), folder)

    changes = watch(
        folder,
        watch_filter=counts,
        debounce=_TOGETHER,
        rust_timeout=_BEGIN,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    try:
        next(changes)  # what changes while the first run goes on is not missed
    except (OSError, RuntimeError) as error:  # there are no more watches to be had, for one
        raise Failure(f"can't watch '{folder}': {error}") from error
    run()
    _wait(quiet)
    for changed in changes:
        if changed:
            _begin([path for _, path in changed], folder, quiet)
            _tried(run)
            _wait(quiet)


def _counts(change: Change, path: Path, folder: Path) -> bool:
    """Return whether a change may change what is found; folders come and go as a whole."""
    from watchfiles import Change

    from snapcheck.discover.files import GENERATED
    from snapcheck.discover.watched import concerns

    if not path.is_relative_to(folder):
        return False
    below = path.relative_to(folder)
    if change is not Change.modified and not below.suffix and not os.path.isfile(path):
        return GENERATED.isdisjoint(below.parts)
    return concerns(below)


def _tried(run: Callable[[], object]) -> None:
    """Run; what is wrong with a configuration is told, and may be mended while we wait."""
    try:
        run()
    except click.ClickException as error:
        say(f"error: {error.format_message()}")


def _begin(paths: list[str], folder: Path, quiet: bool) -> None:
    if sys.stdout is not None and sys.stdout.isatty():
        click.clear()
    if not quiet:
        first = os.path.relpath(min(paths), folder).replace(os.sep, "/")
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        say(f"{first}{more} changed:")


def _wait(quiet: bool) -> None:
    if not quiet:
        say("waiting for changes; Ctrl-C ends it.")
