"""The report of a run: what its partitions came to, without what is suppressed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from snapcheck import __version__
from snapcheck.analysis.bounds import notices_of
from snapcheck.analysis.driver import Followed
from snapcheck.analysis.entries import unreached
from snapcheck.analysis.follow import reading_of
from snapcheck.analysis.imported import module_imports
from snapcheck.analysis.places import place_of, spans_of
from snapcheck.analysis.result import Result
from snapcheck.analysis.sources import Reading, Sources, relative
from snapcheck.analysis.survey import Survey
from snapcheck.analysis.unread import not_needed, notice_of
from snapcheck.discover.unreached import dynamic_imports, unfollowed_imports
from snapcheck.filesystem.disk import Disk
from snapcheck.internal import internal_problem
from snapcheck.link.syntax import modules_imported
from snapcheck.model import (
    Confidence,
    EntryPoint,
    Finding,
    Problem,
    ProblemKind,
    Report,
    Request,
    Span,
)
from snapcheck.model.comment import Commented
from snapcheck.model.deployed import Embedded
from snapcheck.read.source import Unreadable
from snapcheck.suppress.directives import may_hold_directive
from snapcheck.suppress.suppression import Suppression, of_the_changed, suppress


def report_of(
    surveyed: Survey, followed: Followed, broken: list[Problem], *, with_unreached: bool
) -> Report:
    """Return the report of a run; `with_unreached` says why no entry point reaches other files."""
    task, results, request = surveyed.task, followed.results, surveyed.task.request
    sources, reading = task.sources, reading_of(task)
    unread = not_needed(broken, request, sources, results)
    kept = _kept(surveyed, followed, broken, unread, reading)
    problems = list(kept.problems)
    notices = [*_notices(surveyed, results, reading, kept), *notice_of(unread)]
    if request.changed is not None:
        problems, more = of_the_changed(problems, request)
        notices.extend(more)
    entries = tuple(sorted(entry for result in results for entry in result.entry_points))
    if not entries and sources.python and not problems:
        lacking = _without_entries(surveyed, results)
        if isinstance(lacking, Problem):
            problems.append(lacking)
        else:
            notices.append(lacking)
    reported = [*kept.findings, *[each.finding for each in kept.suppressed]]
    shown = {span.path for finding in reported for span in spans_of(finding)}
    reached = {path for result in results for path in result.reached}
    # Why a file was not reached takes reading all of them again; only one door wants to know.
    left = sources.python.keys() - reached if with_unreached else ()
    return Report(
        findings=tuple(sorted(kept.findings, key=place_of)),
        problems=tuple(sorted(set(problems))),
        notices=tuple(notices),
        entry_points=entries,
        files_seen=len(sources.python),
        files_reached=len(reached),
        rules=task.rules,
        sources=dict(_texts(sorted(shown), sources)),
        version=__version__,
        suppressed=kept.suppressed,
        stale=kept.stale,
        elsewhere=kept.elsewhere,
        accepted=kept.accepted,
        unreached=tuple(unreached(left, reading.bytes)),
        imports=module_imports(surveyed, followed, entries) if request.imports else {},
        coverage=tuple(sorted(each for result in results for each in result.coverage)),
        partial=request.changed is not None or request.before is not None,
        roots=dict(_further_roots(followed, request)),
    )


def _kept(
    surveyed: Survey,
    followed: Followed,
    broken: list[Problem],
    unread: list[Problem],
    reading: Reading,
) -> Suppression:
    """Return what was found, without what is suppressed, and all problems of the run.

    Those of files that are `broken` count, but for the `unread` ones that nobody needs.
    """
    tree, declared = surveyed.discovery.tree, surveyed.discovery.declared
    results, scans = followed.results, surveyed.scans
    findings = [finding for result in results for finding in result.findings]
    findings.extend(_misdeployed(surveyed, reading))
    findings = [_levelled(finding, surveyed.task.request) for finding in findings]
    comments = list(_commented_files(surveyed, followed, findings, reading))
    problems = [
        *declared.problems,
        *[problem for result in results for problem in result.problems],
        *tree.problems,
        *scans.problems,
        *reading.problems,
        *[problem for problem in broken if problem not in unread],
    ]
    looked_at = _was_looked_at(surveyed, {problem.path for problem in unread})
    kept = _suppressed(surveyed, findings, comments, problems, looked_at)
    if not all(problem.repeatable for problem in kept.problems):
        # What is not found today need not be gone.
        kept = replace(kept, stale=())
    return kept


def _without_entries(surveyed: Survey, results: Sequence[Result]) -> Problem | str:
    """Return that there is no entry point: a problem, or a notice where that may be meant."""
    request = surveyed.task.request
    declared = surveyed.discovery.declared.foreign
    foreign = sorted({*declared, *[each for result in results for each in result.foreign]})
    if request.only_snapstart:
        return "no function has SnapStart switched on: nothing was analysed"
    if foreign:
        named = "; ".join(f"{each.path}: {each.why}" for each in foreign[:_SHOWN])
        return f"no function of Lambda was found ({named})"
    if request.changed is None:
        return NO_ENTRY_POINT
    return f"{NO_ENTRY_POINT.message} ({NO_ENTRY_POINT.mend})"


def _further_roots(
    followed: Followed, request: Request
) -> Iterator[tuple[EntryPoint, tuple[str, ...]]]:
    """Yield the search roots of entry points besides those that deployments declare."""
    for partition, result in followed.partitions:
        found = [root for _, roots in partition.found for root in roots]
        roots = tuple(dict.fromkeys([*request.source_roots, *found]))
        if roots:
            yield from ((entry, roots) for entry in result.entry_points)


def _unfollowed(
    surveyed: Survey, results: Sequence[Result], reading: Reading
) -> Mapping[tuple[str, tuple[str, ...]], Sequence[str]]:
    """Return the imports of reached files that may mean several files, by module and those."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    listed = surveyed.partitioning.unfollowed
    reached = {path for result in results for path in result.reached} if listed else set()
    for each in listed:
        module = reading.facts(each.importer) if each.importer in reached else None
        # What a comment or a text says looks like an import too, from outside.
        if module is not None and each.module in modules_imported(module):
            found.setdefault((each.module, each.candidates), []).append(each.importer)
    return found


