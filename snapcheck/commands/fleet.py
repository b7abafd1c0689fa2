"""`snapcheck fleet`: many repositories, one report."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from snapcheck.commands.cache_and_jobs import CacheAndJobs, cache_dir_option, no_cache_option
from snapcheck.commands.failure import EXIT_CODES, EXIT_FINDINGS, EXIT_INCOMPLETE, Failure
from snapcheck.commands.options import (
    allow_problems_option,
    fail_on_options,
    form_option,
    ignore_option,
    min_confidence_option,
    only_snapstart_option,
    quiet_option,
    select_option,
    verbose_option,
)

if TYPE_CHECKING:
    from snapcheck.fleet.difference import Difference
    from snapcheck.fleet.driver import Results
    from snapcheck.fleet.nouns import Options, Repository
    from snapcheck.fleet.reports.deliver import Target
    from snapcheck.fleet.reports.rows import Rows
    from snapcheck.fleet.store import Store

_FORMATS = "text (default), html, json, json-lines, csv, parquet, sarif, sarif-merged"


_format_option = click.option(
    "-f",
    "--output-format",
    "formats",
    metavar="FORMAT[=PLACE]",
    multiple=True,
    help=f"{_FORMATS}. sarif and sarif-merged write into a folder, parquet into a file. "
    "Repeatable.",
)
_since_option = click.option(
    "--since",
    metavar="FILE",
    type=click.Path(),
    help="The JSON report of an earlier run: the HTML page shows what changed.",
)


@click.group(short_help="Check many repositories, and compare runs.")
def fleet() -> None:
    """Check many repositories as one fleet: which functions are ready for SnapStart.

    Each repository is analysed apart, by its own configuration, here or on a Dask cluster.
    """


class CheckOptions(Struct, frozen=True, kw_only=True):
    """The options of `fleet check`, as typed."""

    lists: tuple[str, ...]
    formats: tuple[str, ...]
    scheduler: str | None
    shard: str | None
    jobs: int | None
    results: str | None
    no_cache: bool
    cache_dir: str | None
    max_memory: int
    max_clone: int
    timeout: float
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    min_confidence: str | None
    only_snapstart: bool
    since: str | None
    fail_on: str | None
    allow_problems: bool
    quiet: bool

    def asked(self, targets: tuple[Target, ...]) -> Options:
        """Return what is asked of each repository: edits only if a format shows them."""
        from snapcheck.fleet.nouns import Options
        from snapcheck.fleet.reports.deliver import FOLDERS

        return Options(
            self.select,
            self.ignore,
            self.min_confidence,
            self.only_snapstart,
            self.timeout,
            self.max_memory,
            self.max_clone,
            any(target.form in FOLDERS for target in targets),
        )


@fleet.command(
    short_help="Analyse many repositories.",
    epilog="""\b
