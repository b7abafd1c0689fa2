"""The entry points of a run, and what is said of the files that none of them reaches."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from snapcheck.analysis.partitions import Partition
from snapcheck.analysis.sources import Reading, Sources, relative
from snapcheck.analysis.task import Task, UsageError
from snapcheck.discover import convention
from snapcheck.discover.unreached import why_no_entry_point
from snapcheck.model import (
    EntryPoint,
    EntryPointKind,
    Request,
    Unreached,
)
from snapcheck.model.deployed import Declared
from snapcheck.read.python import tree_of
from snapcheck.read.source import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from snapcheck.deploy.cdk.program_file import ProgramFile


def configured(request: Request, text: str) -> EntryPoint:
    """Return the entry point that `FILE:FUNCTION` names.

    Raises UsageError if there is no such file.
    """
    file, separator, function = text.rpartition(":")
    if not separator or not file or not function.replace(".", "").isidentifier():
        raise UsageError(f"entry point {text!r} is not FILE:FUNCTION (like src/app.py:handler)")
    path = request.root / file
    if not os.path.isfile(path) and all(laid != path for laid, _ in request.overlay):
        raise UsageError(f"entry point {text!r}: there is no file {file}{_near(path, request)}")
    return EntryPoint(relative(path, request.root), function, EntryPointKind.CONFIGURATION)


def _near(path: Path, request: Request) -> str:
    """Return the end of a message that names the file beside a missing one, if there is one."""
    from difflib import get_close_matches

    try:
        near = get_close_matches(path.name, os.listdir(path.parent), 1)
    except OSError:
        return ""
    return f"; did you mean {relative(path.parent / near[0], request.root)}?" if near else ""


def declared_entries(
    declared: Declared, sources: Sources, configured: Iterable[EntryPoint]
) -> list[EntryPoint]:
    """Return the entry points that deployment files and the user name, by place, each once."""
    found: dict[EntryPoint, EntryPoint] = {}
    for entry in declared.entry_points:
        if entry.path in sources.python:
            found[entry] = _stronger(found.get(entry), entry)
    for entry in configured:
        if entry.path not in sources.python:
            sources.add(entry.path)
        found.setdefault(entry, entry)
    return sorted(found.values())


def programs(paths: Iterable[str], sources: Sources) -> Iterator[ProgramFile]:
    """Yield the files that may build functions.

    One that Python can't parse is no deployment program.
    """
    from snapcheck.deploy.cdk.program_file import ProgramFile

    for path in paths:
        try:
            source = sources.bytes(path)
            tree = tree_of(source)
        except Unreadable:
            continue  # that it is broken is said where all files are checked
        yield ProgramFile(path, source, tree)


def _stronger(known: EntryPoint | None, entry: EntryPoint) -> EntryPoint:
    """Return the one of two functions of one handler that speaks for both: SnapStart on wins."""
    if known is None:
        return entry
    return entry if entry.snapstart and not known.snapstart else known


def unreached(
    paths: Iterable[str], read: Callable[[str], builtins.bytes | None]
) -> Iterator[Unreached]:
    """Yield files that no entry point reaches, with why they hold none themselves."""
    for path in sorted(paths):
        yield Unreached(path, why_no_entry_point(path, read(path) or b""))


def entries_of(partition: Partition, task: Task, reading: Reading) -> list[EntryPoint]:
    """Return the entry points of a partition, by place; a declaration wins over a convention.

    Imports of one file are looked up in the same roots, whichever function of it Lambda calls.
    """
    roots = {entry.path: entry.roots for entry in reversed(partition.declared)}
    by_convention = list(_by_convention(partition, reading))
    found = {each: replace(each, roots=roots.get(each.path, ())) for each in by_convention}
    found.update({entry: entry for entry in partition.declared})
    only = task.request.only_snapstart
    return sorted(entry for entry in found.values() if entry.snapstart or not only)


def _by_convention(partition: Partition, reading: Reading) -> Iterator[EntryPoint]:
    for path in partition.candidates:
        module = reading.facts(path)
        if module is not None:
            yield from convention.entry_points(module)