_SHOWN = 3


def _levelled(finding: Finding, request: Request) -> Finding:
    """Return a finding at the level that its user gives its rule."""
    level = request.level_of(finding.rule)
    return finding if level is None else replace(finding, level=level)


def _suppressed(
    surveyed: Survey,
    findings: list[Finding],
    commented: list[Commented],
    problems: list[Problem],
    looked_at: Callable[[str], bool],
) -> Suppression:
    """Sort out the findings; all are reported where that fails."""
    task = surveyed.task
    try:
        return suppress(
            findings,
            task.request,
            commented=commented,
            rules=task.rules,
            codes=task.known.rules,
            was_looked_at=looked_at,
            problems=list(dict.fromkeys(problems)),
        )
    except Exception as error:
        problems.append(internal_problem("", "suppressing findings", error))
        least = task.request.min_confidence
        shown = tuple([f for f in findings if f.confidence >= least])
        return Suppression(shown, (), (), 0, tuple(problems))


def _texts(paths: Iterable[str], sources: Sources) -> Iterator[tuple[str, str]]:
    """Yield the texts of files; one that changed since it was analysed may have none."""
    for path in paths:
        try:
            yield path, sources.text(path)
        except (OSError, Unreadable):
            yield path, ""


def _misdeployed(surveyed: Survey, reading: Reading) -> Iterator[Finding]:
    """Yield the findings about deployments, of whatever confidence."""
    functions = surveyed.discovery.declared.functions
    if functions:
        from snapcheck.analysis.findings import told_apart
        from snapcheck.checks.deployment import misdeployed

        try:
            found = list(misdeployed(functions, surveyed.task.rules, Confidence.LOW))
        except Exception as error:
            reading.problems[internal_problem("", "checking deployments", error)] = None
            return
        for finding in told_apart(found, surveyed.task.repository):
            yield _with_its_fix(finding, surveyed, reading)


def _with_its_fix(finding: Finding, surveyed: Survey, reading: Reading) -> Finding:
    """Return a finding on a deployment file with its fix, if it has one."""
    from snapcheck.analysis.template_fixes import RULES, deployed_with_its_version

    if finding.rule not in RULES:
        return finding
    from snapcheck.analysis.proposing import attempted

    try:
        text = surveyed.task.sources.text(finding.span.path)
    except (OSError, Unreadable):
        return finding
    return attempted(finding, reading, lambda: deployed_with_its_version(finding, text))


