"""Keeps what a run printed, where the very same call may be answered with it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from snapcheck.commands.cache_and_jobs import CacheAndJobs

if TYPE_CHECKING:
    from snapcheck.commands.output import Output
    from snapcheck.config import Config
    from snapcheck.filesystem.fingerprint import Queries
    from snapcheck.model import Request


def keep(
    request: Request,
    outputs: tuple[Output, ...],
    resources: CacheAndJobs,
    *,
    files: Iterable[Path],
    asked: Queries,
    shown: str,
    code: int,
) -> None:
    """Keep what a run printed, if it rests on nothing but files.

    Those are `files` and what was `asked`. `shown` is what went to standard output; there was
    nothing else to be seen.
    """
    from snapcheck.cache import replay
    from snapcheck.filesystem.disk import Disk

    if not _rests_on_files(request) or any(output.file is not None for output in outputs):
        return
    cache = resources.cache()
    if cache is None:
        return
    disk = Disk(request.root)
    for file in files:
        if disk.is_file(file):
            disk.read(file)
    rests_on = (*asked, *disk.asked())
    replay.keep(sys.argv[1:], str(cache.folder), disk.root, rests_on, out=shown, code=code)


def _rests_on_files(request: Request) -> bool:
    """Tell whether no packages, no rules of the user's and no other places count."""
    return (
        request.environment is None
        and not request.knowledge
        and request.changed is None
        and not request.overlay
        and len(request.paths) == 1
    )


def more_files(request: Request, config: Config, baseline: str | None) -> Iterator[Path]:
    """Yield the files that a run reads before it analyses: configurations and the baseline."""
    from snapcheck.commands.run import folder_of
    from snapcheck.config import looked_for

    yield from looked_for(folder_of(tuple(map(str, request.paths))))
    yield from config.files
    if baseline is not None:
        yield Path(baseline).absolute()
    elif config.baseline is not None:
        yield config.folder / config.baseline
