"""The options of cache, jobs and limits; no report depends on them, but for what limits end."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec import Struct

if TYPE_CHECKING:
    from snapcheck.analysis import Limits
    from snapcheck.cache.store import Cache

_Command = TypeVar("_Command", bound=Callable[..., object])


class CacheAndJobs(Struct, frozen=True):
    """`jobs` processes, as many as there are processors if None; a cache, unless there is none.

    One program may take `program_timeout` seconds and `max_memory` megabytes.
    """

    jobs: int | None = None
    no_cache: bool = False
    cache_dir: str | None = None
    program_timeout: float | None = None
    max_memory: int | None = None

    def limits(self) -> Limits:
        """Return what one program may take."""
        from snapcheck.analysis import Limits

        return Limits(self.program_timeout, self.max_memory)

    def processes(self) -> int:
        """Return the number of processes."""
        return self.jobs or _processors()

    def cache(self) -> Cache | None:
        """Return the cache to be used, if one is."""
        from pathlib import Path

        from snapcheck.cache.location import home
        from snapcheck.cache.store import Cache

        if self.no_cache:
            return None
        try:
            return Cache(Path(self.cache_dir) if self.cache_dir else home(os.environ))
        except RuntimeError:  # a user without a home
            return None


def _processors() -> int:
    """Return the processors that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


cache_dir_option: Callable[[_Command], _Command] = click.option(
    "--cache-dir",
    metavar="DIR",
    type=click.Path(file_okay=False),
    help="Where the cache is; also SNAPCHECK_CACHE_DIR.  [default: the user's cache folder]",
)

jobs_option: Callable[[_Command], _Command] = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many processes large runs may use.  [default: one for each processor]",
)

no_cache_option: Callable[[_Command], _Command] = click.option(
    "--no-cache", is_flag=True, help="Neither use nor keep anything of other runs."
)

_OPTIONS: tuple[Callable[[_Command], _Command], ...] = (
    jobs_option,
    no_cache_option,
    cache_dir_option,
    click.option(
        "--program-timeout",
        metavar="SECONDS",
        type=click.FloatRange(min=0, min_open=True),
        help="Give up a program that takes longer, and report that; the others are analysed.",
    ),
    click.option(
        "--max-memory",
        metavar="MB",
        type=click.IntRange(min=64),
        help="Give up a program that needs more memory (not on macOS and Windows).",
    ),
)


def cache_and_jobs_options(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Add the options about cache and jobs; a command takes their values as `resources`."""

    @wraps(command)
    def gathered(**values: Any) -> int | None:
        named = {name: values.pop(name) for name in CacheAndJobs.__struct_fields__}
        return command(resources=CacheAndJobs(**named), **values)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
