"""Keeps what a run printed, where the very same call may be answered with it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from snapcheck.commands.effort import Effort

if TYPE_CHECKING:
    from snapcheck.commands.output import Output
    from snapcheck.config import Config
    from snapcheck.filesystem.fingerprint import Asked
    from snapcheck.model import Request


def keep(
    request: Request,
    config: Config,
    outputs: tuple[Output, ...],
    baseline: str | None,
    asked: tuple[Asked, ...],
    shown: str,
    code: int,
    effort: Effort,
) -> None:
    """Keep what a run printed, if it rests on nothing but files.

    Those are `asked`, the configuration and a baseline. `shown` is what went to standard output;
    there was nothing else to be seen.
    """
    from snapcheck.cache import replay
    from snapcheck.filesystem.disk import Disk

    if not _rests_on_files(request) or any(output.file is not None for output in outputs):
        return
    cache = effort.cache()
    if cache is None:
        return
    disk = Disk(request.root)
    for file in _more_files(request, config, baseline):
        if disk.is_file(file):
            disk.read(file)
    folder = str(cache.folder)
    replay.keep(sys.argv[1:], folder, disk.root, (*asked, disk.asked()), shown, code)


def _rests_on_files(request: Request) -> bool:
    """Whether no packages are looked at, no rules of one's own, and no other places than given."""
    return (
        request.environment is None
        and not request.knowledge
        and request.changed is None
        and not request.overlay
        and len(request.paths) == 1
    )


def _more_files(request: Request, config: Config, baseline: str | None) -> Iterator[Path]:
    from snapcheck.commands.run import folder_of
    from snapcheck.config import looked_for

    yield from looked_for(folder_of(tuple(map(str, request.paths))))
    if baseline is not None:
        yield Path(baseline).absolute()
    elif config.baseline is not None:
        yield config.folder / config.baseline