NO_ENTRY_POINT = Problem(
    "",
    0,
    "no entry point found",
    "name one with --entry-point FILE:FUNCTION",
    kind=ProblemKind.NO_ENTRY_POINT,
)


def _may_ignore(surveyed: Survey, followed: Followed) -> Iterator[str]:
    """Return the files that may hold ignore comments, and that findings can stand in."""
    deploying = {function.declared_in for function in surveyed.discovery.declared.functions}
    paths = surveyed.task.sources.python.keys() & (followed.modules | deploying)
    return filter(surveyed.scans.may_ignore, paths)


def _was_looked_at(surveyed: Survey, unread: Collection[str]) -> Callable[[str], bool]:
    """Tell of a file of the repository whether this run could read it, or it is gone."""
    root, python = surveyed.task.request.root, surveyed.task.sources.python
    repository = surveyed.task.repository.root
    templates = frozenset(surveyed.discovery.tree.templates)

    def seen(path: str) -> bool:
        place = repository / path
        shown = relative(place, root)
        if shown in unread:
            return False
        return shown in python or str(place) in templates or not os.path.exists(place)

    return seen


def _notices(
    surveyed: Survey, results: Sequence[Result], reading: Reading, kept: Suppression
) -> Iterator[str]:
    """Yield what is worth saying of what was left out, and of what was not followed."""
    yield from surveyed.discovery.tree.empty
    left_out = surveyed.discovery.tree.left_out
    if left_out:
        packages = "package" if left_out == 1 else "packages"
        yield f"{left_out} third-party {packages} left out (--include-vendored analyses them)"
    if kept.stale:
        entries = "entry of the baseline" if len(kept.stale) == 1 else "entries of the baseline"
        yield (
            f"{len(kept.stale)} {entries} no longer found (`snapcheck baseline prune FILE` "
            "removes what is gone)"
        )
    yield from surveyed.discovery.declared.notices
    yield from dynamic_imports(sorted({path for each in results for path in each.computing}))
    yield from unfollowed_imports(_unfollowed(surveyed, results, reading))
    yield from notices_of(bound for each in results for bound in each.bounds)


def _commented_files(
    surveyed: Survey, followed: Followed, findings: Iterable[Finding], reading: Reading
) -> Iterator[Commented]:
    """Yield the comments of Python files, and of templates that may hold ignore comments.

    Those of code that is embedded in a template stand in the template.
    """
    sources = reading.sources
    for path in sorted(_may_ignore(surveyed, followed)):
        commented = reading.comments(path)
        if commented is not None:
            code = sources.embedded.get(path)
            yield commented if code is None else _in_template(commented, code)
    # Findings also stand in files that declare nothing themselves: the Dockerfile of an image.
    others = {each.span.path for each in findings if not each.span.path.endswith(".py")}
    more = [os.path.join(sources.root, path) for path in sorted(others)]
    for template in dict.fromkeys([*surveyed.discovery.tree.templates, *more]):
        source = _template_bytes(template, sources.disk)
        if may_hold_directive(source):
            from snapcheck.suppress.template_comments import template_comments

            shown = relative(Path(template), sources.root)
            try:
                yield template_comments(source.decode("utf-8-sig", "replace"), shown)
            except Exception as error:
                reading.fail(shown, "reading its comments", error)


def _in_template(commented: Commented, code: Embedded) -> Commented:
    """Return the comments of embedded code, where they stand in the template."""

    def line_of(line: int) -> int:
        return code.span(Span(code.path, line, 1, line, 1)).line

    comments = []
    for comment in commented.comments:
        place = code.span(Span(code.path, comment.line, comment.column, comment.line, 1))
        comments.append(replace(comment, line=place.line, column=place.column))
    statements = tuple([(line_of(first), line_of(last)) for first, last in commented.statements])
    return Commented(code.within, tuple(comments), statements, line_of(commented.begins))


def _template_bytes(template: str, disk: Disk) -> bytes:
    try:
        return disk.read_once(template)[0] if disk.is_file(template) else b""
    except OSError:
        return b""  # the search for entry points has made a Problem of it
