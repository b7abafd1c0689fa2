"""The edits of fixes, for those who show them.

Whether something can be mended is a part of the analysis; how the file is to be changed is worked
out from its text when a format, or an editor, wants to know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from snapcheck import knowledge
from snapcheck.internal import internal_problem
from snapcheck.model import Finding, Problem, Report, Request


def with_edits(report: Report, request: Request) -> Report:
    """Return a report whose fixes have their edits.

    Where making them fails inside, that is a problem, and the finding has no fix.
    """
    every = [*report.findings, *[each.finding for each in report.suppressed]]
    made, problems = _made(every, report.sources, request)
    return replace(
        report,
        findings=tuple([made.get(id(each), each) for each in report.findings]),
        suppressed=tuple(
            [
                replace(each, finding=made.get(id(each.finding), each.finding))
                for each in report.suppressed
            ]
        ),
        problems=tuple(sorted({*report.problems, *problems})) if problems else report.problems,
    )


def with_its_edits(finding: Finding, text: str, request: Request) -> Finding:
    """Return a finding in a file that holds `text`; its fix, if there is one, with the edits."""
    made, _ = _made([finding], {finding.span.path: text}, request)
    return made.get(id(finding), finding)


def _made(
    findings: Iterable[Finding], texts: Mapping[str, str], request: Request
) -> tuple[Mapping[int, Finding], list[Problem]]:
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.fix is not None and not finding.fix.edits:
            by_path[finding.span.path].append(finding)
    if not by_path:
        return {}, []
    from snapcheck.fix.carry import with_edits as edited  # imports LibCST

    apis = knowledge.load(more=request.knowledge).apis
    made: dict[int, Finding] = {}
    problems = []
    for path, here in by_path.items():
        try:
            done = edited(here, texts[path], apis)
        except Exception as error:
            problems.append(internal_problem(path, "making the edits of fixes", error))
            done = [replace(finding, fix=None) for finding in here]
        made.update(zip(map(id, here), done, strict=True))
    return made, problems
