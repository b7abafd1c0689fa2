"""`check(Request) -> Report`: the one place that puts the stages together.

Doors, tests and users call it. Stages do not know each other; what one finds is handed to the next
here.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from dataclasses import replace

from snapcheck import __version__
from snapcheck.analysis.comments import commented_files
from snapcheck.analysis.entries import reached, unreached
from snapcheck.analysis.explanation import explain
from snapcheck.analysis.findings import all_findings, place_of, spans_of, told_apart
from snapcheck.analysis.linked import linked, select_rules
from snapcheck.analysis.sources import Sources, check_the_rest, relative
from snapcheck.analysis.usage import UsageError
from snapcheck.checks.deployment import misdeployed
from snapcheck.discover.files import Tree
from snapcheck.discover.overlooked import dynamic_imports
from snapcheck.model import (
    Confidence,
    Finding,
    Problem,
    Report,
    Request,
)
from snapcheck.triage import Triaged, of_the_changed, triage

__all__ = ["UsageError", "check", "entry_points", "explain", "relative", "select_rules"]


def check(request: Request) -> Report:
    """Analyse what `request` names. Raises UsageError if the request makes no sense.

    The analysed code is read, never imported or run.
    """
    return _without_collector(lambda: _check(request))


def entry_points(request: Request) -> Report:
    """The entry points of what `request` names, and no findings. Raises UsageError."""
    return _without_collector(lambda: _check(request, entry_points_only=True))


def _without_collector(run: Callable[[], Report]) -> Report:
    enabled = gc.isenabled()
    # Nothing that reading and linking build is cyclic garbage; looking for some costs a third.
    gc.disable()
    try:
        return run()
    finally:
        if enabled:
            gc.enable()


def _check(request: Request, *, entry_points_only: bool = False) -> Report:
    run = linked(request)
    rules = [] if entry_points_only else run.rules
    tree, sources, program = run.tree, run.sources, run.program
    problems = run.problems
    commented = list(commented_files(sources, program, run.declared))
    findings = all_findings(program, rules, request, sources, {each.path for each in commented})
    everything = misdeployed(run.declared.functions, rules, Confidence.LOW)
    findings.extend(told_apart(everything, request))
    triaged = triage(findings, commented, rules, run.known, request, sources.was_looked_at())
    triaged = replace(triaged, findings=_mendable(triaged.findings, sources))
    check_the_rest(sources, program)
    problems.extend([*tree.problems, *sources.problems])
    notices = [
        *_notices(tree, triaged),
        *run.declared.notices,
        *dynamic_imports(reached(sources, program)),
    ]
    if request.changed is not None:
        problems, more = of_the_changed(problems, request)
        notices.extend(more)
    if not program.entry_points and sources.python and not problems:
        if request.only_snapstart:
            notices.append("no function has SnapStart switched on: nothing was analysed")
        elif request.changed is None:
            problems.append(_NO_ENTRY_POINT)
        else:
            notices.append(f"{_NO_ENTRY_POINT.message} ({_NO_ENTRY_POINT.mend})")
    told = [*triaged.findings, *[each.finding for each in triaged.suppressed]]
    shown = {span.path for finding in told for span in spans_of(finding)}
    return Report(
        tuple(sorted(triaged.findings, key=place_of)),
        tuple(sorted(set(problems))),
        tuple(notices),
        tuple(sorted(program.entry_points)),
        len(sources.python),
        len(program.entries_by_module),
        tuple(rules),
        {path: sources.text(path) for path in sorted(shown)},
        __version__,
        triaged.suppressed,
        triaged.stale,
        triaged.elsewhere,
        tuple(unreached(sources, program)),
    )


_NO_ENTRY_POINT = Problem(
    "", 0, "no entry point found", "name one with --entry-point FILE:FUNCTION"
)


def _mendable(findings: Iterable[Finding], sources: Sources) -> tuple[Finding, ...]:
    """The findings, those that can be mended with their fixes."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.span.path, []).append(finding)
    found: list[Finding] = []
    if by_path:
        from snapcheck.fix.propose import with_fixes  # imports LibCST

    for path, here in by_path.items():
        is_file = path in sources.python and path not in sources.embedded
        source = sources.bytes(path) if is_file else None
        found.extend(with_fixes(here, source, path) if source is not None else here)
    return tuple(found)


def _notices(tree: Tree, triaged: Triaged) -> list[str]:
    """What is worth saying of what was left out."""
    found = []
    if tree.left_out:
        files = "Python file" if tree.left_out == 1 else "Python files"
        found.append(
            f"{tree.left_out} {files} of third-party packages left out "
            "(--include-vendored analyses them)"
        )
    if triaged.stale:
        entries = "entry of the baseline" if len(triaged.stale) == 1 else "entries of the baseline"
        found.append(
            f"{len(triaged.stale)} {entries} no longer found (`snapcheck baseline prune FILE` "
            "removes what is gone)"
        )
    return found