Examples:
  snapcheck fleet check checkouts/* -f html=fleet.html -f json=fleet.json
  snapcheck fleet check --list repositories.csv -f json=fleet.json
  snapcheck fleet check --list repositories.csv --scheduler tcp://dask:8786
  snapcheck fleet check --list repositories.csv --shard 3/20 -f json=part-3.json
"""
    + EXIT_CODES,
)
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--list",
    "lists",
    metavar="FILE",
    multiple=True,
    type=click.Path(),
    help="A list of repositories: text, TOML or CSV, with name, path or git address, commit. "
    "Repeatable.",
)
@_format_option
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="The scheduler of a Dask cluster that does the work, like tcp://host:8786.",
)
@click.option("--shard", metavar="N/OF", help="Only the Nth of so many parts of the list.")
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    help="How many repositories are analysed at once.  [default: one for each processor]",
)
@click.option(
    "--results",
    metavar="ADDRESS",
    help="Keep results at an fsspec address (s3://bucket/folder, a shared folder) instead of in "
    "the cache folder.",
)
@no_cache_option
@cache_dir_option
@click.option(
    "--max-memory",
    metavar="MB",
    type=click.IntRange(min=128),
    default=2048,
    show_default=True,
    help="Give up a repository that needs more memory (not on macOS and Windows).",
)
@click.option(
    "--max-clone",
    metavar="MB",
    type=click.IntRange(min=1),
    default=4096,
    show_default=True,
    help="Give up a git address with a larger file, or more to fetch.",
)
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=900.0,
    show_default=True,
    help="Give up a repository that takes longer.",
)
@select_option
@ignore_option
@min_confidence_option
@only_snapstart_option
@_since_option
@fail_on_options
@allow_problems_option
@quiet_option
@verbose_option
def check(paths: tuple[str, ...], **values: Any) -> int:
    """Analyse repositories: each of PATHS is the checkout of one, or a git address."""
    from snapcheck.fleet.nouns import FleetError

    try:
        return _checked(paths, CheckOptions(**values))
    except FleetError as error:
        raise Failure(str(error)) from error


def _checked(paths: tuple[str, ...], options: CheckOptions) -> int:
    from snapcheck.commands.progress_line import text_line
    from snapcheck.fleet import driver, listing
    from snapcheck.fleet.progress import Estimate
    from snapcheck.fleet.spool import Spool

    targets = _targets(options.formats)
    repositories = listing.repositories_of(paths, options.lists)
    _check_codes(options)
    if options.shard is not None:
        repositories = listing.shard_of(options.shard).part(repositories)
    earlier = _earlier(options.since)
    with Spool(repositories) as spool:
        with text_line(options.quiet) as tell:
            estimate = Estimate(len(repositories), tell)
            driver.run(
                repositories,
                options.asked(targets),
                store=_store(options),
                results=_results(options, repositories),
                spool=spool,
                on_done=estimate.tell,
            )
        _deliver(spool.rows, targets, earlier)
        return _verdict(spool.rows, options)


def _verdict(rows: Rows, options: CheckOptions) -> int:
    from snapcheck.model import Level

    fail_on = options.fail_on or "warning"
    lowest = Level[fail_on.upper()] if fail_on != "never" else None
    whole, found = True, False
    for row in rows():
        whole = whole and row.is_whole
        report = row.outcome.report
        if report is not None and lowest is not None:
            found = found or any(finding.level >= lowest for finding in report.findings)
    if not whole and not options.allow_problems:
        return EXIT_INCOMPLETE
    return EXIT_FINDINGS if found else 0


def _check_codes(options: CheckOptions) -> None:
    """Refuse codes that no rule of snapcheck's own has, before anything is analysed."""
    if options.select or options.ignore:
        from pathlib import Path

        from snapcheck.analysis.task import UsageError, in_codes
        from snapcheck.commands.run import knowledge_of
        from snapcheck.model import Request

        asked = Request((), Path(), select=options.select, ignore=options.ignore)
        try:
            in_codes(asked, knowledge_of().rules)
        except UsageError as error:
            raise Failure(str(error)) from error


def _store(options: CheckOptions) -> Store:
    from pathlib import Path

    from snapcheck.cache.location import home
    from snapcheck.fleet import store

    if options.no_cache:
        return store.Nowhere()
    if options.results is not None:
        return store.Remote(options.results)
    folder = Path(options.cache_dir) if options.cache_dir else home(os.environ)
    kept = store.Folder(folder / "fleet")
    kept.tidy_up()
    return kept


def _results(options: CheckOptions, repositories: tuple[Repository, ...]) -> Results:
    if options.scheduler is not None:
        from snapcheck.fleet.cluster import results_there

        address = options.scheduler
        return lambda jobs: results_there(jobs, address, repositories)
    from snapcheck.fleet.here import results_here

    count = min(CacheAndJobs(options.jobs).processes(), len(repositories))
    return lambda jobs: results_here(jobs, count)


def _targets(formats: tuple[str, ...]) -> tuple[Target, ...]:
    from snapcheck.fleet.nouns import FleetError
    from snapcheck.fleet.reports.deliver import target_of

    targets = tuple(map(target_of, formats or ("text",)))
    if sum(target.place is None for target in targets) > 1:
        raise FleetError("only one format can go to standard output; write FORMAT=FILE")
    return targets


def _earlier(file: str | None) -> Rows | None:
    if file is None:
        return None
    from snapcheck.fleet.written import Written

    return Written(file).rows


def _deliver(rows: Rows, targets: tuple[Target, ...], earlier: Rows | None) -> None:
    from snapcheck.commands.output import show
    from snapcheck.fleet.difference import difference
    from snapcheck.fleet.reports.deliver import deliver

    since: Difference | None = difference(earlier, rows) if earlier is not None else None
    deliver(rows, targets, since, show)


@fleet.command(
    short_help="Put reports of parts together.",
    epilog="""\b
Example:
  snapcheck fleet merge part-*.json -f html=fleet.html -f json=fleet.json""",
)
@click.argument("files", nargs=-1, required=True, type=click.Path())
@_format_option
@_since_option
@verbose_option
def merge(files: tuple[str, ...], formats: tuple[str, ...], since: str | None) -> int:
    """Put the JSON reports FILES of parts of a fleet together, as if one run had made them."""
    from snapcheck.fleet.merging import merged
    from snapcheck.fleet.nouns import FleetError

    try:
        _deliver(merged(files), _targets(formats), _earlier(since))
    except FleetError as error:
        raise Failure(str(error)) from error
    return 0


@fleet.command(
    short_help="Tell what changed between two runs.",
    epilog="""\b
Example:
  snapcheck fleet diff last-week.json fleet.json --exit-code""",
)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@form_option()
@click.option("--exit-code", is_flag=True, help="Make the exit code 1 if anything got worse.")
@verbose_option
def diff(old: str, new: str, form: str, exit_code: bool) -> int:
    """Tell which functions got better or worse, and which findings are new, from OLD to NEW."""
    import json

    from snapcheck.commands.output import show
    from snapcheck.fleet.difference import difference, difference_lines, difference_object
    from snapcheck.fleet.nouns import FleetError
    from snapcheck.fleet.written import Written
    from snapcheck.report.cells import one_line

    try:
        found = difference(Written(old).rows, Written(new).rows)
    except FleetError as error:
        raise Failure(str(error)) from error
    if form == "json":
        show(json.dumps(difference_object(found), ensure_ascii=False, indent=2) + "\n")
    else:
        show("".join(f"{one_line(line)}\n" for line in difference_lines(found)))
    return EXIT_FINDINGS if exit_code and found.is_worse else 0
