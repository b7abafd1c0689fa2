"""The audit: which installed distributions are not safe to import before a snapshot.

Importing a distribution is taken for INIT, and every public function of it for INVOKE: what its own
code draws, keeps, opens or starts is reported where it stands, inside the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from snapcheck.analysis import check
from snapcheck.audit.distributions import Distribution
from snapcheck.audit.surface import is_for_show, surface_of
from snapcheck.config import Config
from snapcheck.config.request import Typed, request_of
from snapcheck.model import Finding, Level, Report

ENTRY = "snapcheck_audit.py"
FUNCTION = "call_everything"

# What depends on the program that uses a package, not on the package.
_ASKED = (
    *("SNAP101", "SNAP102", "SNAP103", "SNAP104", "SNAP201", "SNAP202", "SNAP203"),
    *("SNAP301", "SNAP401", "SNAP402", "SNAP404"),
)


def audit(
    distributions: Iterable[Distribution], folder: Path, typed: Typed | None = None
) -> Iterator[tuple[Distribution, Report]]:
    """Yield the report of each distribution that is installed in `folder`, one at a time.

    Of what was `typed` only that counts which says what is reported.
    """
    entry, root = folder / ENTRY, folder.parent
    wanted = replace(typed or Typed(()), paths=(str(entry),))
    asked = request_of(replace(wanted, select=wanted.select or _ASKED), Config(root), root)
    for each in distributions:
        surface = surface_of(each, folder, FUNCTION)
        request = replace(
            asked,
            entry_points=(f"{folder.name}/{ENTRY}:{FUNCTION}",),
            include_vendored=True,
            environment=folder,
            overlay=((entry, surface.program.encode()),),
            audited=each.packages,
        )
        report = _own(check(request), each, folder)
        yield each, replace(report, notices=(*report.notices, *_unread(each, surface.unread)))


def _unread(distribution: Distribution, modules: Sequence[str]) -> Iterator[str]:
    """Yield a notice of the modules of a distribution that could not be read, if there are any."""
    if modules:
        shown = ", ".join(modules[:_SHOWN]) + (" and more" if len(modules) > _SHOWN else "")
        of = f"{len(modules)} module{'s' if len(modules) > 1 else ''} of {distribution.name}"
        yield f"{of} can't be read, and nothing was looked for there: {shown}"


_SHOWN = 3


def _own(report: Report, distribution: Distribution, folder: Path) -> Report:
    """Return a report on what stands in the code of one distribution, without its entry point."""
    own = {f"{folder.name}/{file}" for file in distribution.files if not is_for_show(file)}
    # Jitter inside packages is nothing that anybody would mend.
    findings = tuple(
        _without_caller(finding, f"{folder.name}/{ENTRY}")
        for finding in report.findings
        if finding.span.path in own and finding.level > Level.NOTE
    )
    # Several draws on one line are one thing to mend.
    first = {_line(each): each for each in reversed(findings)}
    told = tuple(each for each in findings if first[_line(each)] is each)
    return replace(report, findings=told, entry_points=(), coverage=(), unreached=())


def _line(finding: Finding) -> tuple[str, str, int]:
    return finding.rule, finding.span.path, finding.span.line


_CALLER = re.compile(rf"used in `{FUNCTION}` \([^)]*\)")
_HANDED_OUT = "handed out to whoever calls it"


def _without_caller(finding: Finding, entry: str) -> Finding:
    """Return a finding that names no line of the program that stands for all callers."""
    trace = [
        replace(step, text=_HANDED_OUT, span=None)
        if step.span is not None and step.span.path == entry
        else step
        for step in finding.trace
    ]
    message = _CALLER.sub(_HANDED_OUT, finding.message)
    return replace(finding, message=message, trace=tuple(dict.fromkeys(trace)), entry_points=())


def merged(reports: Sequence[Report]) -> Report:
    """Return one report of all distributions."""
    first = reports[0]
    sources = {path: text for each in reports for path, text in each.sources.items()}
    return replace(
        first,
        findings=tuple([finding for each in reports for finding in each.findings]),
        problems=tuple(dict.fromkeys([p for each in reports for p in each.problems])),
        notices=tuple(dict.fromkeys([n for each in reports for n in each.notices])),
        files_seen=sum(each.files_seen for each in reports),
        files_reached=sum(each.files_reached for each in reports),
        sources=sources,
    )


def reached_by(report: Report, program: Report) -> Report:
    """Return what an audit found that `program` leads to, which was analysed with the packages.

    Each names the entry points of the program that do.
    """
    reaching = {_place(finding): finding.entry_points for finding in program.findings}
    found = [
        replace(finding, entry_points=reaching[_place(finding)])
        for finding in report.findings
        if _place(finding) in reaching
    ]
    return replace(report, findings=tuple(found))


def _place(finding: Finding) -> tuple[str, str, int]:
    """Return the rule and the line of a finding, wherever the environment lies."""
    return finding.rule, finding.span.path.rpartition("site-packages/")[2], finding.span.line
