"""Mends what can be mended: fixes and analyses in turns, until nothing more is to be done.

No fix is believed. The mended program is analysed again before anything is written; a file whose
fixes did not silence their findings, or that has a finding it did not have before, stays as it is.
"""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import analysis, knowledge
from snapcheck.filesystem.atomic import replace_file
from snapcheck.fix.carry import Renewed, fixed
from snapcheck.fix.generators import SEED_RULES, SEEDABLE
from snapcheck.fix.transformers import NotFlagged
from snapcheck.internal import internal_problem
from snapcheck.model import Finding, Problem, ProblemKind, Report, Request
from snapcheck.model.progress import OnProgress
from snapcheck.read.source import Unreadable, decode, encode_like

# A turn mends all that goes together; what is left over is rare.
_MOST_TURNS = 5
# So many analyses of one turn look for the fixes that go together where not all do.
_MOST_TRIES = 100


Changes = Mapping[Path, tuple[bytes, bytes]]
"""What files hold before and after."""


class RepairError(ValueError):
    """A mended file that can't be written: one line with the file and the cause."""


class Repaired(Struct, frozen=True):
    """The report on the mended program, and what was changed to get there.

    `before` is the report on what was there.
    """

    before: Report
    after: Report
    changes: Changes
    mended: int
    notes: tuple[str, ...]


class _Attempt(Struct, frozen=True):
    """One file as it would be, the findings that are mended in it, and a note.

    `renewed` are the generators of the process that hooks reseed then, and for whom.
    """

    file: Path
    source: bytes
    findings: tuple[Finding, ...]
    note: str
    renewed: frozenset[Renewed]


def repair(
    request: Request,
    *,
    unsafe: bool,
    only: Collection[Path] | None = None,
    within: Path | None = None,
    memory: analysis.Memory | None = None,
    on_progress: OnProgress | None = None,
) -> Repaired:
    """Fix the program, or `only` some files of it, in memory; nothing is written.

    A file that lies elsewhere than `within` a folder, links followed, or that has several names is
    a problem, and stays as it is. The analyses share a memory, `memory` if there is one.
    `on_progress` hears of each of them.
    """
    program = _Program(request, unsafe, memory or analysis.Memory(), on_progress)
    first = report = program.analysed(())
    notes: dict[str, None] = {}
    refused: set[str] = set()
    for _ in range(_MOST_TURNS):
        wanted = _by_file(report, refused)
        if only is not None:
            wanted = {path: each for path, each in wanted.items() if program.file(path) in only}
        if within is not None:
            wanted = {path: each for path, each in wanted.items() if program.owns(path, within)}
        attempts, after, failed = program.proved(report, wanted)
        for attempt in attempts:
            program.take(attempt)
            notes.update({attempt.note: None} if attempt.note else {})
        refused |= failed
        report = after
        if not attempts:
            break
    mended_in_all = len(first.findings) - len(report.findings)
    report = replace(report, problems=tuple(sorted({*report.problems, *program.problems})))
    return Repaired(first, report, program.changes(), mended_in_all, tuple(notes))


def write(changes: Changes) -> None:
    """Write changed files, each as a whole. Raises RepairError for one that can't be written."""
    wanted: dict[str, bytes] = {}
    for file, (before, after) in changes.items():
        real = os.path.realpath(file)
        with _writing(file):
            if Path(real).read_bytes() != before or wanted.setdefault(real, after) != after:
                raise RepairError(f"'{file}' was changed meanwhile")
    for real, after in wanted.items():
        with _writing(Path(real)):
            replace_file(real, [after], os.stat(real))


