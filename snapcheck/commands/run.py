"""What commands that analyse have in common: the configuration, the root, errors of one line."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from snapcheck.commands.failure import Failure
from snapcheck.commands.progress_line import progress_line

if TYPE_CHECKING:
    from pathlib import Path

    from snapcheck.commands.cache_and_jobs import CacheAndJobs
    from snapcheck.config import Config
    from snapcheck.config.request import Typed
    from snapcheck.filesystem.fingerprint import Queries
    from snapcheck.knowledge import Knowledge
    from snapcheck.model import Report, Request


def configuration(typed: Typed, *, quiet: bool = False) -> Config:
    """Return the configuration that holds for what was typed; a wrong one ends the run.

    One holds for all paths: that of the folder that holds them all, unless another one is named.
    Unless `quiet`, those that only some of the paths would have are named, for nobody reads them.
    """
    from snapcheck import config
    from snapcheck.config import variables
    from snapcheck.config.request import config_of

    folder = folder_of(typed.paths)
    try:
        found = config_of(typed, folder)
        if found.has_codes:
            config.check_codes(found, knowledge_of(found.own_rules).rules)
    except config.ConfigError as error:
        raise Failure(str(error)) from error
    for name, meant in variables.misspelt(os.environ) if not quiet else ():
        say(f"note: {name} stands for no key; did you mean {meant}?")
    chosen = typed.isolated or typed.config_file is not None
    if not quiet and not chosen and len(typed.paths) > 1:
        for file in _not_read(typed.paths, found):
            say(f"note: {file} is not read: its folder holds only some of the PATHS.")
    return found


def _not_read(paths: tuple[str, ...], found: Config) -> list[str]:
    """Return the configuration files that hold for some of the paths but not for all."""
    from snapcheck import config

    others = set()
    for folder in {folder_of((path,)) for path in paths}:
        try:
            other = config.find(folder)
        except config.ConfigError:
            continue  # what is not read need not be right
        if other.shown and other.folder != found.folder:
            others.add(os.path.relpath(other.folder / other.file).replace(os.sep, "/"))
    return sorted(others)


def analyse(
    request: Request, resources: CacheAndJobs, *, quiet: bool = False
) -> tuple[Report, Queries]:
    """Analyse; end the run if the request makes no sense.

    Returns the report with all that it rests on; nothing where there is no cache to keep it in.
    """
    from snapcheck import analysis

    cache = resources.cache()
    memory = cache.memory(request) if cache is not None else None
    if not gc.get_freeze_count():
        gc.freeze()  # what was imported stays: no search for cycles has to go through it
    try:
        with _ending(), progress_line(quiet) as on_progress:
            report = analysis.check(
                request,
                jobs=resources.processes(),
                memory=memory,
                limits=resources.limits(),
                on_progress=on_progress,
            )
        if cache is None or memory is None:
            return report, ()
        cache.keep(memory)
    finally:
        if memory is not None:
            memory.discard()
    if not all(problem.repeatable for problem in report.problems):
        return report, ()
    return report, memory.asked


def entry_points_of(request: Request, resources: CacheAndJobs, *, quiet: bool) -> Report:
    """Look for entry points only; a request that makes no sense ends the run."""
    from snapcheck import analysis

    with _ending(), progress_line(quiet) as on_progress:
        return analysis.entry_points(request, jobs=resources.processes(), on_progress=on_progress)


@contextmanager
def _ending() -> Iterator[None]:
    """End the run where the request, or what is known, makes no sense."""
    from snapcheck import analysis, knowledge

    try:
        yield
    except analysis.UsageError as error:
        raise Failure(str(error)) from error
    except knowledge.KnowledgeError as error:
        raise Failure("; ".join(error.mistakes)) from error


def requested(typed: Typed, config: Config) -> Request:
    """Return the request of what was typed.

    See `root_of` for what reported paths are relative to.
    """
    from snapcheck.config.request import request_of

    return request_of(typed, config, root_of(typed.paths))


def knowledge_of(own: tuple[Path, ...] = ()) -> Knowledge:
    """Return all rules and APIs; mistakes in them end the run."""
    from snapcheck import knowledge

    try:
        return knowledge.load(more=own)
    except knowledge.KnowledgeError as error:
        raise Failure("; ".join(error.mistakes)) from error


def folder_of(paths: tuple[str, ...]) -> Path:
    """Return the nearest folder, as an absolute path, that holds all of `paths`."""
    from snapcheck.config import ConfigError, request

    try:
        return request.folder_of(paths)
    except ConfigError as error:
        raise Failure(str(error)) from error


def root_of(paths: tuple[str, ...]) -> Path:
    """Return the folder that reported paths are relative to; see the help of `check`."""
    from snapcheck.config import ConfigError, request

    try:
        return request.root_of(paths)
    except ConfigError as error:
        raise Failure(str(error)) from error


def say(text: str) -> None:
    """Say one line on standard error."""
    from snapcheck.report.cells import one_line
    from snapcheck.report.inert import inert

    click.echo(f"snapcheck: {inert(one_line(text))}", err=True)
