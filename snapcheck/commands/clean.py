"""`snapcheck clean`: empties the cache."""

from __future__ import annotations

import click

from snapcheck.commands.cache_and_jobs import CacheAndJobs, cache_dir_option
from snapcheck.commands.failure import Failure
from snapcheck.commands.options import verbose_option
from snapcheck.commands.run import say


@click.command(short_help="Empty the cache.")
@cache_dir_option
@verbose_option
def clean(cache_dir: str | None) -> int:
    """Remove what earlier runs have kept. The next run of each project takes longer."""
    cache = CacheAndJobs(cache_dir=cache_dir).cache()
    if cache is None:
        raise Failure("there is no home folder for a cache; name the cache with --cache-dir DIR")
    removed = cache.clear()
    say(f"removed {removed} {'file' if removed == 1 else 'files'} from {cache.folder}.")
    return 0
