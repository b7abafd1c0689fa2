"""The story of one line, for `snapcheck why`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from snapcheck.analysis.driver import follow_all
from snapcheck.analysis.entries import entries_of
from snapcheck.analysis.findings import all_findings, positions_of, step_of
from snapcheck.analysis.follow import reading_of
from snapcheck.analysis.incremental import IncrementalCache, Memory, usable_memory
from snapcheck.analysis.linked import orphan_program, program_of
from snapcheck.analysis.places import place_of, spans_of
from snapcheck.analysis.progress import Monitor, ProgressReporter
from snapcheck.analysis.sources import Reading
from snapcheck.analysis.survey import survey
from snapcheck.analysis.task import Task, UsageError
from snapcheck.analysis.workers import Workers
from snapcheck.checks import story
from snapcheck.checks.draft import DraftStep
from snapcheck.checks.verdict import verdict
from snapcheck.facts import ModuleFacts
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.model import (
    Confidence,
    Keeping,
    OnProgress,
    Reach,
    Request,
    Span,
    Step,
    Story,
)


def story_of(
    request: Request,
    path: str,
    line: int,
    memory: Memory | None,
    on_progress: OnProgress | None,
) -> Story:
    """Return the story of one line; see `snapcheck.analysis.explain`."""
    task, program, reading = _program_with(path, request, memory, ProgressReporter(on_progress))
    module = reading.facts(path) if path in task.sources.python else None
    if module is None:
        raise UsageError(f"{path} is no Python file of this program, or it can't be read")
    lines = task.sources.text(path).splitlines()
    if not 1 <= line <= len(lines):
        raise UsageError(f"{path} has {len(lines)} lines, and no line {line}")
    where = {number: module.span(number) for number in range(module.sites)}
    here = [number for number, span in where.items() if span.line <= line <= span.end_line]
    function = _enclosing(module, where, line)
    everything = replace(request, min_confidence=Confidence.LOW)
    findings = [
        finding
        for finding in all_findings(program, replace(task, request=everything), reading)
        if any(span.path == path and span.line == line for span in spans_of(finding))
    ]
    on_line = [number for number in here if where[number].line == line]
    found = list(story.reaches(program, path, function))
    keeps = story.keepings(program, path, on_line)
    scope = module.functions[function].qualified if function >= 0 else ""
    steps = [*(s for r in found for s in r.steps), *(s for k in keeps for s in _all_steps(k))]
    positions = positions_of(reading, [step.site for step in steps if step.site is not None])
    return Story(
        path,
        line,
        lines[line - 1],
        scope,
        tuple([Reach(r.phase, _told(r.steps, positions), r.entry_points) for r in found]),
        tuple([_keeping(keeping, positions) for keeping in keeps]),
        tuple(sorted(findings, key=place_of)),
        verdict(
            program,
            path,
            on_line,
            reached=[r.phase for r in found],
            keeps=keeps,
            codes={f.rule for f in findings},
            scope=scope,
        ),
    )


def _program_with(
    path: str, request: Request, memory: Memory | None, reporter: ProgressReporter
) -> tuple[Task, Program, Reading]:
    """Return the program that runs a file; one that runs nothing if none does."""
    before = usable_memory(memory, request)
    monitor = Monitor(reporter=reporter)
    surveyed = survey(request, before, monitor)
    known = memory.known_facts if memory is not None else None
    facts = dict(known) if known is not None else None
    task = replace(surveyed.task, beat=reporter.repeat, facts=facts)
    with Workers(1, task) as workers:
        cache = IncrementalCache(before, task.sources, task.scans, None)
        followed = follow_all(surveyed, workers, cache, monitor)
    reading = reading_of(task)
    for partition, result in followed.partitions:
        if path in result.modules:
            entries = entries_of(partition, task, reading)
            found = dict(partition.found)
            return task, program_of(entries, task, reading, found=found), reading
    return task, orphan_program(followed.orphans, task, reading), reading


def _enclosing(module: ModuleFacts, where: Mapping[int, Span], line: int) -> int:
    """Return the function around a line; -1 at the top level."""
    owner = story.function_of_sites(module)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, span in where.items():
        function = owner.get(number, -1)
        first[function] = min(first.get(function, span.line), span.line)
        last[function] = max(last.get(function, span.end_line), span.end_line)
    around = [f for f in first if f >= 0 and first[f] <= line <= last[f]]
    return max(around, key=lambda f: (first[f], f), default=-1)


def _all_steps(keeping: story.KeepingDraft) -> tuple[DraftStep, ...]:
    return (*keeping.renewed, *keeping.rebound, *keeping.used)


def _keeping(draft: story.KeepingDraft, positions: Mapping[Site, Span]) -> Keeping:
    return Keeping(
        draft.label,
        draft.makes,
        _told(draft.renewed, positions),
        _told(draft.rebound, positions),
        _told(draft.used, positions),
    )


def _told(steps: Iterable[DraftStep], positions: Mapping[Site, Span]) -> tuple[Step, ...]:
    return tuple([step_of(step, positions) for step in steps])
