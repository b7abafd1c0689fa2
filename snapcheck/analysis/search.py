"""The files of a request, and what its deployment files declare."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.analysis.entries import programs
from snapcheck.analysis.follow import get_ready
from snapcheck.analysis.glance import Glances
from snapcheck.analysis.links import Links, links_of
from snapcheck.analysis.memory import Discovery, Memory
from snapcheck.analysis.sources import Sources, relative
from snapcheck.analysis.stopwatch import Stopwatch
from snapcheck.analysis.teller import Teller
from snapcheck.analysis.workers import aside
from snapcheck.deployed import Declared
from snapcheck.digest import digest_of
from snapcheck.discover.files import Tree
from snapcheck.discover.selection import files_of
from snapcheck.filesystem.disk import Disk, unchanged
from snapcheck.knowledge import Knowledge
from snapcheck.model import Request, Stage

# For fewer deployment files, a second process takes longer to start than it saves.
_WORTH_A_PROCESS = 100
# A program in Python takes as long as so many of those.
_A_PROGRAM = 3


class Found(Struct, frozen=True):
    """The files of a run, each looked at, and what is declared of them."""

    discovery: Discovery
    sources: Sources
    glances: Glances


def find(
    request: Request,
    known: Knowledge,
    before: Memory,
    watch: Stopwatch,
    teller: Teller,
    jobs: int = 1,
    memory: Memory | None = None,
) -> Found:
    """Find the files of a request, or take from `before` what is found again as it was.

    Without a `memory` to be filled, what only a later run could use is left out: what the disk was
    asked, and the Python files of the tree, which the sources have.
    """
    keep = memory is not None
    # A report that is kept rests on all files; any other needs to know only which were found.
    replayed = memory is not None and not memory.is_live
    overlay = {os.path.abspath(file): source for file, source in request.overlay}
    what = _what(request)
    kept = before.discovery

    def look(tree: Tree) -> tuple[Sources, Glances, tuple[tuple[str, str], ...]]:
        with watch.measure("look at files"):
            # An account of its own: what programs hold is no part of what the search rests on.
            sources = _sources(request, tree, Disk(request.root, overlay, account=replayed))
            glances = Glances(sources, known, before.glances, keep=keep)
            return sources, glances, tuple(_deploying(glances, len(sources.python), teller))

    if kept is not None and kept.what == what:
        with watch.measure("find files"):
            same = unchanged(kept.asked, request.root, overlay)
        if same:
            sources, glances, deploying = look(kept.tree)
            if deploying == kept.programs:
                return Found(kept, sources, glances)
    with watch.measure("find files"):
        disk = Disk(request.root, overlay, account=keep)
        tree = files_of(request, disk)
    sources, glances, deploying = look(tree)
    if not keep:
        tree = replace(tree, python=())
    with watch.measure("read deployments"):
        paths = [path for path, _ in deploying]
        declared = Declared()
        if tree.templates or paths:
            from snapcheck.deploy import registry

            many = len(tree.templates) + _A_PROGRAM * len(paths) > _WORTH_A_PROCESS
            beside = aside(jobs if many else 1, get_ready)
            declared = registry.declared(
                tree.templates,
                disk,
                (lambda: programs(paths, sources)) if paths else None,
                beside,
            )
    return Found(Discovery(what, disk.asked(), deploying, tree, declared), sources, glances)


def _what(request: Request) -> str:
    """What tells the search for files from any other."""
    parts = (
        os.getcwd(),
        [str(path) for path in request.paths],
        request.exclude,
        str(request.patterns_from),
        request.force_exclude,
        request.include_vendored,
        sorted(str(file) for file, _ in request.overlay),
    )
    return digest_of(repr(parts))


def _deploying(glances: Glances, count: int, teller: Teller) -> Iterator[tuple[str, str]]:
    """The files that could build functions, with their digests, found by a look at all `count`."""
    for number, (path, glance) in enumerate(glances.all(), start=1):
        teller.tell(Stage.READ, number, count)
        if glance.may_deploy:
            yield path, glance.digest


def _sources(request: Request, tree: Tree, disk: Disk) -> Sources:
    inside = os.path.join(request.root, "")
    python: dict[str, str] = {}
    elsewhere: dict[str, str] = {}
    for place in tree.python:
        if place.startswith(inside):
            path = place[len(inside) :].replace(os.sep, "/")
        else:
            path = relative(Path(place), request.root)
            elsewhere[path] = place
        python[path] = path
    for file, _ in request.overlay:
        # What is there and was not found is excluded; what is not there yet can't be found.
        if file.suffix == ".py" and not file.exists():
            place = os.path.abspath(file)
            path = relative(Path(place), request.root)
            python[path], elsewhere[path] = path, place
    given = [Path(os.path.abspath(path)) for path in request.paths]
    folders = tuple([path for path in given if disk.is_folder(path)])
    sources = Sources(request.root, folders, python, disk, Links(disk), elsewhere)
    sources.links = links_of(disk, tree.links, python, sources.place)
    return sources
