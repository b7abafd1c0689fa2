"""The entry points of a run, and what is said of the files that none of them reaches."""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from collections.abc import Iterable, Iterator

from snapcheck.analysis.sources import Sources, relative
from snapcheck.analysis.usage import UsageError
from snapcheck.deployed import Declared
from snapcheck.discover import cdk, convention
from snapcheck.discover.cdk import ProgramFile
from snapcheck.discover.overlooked import why_no_entry_point
from snapcheck.knowledge import Effect, Knowledge
from snapcheck.link.program import Program
from snapcheck.model import (
    EntryPoint,
    EntryPointKind,
    Problem,
    Request,
    Unreached,
)
from snapcheck.read.depth import SHALLOW, depth
from snapcheck.read.source import Unreadable, decode


def configured(request: Request, text: str) -> EntryPoint:
    """The entry point that `FILE:FUNCTION` names. Raises UsageError if there is no such file."""
    file, separator, function = text.rpartition(":")
    if not separator or not file or not function.replace(".", "").isidentifier():
        raise UsageError(f"entry point {text!r} is not FILE:FUNCTION (like src/app.py:handler)")
    path = request.root / file
    if not path.is_file():
        raise UsageError(f"entry point {text!r}: there is no file {file}")
    return EntryPoint(relative(path, request.root), function, EntryPointKind.CONFIGURATION)


def find_entry_points(
    request: Request, declared: Declared, sources: Sources, configured: list[EntryPoint]
) -> list[EntryPoint]:
    """All entry points, by place; of several declarations of one the most telling wins."""
    found = {entry: entry for entry in _by_convention(sources)}
    for entry in declared.entry_points:
        if entry.path in sources.python:
            found[entry] = _stronger(found.get(entry), entry)
    for entry in configured:
        if entry.path not in sources.python:
            sources.python[entry.path] = request.root / entry.path
        known = found.get(entry)
        if known is None or known.kind is EntryPointKind.CONVENTION:
            found[entry] = entry
    return sorted(
        entry for entry in found.values() if entry.snapstart or not request.only_snapstart
    )


def programs(sources: Sources) -> Iterator[ProgramFile]:
    """The files that may build functions; one that nests deeply is no deployment program."""
    for path in list(sources.python):
        source = sources.bytes(path)
        if source is None or convention.is_test(path) or not cdk.may_declare(source):
            continue
        try:
            text = decode(source)
            if depth(text) <= SHALLOW:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    yield ProgramFile(path, source, ast.parse(text))
        except (SyntaxError, ValueError, RecursionError, MemoryError, Unreadable):
            continue  # that it is broken is said where all files are checked


def _stronger(known: EntryPoint | None, entry: EntryPoint) -> EntryPoint:
    """Of two functions deployed from one handler, the one with SnapStart on speaks for both."""
    if known is None or known.kind is EntryPointKind.CONVENTION:
        return entry
    return entry if entry.snapstart and not known.snapstart else known


def _by_convention(sources: Sources) -> Iterator[EntryPoint]:
    for path in list(sources.python):
        source = sources.bytes(path)
        if source is None or not convention.may_hold_entry_point(path, source):
            continue
        module = sources.facts(path)
        if module is not None:
            yield from convention.entry_points(module)


def hooking(known: Knowledge, sources: Sources) -> list[str]:
    """The files that spell out the name of something that registers hooks; never a test."""
    names = {
        name.rpartition(".")[2].encode()
        for name, apis in known.apis.items()
        if any(api.effect is Effect.HOOK for api in apis)
    }
    spelled = re.compile(b"|".join(re.escape(name) for name in sorted(names)))
    return [
        path
        for path in sorted(sources.python)
        if not convention.is_test(path)
        and (source := sources.bytes(path)) is not None
        and spelled.search(source)
    ]


def reached(sources: Sources, program: Program) -> Iterator[tuple[str, builtins.bytes]]:
    """The files that an entry point reaches, with what they hold."""
    for path in sorted(program.entries_by_module):
        yield path, sources.bytes(path) or b""


def unreached(sources: Sources, program: Program) -> Iterator[Unreached]:
    """The files that no entry point reaches, and why they hold none themselves."""
    for path in sorted(sources.python.keys() - program.entries_by_module.keys()):
        yield Unreached(path, why_no_entry_point(path, sources.bytes(path) or b""))


def missing(entries: Iterable[EntryPoint]) -> Iterator[Problem]:
    """A problem for each declared entry point whose function does not exist."""
    for entry in entries:
        where = f" (declared in {entry.declared_in})" if entry.declared_in else ""
        yield Problem(
            entry.path,
            0,
            f"has no function {entry.function}{where}",
            "correct the handler's name",
        )
