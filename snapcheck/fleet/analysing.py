"""One repository, from its files to its outcome, by its own configuration and nobody else's."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from snapcheck import config, knowledge
from snapcheck.analysis import UsageError, check
from snapcheck.analysis.edits import with_edits
from snapcheck.analysis.reporting import NO_ENTRY_POINT
from snapcheck.config import Config, ConfigError
from snapcheck.config.request import Typed, request_of
from snapcheck.filesystem.opening import is_of_the_kernel
from snapcheck.fleet import git
from snapcheck.fleet.nouns import Job, Options, Outcome, State
from snapcheck.internal import OUT_OF_MEMORY
from snapcheck.knowledge import KnowledgeError
from snapcheck.model import KnownFinding, Problem, Report, Request, Taken
from snapcheck.suppress.baseline import BaselineError
from snapcheck.suppress.baseline import read as read_baseline

_LEAVES = "leads out of the repository; put what it names into it"


def outcome_of(job: Job, clones: Path) -> Outcome:
    """Return what comes of a repository; an address is cloned into the folder `clones` first."""
    repository, options = job.repository, job.options
    if repository.path is not None:
        return _of_checkout(Path(repository.path), options)
    folder = clones / str(job.number)
    try:
        commit = git.clone(str(repository.address), repository.commit, folder, options.max_clone)
    except git.GitError as error:
        return Outcome(State.NOT_FETCHED, str(error))
    return replace(_of_checkout(folder, options), commit=commit)


def _of_checkout(root: Path, options: Options) -> Outcome:
    if not root.is_dir():
        return Outcome(State.UNUSABLE, "there is no such folder")
    try:
        found = config.find(root, above=False)
        if not all(_is_inside(file, root) for file in found.files):
            return Outcome(State.UNUSABLE, f'{found.file}: "extend" {_LEAVES}')
        found, notices = _own(found, root)
        if found.has_codes:
            config.check_codes(found, knowledge.load(more=found.own_rules).rules)
        request = _request(found, root, options)
        report = check(request)
        if options.edits:
            report = with_edits(report, request)
    except ConfigError as error:
        return Outcome(State.UNUSABLE, _short(str(error), root))
    except (BaselineError, UsageError, KnowledgeError) as error:
        return Outcome(State.UNUSABLE, _short("; ".join(str(error).splitlines()), root))
    if any(_is_of_memory(problem, options) for problem in report.problems):
        return Outcome(State.TOO_LARGE, f"needs more than {options.max_memory} MB")
    report = _accepting_no_function(report)
    report = replace(report, notices=(*notices, *report.notices))
    return Outcome(State.ANALYSED, report=_essence(report))


def _is_of_memory(problem: Problem, options: Options) -> bool:
    """Return whether more memory would mend a problem.

    Python's parser raises the same error for what is nested too deeply: then there was enough.
    """
    if problem.message.endswith(OUT_OF_MEMORY):
        return True
    return MemoryError.__name__ in problem.message and _peak() > options.max_memory * _NEARLY_ALL


_NEARLY_ALL = 0.75


def _peak() -> float:
    """Return the largest address space that this process had, in megabytes; 0 if nobody says."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = re.search(r"^VmPeak:\s*(\d+) kB", status, re.MULTILINE)
    return int(found[1]) / 1024 if found is not None else 0


def _accepting_no_function(report: Report) -> Report:
    """Return a report in which it is no problem that there is no function.

    Many repositories of a company have none.
    """
    if NO_ENTRY_POINT not in report.problems:
        return report
    problems = tuple([each for each in report.problems if each != NO_ENTRY_POINT])
    return replace(report, problems=problems, notices=(*report.notices, NO_ENTRY_POINT.message))


def _short(text: str, root: Path) -> str:
    """Return a message without where the checkout happens to lie."""
    return text.replace(os.path.join(root, ""), "")


def _request(found: Config, root: Path, options: Options) -> Request:
    typed = Typed(
        (str(root),),
        select=options.select,
        ignore=options.ignore,
        min_confidence=options.min_confidence,
        only_snapstart=options.only_snapstart,
    )
    request = request_of(typed, found, root)
    return replace(request, baseline=_accepted(found, root))


def _accepted(found: Config, root: Path) -> tuple[KnownFinding, ...]:
    return read_baseline(root / found.baseline) if found.baseline is not None else ()


def _own(found: Config, root: Path) -> tuple[Config, tuple[str, ...]]:
    """Return a configuration without what leads out of the checkout, and a notice of each.

    Its outputs are nobody's business here.
    """
    notices = [
        f'{found.file}: "{key}" leads out of the repository ({path}), and is ignored'
        for key, path in _outside(found, root)
    ]
    outside = {key for key, _ in _outside(found, root)}
    return replace(
        found,
        output_format=(),
        python=None if "python" in outside else found.python,
        baseline=None if "baseline" in outside else found.baseline,
        rules=() if "rules" in outside else found.rules,
        entry_points=() if "entry-points" in outside else found.entry_points,
        source_roots=() if "source-roots" in outside else found.source_roots,
    ), tuple(notices)


def _outside(found: Config, root: Path) -> Iterator[tuple[str, str]]:
    """Yield the keys that name something outside of the checkout, with what they name."""
    named = [
        ("python", found.python),
        ("baseline", found.baseline),
        *[("rules", folder) for folder in found.rules],
        *[("entry-points", text.rpartition(":")[0]) for text in found.entry_points],
        *[("source-roots", folder) for folder in found.source_roots],
    ]
    for key, path in named:
        if path is not None and not _is_inside(found.folder / path, root):
            yield key, path


def _is_inside(path: Path, root: Path) -> bool:
    real, home = os.path.realpath(path), os.path.realpath(root)
    return os.path.join(real, "").startswith(os.path.join(home, "")) and not is_of_the_kernel(real)


def _essence(report: Report) -> Report:
    """Return a report without what no two runs have alike, and without the rules that all have."""
    shipped = knowledge.load().rules
    own = tuple([rule for rule in report.rules if shipped.get(rule.code) != rule])
    return replace(report, rules=own, taken=Taken())
