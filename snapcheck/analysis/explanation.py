"""The story of one line or name, for `snapcheck why` and for who points at it in an editor."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.analysis.driver import follow_all
from snapcheck.analysis.entries import entries_of
from snapcheck.analysis.findings import all_findings, positions_of, step_of
from snapcheck.analysis.follow import reading_of
from snapcheck.analysis.incremental import IncrementalCache, usable_memory
from snapcheck.analysis.linked import current_program, orphan_program
from snapcheck.analysis.memory import Memory
from snapcheck.analysis.not_followed import not_followed
from snapcheck.analysis.places import place_of, spans_of
from snapcheck.analysis.progress import Monitor, ProgressReporter
from snapcheck.analysis.sources import Reading, Sources
from snapcheck.analysis.survey import Survey, survey
from snapcheck.analysis.task import Task, UsageError
from snapcheck.analysis.template_story import code_at, is_template, story_of_template
from snapcheck.analysis.workers import Workers
from snapcheck.checks import story
from snapcheck.checks.draft import DraftStep
from snapcheck.checks.verdict import verdict, verdict_of_name
from snapcheck.facts import ModuleFacts
from snapcheck.link.places import GlobalPlace, Site
from snapcheck.link.program import Program
from snapcheck.model import Confidence, Finding, Request, Span, Step
from snapcheck.model.progress import OnProgress
from snapcheck.model.story import Keeping, Reach, Story


class Linked(Struct, frozen=True, dict=True):
    """A program that was linked, to be asked about many of its lines."""

    surveyed: Survey
    task: Task
    program: Program
    reading: Reading
    code: tuple[str, int] | None = None
    """Code in the deployment file that was asked for, and its line there."""

    def runs(self, path: str) -> bool:
        """Return whether a file is a module of the program."""
        return path in self.program.modules

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings of the program, of whatever confidence."""
        everything = replace(self.task.request, min_confidence=Confidence.LOW)
        task = replace(self.task, request=everything)
        return tuple(all_findings(self.program, task, self.reading))

    def findings_at(self, places: Container[tuple[str, int]]) -> tuple[Finding, ...]:
        """Return those with a step on one of these lines of files."""
        return tuple(
            finding
            for finding in self.findings
            if any((span.path, span.line) in places for span in spans_of(finding))
        )


def linked(
    request: Request,
    path: str,
    memory: Memory | None,
    on_progress: OnProgress | None,
    line: int = 0,
) -> Linked:
    """Link the program that runs a file; one that runs nothing if none does.

    Of a deployment file, that of the code which stands in it at a line.
    """
    before = usable_memory(memory, request)
    monitor = Monitor(reporter=ProgressReporter(on_progress))
    surveyed = survey(request, before, monitor)
    code = code_at(surveyed, path, line)
    found = _program_with(code[0] if code is not None else path, surveyed, before, monitor, memory)
    return Linked(surveyed, *found, code)


def story_of(asked: Linked, path: str, line: int, name: str = "") -> Story:
    """Return the story of one line; with `name`, dotted or not, of what the module calls so.

    Raises UsageError if there is no such line.
    """
    task, program, reading = asked.task, asked.program, asked.reading
    shown = path, line
    if asked.code is not None:
        path, line = asked.code
    elif path not in task.sources.python and is_template(asked.surveyed, path):
        return story_of_template(asked.surveyed, path, line, _lines(task.sources, path, line))
    module = reading.facts(path) if path in task.sources.python else None
    if module is None:
        raise UsageError(f"{path} is no Python file of this program, or it can't be read")
    lines = _lines(task.sources, path, line)
    where = {number: module.span(number) for number in module.sites}
    here = [number for number, span in where.items() if span.line <= line <= span.end_line]
    function = _enclosing(module, where, line)
    on_line = [number for number in here if where[number].line == line]
    found = list(story.reaches(program, path, function))
    scope = module.functions[function].qualified if function >= 0 else ""
    first = name.partition(".")[0]
    is_local = function >= 0 and first in module.functions[function].locals
    place = None if is_local else story.place_of_name(program, path, name)
    if is_local and first == name:
        told = _Told((), (), f"Silent: `{name}` is a local name of `{scope}`: nothing stays in it.")
    elif place is not None:
        told = _of_name(asked, place)
    else:
        told = _of_line(asked, shown, path, on_line, reached=found, scope=scope)
        unfollowed = not_followed(asked.surveyed, module, on_line)
        if unfollowed and not told.findings:
            told = replace(told, verdict=unfollowed)
    steps = [
        *(step for reach in found for step in reach.steps),
        *(step for keeping in told.keeps for step in _all_steps(keeping)),
    ]
    positions = positions_of(reading, [step.site for step in steps if step.site is not None])
    return Story(
        *shown,
        lines[line - 1],
        scope,
        tuple([Reach(r.phase, _told(r.steps, positions), r.entry_points) for r in found]),
        tuple([_keeping(keeping, positions) for keeping in told.keeps]),
        tuple(sorted(told.findings, key=place_of)),
        told.verdict,
    )


class _Told(Struct, frozen=True):
    """What is kept, what is found of it, and the verdict."""

    keeps: tuple[story.KeepingDraft, ...]
    findings: tuple[Finding, ...]
    verdict: str


def _of_name(asked: Linked, place: GlobalPlace) -> _Told:
    """Tell of what a global of a module holds, wherever that was put first."""
    keeps = story.keepings_of(asked.program, place)
    sites = [site for each in keeps for site in each.sites]
    homes = positions_of(asked.reading, sites).values()
    findings = asked.findings_at({(span.path, span.line) for span in homes})
    codes = {finding.rule for finding in findings}
    verdict = verdict_of_name(asked.program, place, keeps=keeps, codes=codes)
    return _Told(tuple(keeps), findings, verdict)


def _of_line(
    asked: Linked,
    shown: tuple[str, int],
    path: str,
    numbers: list[int],
    *,
    reached: Iterable[story.ReachDraft],
    scope: str,
) -> _Told:
    """Tell of the sites that stand on a line."""
    keeps = story.keepings(asked.program, path, numbers)
    findings = asked.findings_at({shown})
    said = verdict(
        asked.program,
        path,
        numbers,
        reached=[reach.phase for reach in reached],
        keeps=keeps,
        codes={finding.rule for finding in findings},
        scope=scope,
    )
    return _Told(tuple(keeps), findings, said)


def _lines(sources: Sources, path: str, line: int) -> list[str]:
    """Return the lines of a file. Raises UsageError if it has no line of that number."""
    lines = sources.text(path).splitlines()
    if not 1 <= line <= len(lines):
        raise UsageError(f"{path} has {len(lines)} lines, and no line {line}")
    return lines


def _program_with(
    path: str, surveyed: Survey, before: Memory, monitor: Monitor, memory: Memory | None
) -> tuple[Task, Program, Reading]:
    """Return the program that runs a file; one that runs nothing if none does."""
    known = memory.known_facts if memory is not None else None
    facts = dict(known) if known is not None else None
    links = memory.known_links if memory is not None else None
    task = replace(surveyed.task, beat=monitor.reporter.repeat, facts=facts, links=links)
    with Workers(1, task) as workers:
        cache = IncrementalCache(before, task.sources, task.scans, None)
        followed = follow_all(surveyed, workers, cache, monitor)
    reading = reading_of(task)
    for partition, result in followed.partitions:
        if path in result.modules:
            entries = entries_of(partition, task, reading)
            program = current_program(partition, entries, task, reading)
            if links is not None:
                links.keep(partition, entries, task, program, reading)
            return task, program, reading
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