@contextmanager
def _writing(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RepairError(f"can't write '{file}': {error.strerror or error}") from error


def why_not_written(file: Path, within: Path) -> tuple[str, str] | None:
    """Return why a file is not to be written, and what a person can do; None if it may be."""
    real = os.path.realpath(file)
    if Path(os.path.realpath(within)) not in Path(real).parents:
        return "it lies outside of the analysed folder", "fix it where it lies"
    try:
        names = os.stat(real).st_nlink
    except OSError as error:
        return str(error.strerror or error), "make it readable"
    if names > 1:
        return f"the file has {names} names (hard links)", "fix it by hand, or make copies of it"
    return None


def _by_file(report: Report, refused: Collection[str]) -> dict[str, list[Finding]]:
    """Return the findings that can be mended, by the file that changes; entry points come first.

    A generator of the process is reseeded for all files in one of them: best where the entry
    points surely look.
    """
    entries = {entry.path for entry in report.entry_points}
    by_path: dict[str, list[Finding]] = {}
    for finding in report.findings:
        if finding.fix is not None and finding.fingerprint not in refused:
            edits = finding.fix.edits
            path = edits[0].span.path if edits else finding.span.path
            by_path.setdefault(path, []).append(finding)
    return {path: by_path[path] for path in sorted(by_path, key=lambda p: (p not in entries, p))}


class _Program:
    """The program as it is mended so far, in memory."""

    def __init__(
        self,
        request: Request,
        unsafe: bool,
        memory: analysis.Memory,
        on_progress: OnProgress | None,
    ) -> None:
        self._request = request
        self._memory = memory
        self._on_progress = on_progress
        self._unsafe = unsafe
        self._apis = knowledge.load(more=request.knowledge).apis
        self._sources: dict[Path, bytes] = {}
        self._held = {Path(os.path.abspath(file)): text for file, text in request.overlay}
        self._originals: dict[Path, bytes] = {}
        self.problems: dict[Problem, None] = {}
        self._owned: dict[str, tuple[str, str] | None] = {}

    def file(self, path: str) -> Path:
        """Return the file that a path in a report means."""
        return Path(os.path.abspath(self._request.root / path))

    def owns(self, path: str, within: Path) -> bool:
        """Return whether a file may be changed; if not, that becomes a problem."""
        if path not in self._owned:
            found = self._owned[path] = why_not_written(self.file(path), within)
            if found is not None:
                reason, mend = found
                problem = Problem(path, 0, f"not fixed: {reason}", mend, kind=ProblemKind.NOT_FIXED)
                self.problems[problem] = None
        return self._owned[path] is None

    def take(self, attempt: _Attempt) -> None:
        """Make the attempt a part of the program."""
        self._sources[attempt.file] = attempt.source

    def changes(self) -> dict[Path, tuple[bytes, bytes]]:
        """Return what the changed files held, and what they are to hold."""
        return {
            file: (self._originals[file], source)
            for file, source in sorted(self._sources.items())
            if source != self._originals[file]
        }

    def proved(
        self, report: Report, wanted: Mapping[str, list[Finding]]
    ) -> tuple[list[_Attempt], Report, set[str]]:
        """Return attempts that do what they promise, as many as possible, and the report with them.

        The last part are the fingerprints of findings that are not mended by what should do it.
        """
        renewed = self._not_to_be_reseeded(report)
        attempts = list(self._attempts(wanted, set(renewed)))
        if not attempts:
            return [], report, set()
        after = self.analysed(attempts)
        if _is_better(report, after, attempts):
            return attempts, after, set()
        tried: set[str] = set()
        kept: list[_Attempt] = []
        tries = 0
        for path, findings in wanted.items():
            good: list[Finding] = []
            best: tuple[_Attempt, Report] | None = None
            for some in (findings, *([finding] for finding in findings)):
                if best is not None and len(good) == len(findings):
                    break
                attempt = self._attempt(path, [*good, *some], set(renewed))
                if attempt is None or tries == _MOST_TRIES:
                    continue
                tries += 1
                tried |= _fingerprints(attempt)
                after = self.analysed([*kept, attempt])
                if _is_better(report, after, [attempt]):
                    good += some
                    best = attempt, after
            if best is not None:
                kept.append(best[0])
                report = best[1]
                renewed |= best[0].renewed
        return kept, report, tried.difference(*map(_fingerprints, kept))

    def _not_to_be_reseeded(self, report: Report) -> set[Renewed]:
        """Return who seeds with a constant wants the same numbers: no safe fix may reseed then."""
        if self._unsafe:
            return set()
        return {
            (key, entry)
            for finding in report.findings
            if finding.rule in SEED_RULES and finding.fix is not None and not finding.fix.safe
            for entry in finding.entry_points
            for key in SEEDABLE
        }

    def _attempts(
        self, wanted: Mapping[str, list[Finding]], renewed: set[Renewed]
    ) -> Iterator[_Attempt]:
        for path, findings in wanted.items():
            attempt = self._attempt(path, findings, renewed)
            if attempt is not None:
                renewed |= attempt.renewed
                yield attempt

    def _attempt(
        self, path: str, findings: list[Finding], renewed: set[Renewed]
    ) -> _Attempt | None:
        """Return the file with these findings mended; None where nothing comes of it."""
        file = self.file(path)
        keys = set(renewed)
        try:
            if file not in self._originals:
                held = self._held.get(file)
                self._originals[file] = file.read_bytes() if held is None else held
            source = self._sources.get(file, self._originals[file])
            text, mended, note = fixed(
                findings, decode(source), self._apis, unsafe=self._unsafe, renewed=keys
            )
            after = encode_like(text, source)
        except (OSError, Unreadable, NotFlagged):
            return None  # it is gone, or can't hold what it would have to
        except Exception as error:
            self.problems[internal_problem(path, "fixing it", error)] = None
            return None
        if not mended or after == source or (_compiles(source) and not _compiles(after)):
            return None
        return _Attempt(file, after, tuple(mended), note, frozenset(keys))

    def analysed(self, attempts: Iterable[_Attempt]) -> Report:
        """Return the report on the program with these attempts in it."""
        tried = {attempt.file: attempt.source for attempt in attempts}
        overlay = {**self._held, **self._sources, **tried}
        request = replace(self._request, overlay=tuple(overlay.items()))
        return analysis.check(request, memory=self._memory, on_progress=self._on_progress)


def _compiles(source: bytes) -> bool:
    """Return whether this Python compiles a file: some errors no parser sees. Nothing is run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(source, "", "exec", dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _fingerprints(attempt: _Attempt) -> set[str]:
    return {finding.fingerprint for finding in attempt.findings}


def _is_better(before: Report, after: Report, attempts: Iterable[_Attempt]) -> bool:
    """Return whether all that was to be mended is gone, and nothing came instead."""
    if len(after.problems) > len(before.problems):
        return False
    if not all(problem.repeatable for problem in after.problems):
        return False  # nobody knows what else would be found
    allowed = Counter((finding.span.path, finding.rule) for finding in before.findings)
    allowed.subtract(
        (finding.span.path, finding.rule) for attempt in attempts for finding in attempt.findings
    )
    found = Counter((finding.span.path, finding.rule) for finding in after.findings)
    return all(found[key] <= allowed[key] for key in found)
