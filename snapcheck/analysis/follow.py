"""One group of entry points, from its files to its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from snapcheck.analysis.findings import all_findings
from snapcheck.analysis.glance import Glances
from snapcheck.analysis.groups import Group
from snapcheck.analysis.outcome import Outcome
from snapcheck.analysis.sources import Reading, Sources
from snapcheck.discover import convention
from snapcheck.discover.overlooked import computes_imports
from snapcheck.fix.mendable import MENDABLE
from snapcheck.knowledge import Knowledge
from snapcheck.link.imports import Finder
from snapcheck.link.phases import link
from snapcheck.link.program import Program
from snapcheck.model import (
    EntryPoint,
    Finding,
    Problem,
    Request,
    Rule,
)
from snapcheck.read.python import read_module


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for all groups of a run; `beat` is called in the midst of long work."""

    request: Request
    known: Knowledge
    rules: tuple[Rule, ...]
    sources: Sources
    glances: Glances
    beat: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """A file that would register hooks, that no entry point imports, and whose program it is of."""

    path: str
    around: tuple[EntryPoint, ...]


def follow(group: Group, task: Task) -> Outcome:
    """Read and link the files of a group, and ask the rules about it."""
    reading = reading_of(task)
    return _outcome(program_of(group, task, reading), task, reading)


def follow_strays(strays: Sequence[Stray], task: Task) -> Outcome:
    """Look for hooks in files that nothing imports."""
    reading = reading_of(task)
    return _outcome(stray_program(strays, task, reading), task, reading)


def stray_program(strays: Sequence[Stray], task: Task, reading: Reading) -> Program:
    """What files that nothing imports would do, linked; no entry point reaches any of it."""
    around = {stray.path: stray.around for stray in strays}
    return replace(_linked([], task, reading, tuple(around)), around=around)


def program_of(group: Group, task: Task, reading: Reading) -> Program:
    """The linked program of a group."""
    return _linked(_entry_points(group, task, reading), task, reading)


def _linked(
    entries: list[EntryPoint], task: Task, reading: Reading, strays: tuple[str, ...] = ()
) -> Program:
    with reading.watch.measure("follow values"):
        return link(
            entries,
            task.known,
            Finder(reading.file, reading.is_folder),
            reading.facts,
            task.glances.may_hook,
            strays,
            task.request.environment,
            task.beat,
        )


def reading_of(task: Task) -> Reading:
    """A new reading of the files of a run."""
    return Reading(task.sources, partial(read_module, screen=task.request.screen))


def _entry_points(group: Group, task: Task, reading: Reading) -> list[EntryPoint]:
    """All entry points of a group, by place; what is declared wins over what only looks like one"""
    found = {entry: entry for entry in _by_convention(group, reading)}
    found.update({entry: entry for entry in group.declared})
    only = task.request.only_snapstart
    return sorted(entry for entry in found.values() if entry.snapstart or not only)


def _by_convention(group: Group, reading: Reading) -> Iterator[EntryPoint]:
    for path in group.candidates:
        module = reading.facts(path)
        if module is not None:
            yield from convention.entry_points(module)


def _outcome(program: Program, task: Task, reading: Reading) -> Outcome:
    def may_ignore(path: str) -> bool:
        glance = task.glances.of(path)
        return glance is not None and glance.may_ignore

    findings = all_findings(program, task.rules, task.request, reading, may_ignore)
    problems = [*reading.problems, *_missing(program.missing)]
    reached = sorted(program.entries_by_module)
    computing = [path for path in reached if computes_imports(reading.bytes(path) or b"")]
    with reading.watch.measure("propose fixes"):
        findings = list(_mendable(findings, reading, task.known))
    return Outcome(
        tuple(findings),
        tuple(problems),
        program.entry_points,
        tuple([program.homes(bit) for bit in range(len(program.entry_points))]),
        tuple(sorted(program.modules)),
        tuple(reached),
        tuple(computing),
        reading.footing(),
        reading.watch.times(),
    )


def _missing(entries: Iterable[EntryPoint]) -> Iterator[Problem]:
    """A problem for each declared entry point whose function does not exist."""
    for entry in entries:
        where = f" (declared in {entry.declared_in})" if entry.declared_in else ""
        yield Problem(
            entry.path,
            0,
            f"has no function {entry.function}{where}",
            "correct the handler's name",
        )


def _mendable(findings: Iterable[Finding], reading: Reading, known: Knowledge) -> Iterator[Finding]:
    """The findings, those that can be mended with their fixes."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.span.path, []).append(finding)
    for path, here in by_path.items():
        # A finding in embedded code stands in the template, which is no Python file.
        if path in reading.sources.python and any(finding.rule in MENDABLE for finding in here):
            from snapcheck.fix.propose import with_fixes  # imports LibCST

            here = with_fixes(here, reading.flagged(path), known.apis)
        yield from here
        reading.let_go(path)
