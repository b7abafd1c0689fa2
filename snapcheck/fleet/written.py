"""Reads reports of fleets again: for merging, for comparing, and for the trend."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile
from typing import BinaryIO, Literal

import msgspec
from msgspec import Struct

from snapcheck import __version__
from snapcheck.fleet.nouns import FleetError, Outcome, Row, State
from snapcheck.model import (
    Confidence,
    Edit,
    EntryPoint,
    EntryPointKind,
    Finding,
    Fix,
    Level,
    Problem,
    ProblemKind,
    Report,
    Silence,
    Span,
    Step,
    StepKind,
    Suppressed,
)
from snapcheck.model.proof import Kept
from snapcheck.model.readiness import Readiness, Ready


class _Step(Struct, frozen=True):
    kind: StepKind
    text: str
    location: Span | None


class _Edit(Struct, frozen=True):
    location: Span
    text: str


class _Fix(Struct, frozen=True):
    description: str
    edits: tuple[_Edit, ...]
    safe: bool
    note: str


class _Finding(Struct, frozen=True):
    rule: str
    name: str
    level: str
    confidence: str
    location: Span
    message: str
    instead: str
    trace: tuple[_Step, ...]
    entry_points: tuple[EntryPoint, ...]
    snapstart: bool | None
    fingerprint: str
    fix: _Fix | None
    kept: Kept | None = None


class _Suppressed(Struct, frozen=True):
    finding: _Finding
    by: Silence
    reason: str
    comment: Span | None


class _Problem(Struct, frozen=True):
    kind: ProblemKind
    path: str
    line: int | None
    message: str
    mend: str


class _Readiness(Struct, frozen=True):
    path: str
    function: str
    ready: Ready
    errors: int
    warnings: int
    notes: int
    accepted: int
    rules: tuple[str, ...]
    doubts: tuple[str, ...]
    unknown_packages: tuple[str, ...]


class _Row(Struct, frozen=True):
    name: str
    place: str
    commit: str | None
    state: State
    reason: str
    readiness: tuple[_Readiness, ...] = ()
    findings: tuple[_Finding, ...] = ()
    suppressed: tuple[_Suppressed, ...] = ()
    problems: tuple[_Problem, ...] = ()
    notices: tuple[str, ...] = ()
    entry_points: tuple[EntryPoint, ...] = ()
    files_seen: int = 0
    files_reached: int = 0


class _Head(Struct, frozen=True):
    schema_version: Literal[1]


class _Report(_Head, frozen=True):
    repositories: tuple[msgspec.Raw, ...]


class _Line(Struct, frozen=True):
    type: str


class Written:
    """A report of a fleet that was written as JSON or JSON Lines, read row by row."""

    def __init__(self, file: str) -> None:
        self.file = file

    def rows(self) -> Iterator[Row]:
        """Yield the rows, as they stand there. Raises FleetError."""
        try:
            with open(self.file, "rb") as opened:
                for raw in _split(opened):
                    yield _row(msgspec.json.decode(raw, type=_Row))
        except OSError as error:
            raise FleetError(f"can't read '{self.file}': {error.strerror or error}") from error
        except msgspec.DecodeError as error:
            raise self._wrong(str(error)) from error

    def _wrong(self, why: str) -> FleetError:
        mend = "write it with `snapcheck fleet check -f json=FILE`"
        return FleetError(f"'{self.file}' is no report of a fleet: {why}; {mend}")


def _split(opened: BinaryIO) -> Iterator[bytes | msgspec.Raw]:
    """Yield the texts of the rows; as a whole a large report need not fit into memory."""
    first, second = opened.readline(), opened.readline()
    if first.startswith(b'{"type"'):
        for line in chain((first, second), opened):
            if line.strip() and msgspec.json.decode(line, type=_Line).type == "repository":
                yield line
    elif second == _BEGIN:
        msgspec.json.decode(first.rstrip(b",\n") + b"}", type=_Head)
        yield from (line.rstrip(b",\n") for line in takewhile(_END.__ne__, opened))
    else:  # some other program has laid it out anew
        yield from msgspec.json.decode(first + second + opened.read(), type=_Report).repositories


_BEGIN, _END = b'"repositories": [\n', b"],\n"


def _row(read: _Row) -> Row:
    entries = {(each.path, each.function): each for each in read.entry_points}
    report = Report(
        findings=tuple(map(_finding, read.findings)),
        problems=tuple(
            [Problem(p.path, p.line or 0, p.message, p.mend, kind=p.kind) for p in read.problems]
        ),
        notices=read.notices,
        entry_points=read.entry_points,
        files_seen=read.files_seen,
        files_reached=read.files_reached,
        rules=(),
        sources={},
        version=__version__,
        suppressed=tuple(map(_suppressed, read.suppressed)),
    )
    whole = report if read.state is State.ANALYSED else None
    outcome = Outcome(read.state, read.reason, read.commit, whole)
    readiness = [_readiness(each, entries) for each in read.readiness]
    return Row(read.name, read.place, outcome, tuple(readiness))


def _readiness(read: _Readiness, entries: dict[tuple[str, str], EntryPoint]) -> Readiness:
    missing = EntryPoint(read.path, read.function, EntryPointKind.TEMPLATE)
    return Readiness(
        entries.get((read.path, read.function), missing),
        read.ready,
        read.errors,
        read.warnings,
        read.notes,
        read.accepted,
        read.rules,
        read.doubts,
        read.unknown_packages,
    )


def _finding(read: _Finding) -> Finding:
    found = Finding(
        read.rule,
        read.name,
        Level[read.level.upper()],
        Confidence[read.confidence.upper()],
        read.location,
        read.message,
        read.instead,
        tuple([Step(each.kind, each.text, each.location) for each in read.trace]),
        read.entry_points,
        read.fingerprint,
        _fix(read.fix) if read.fix is not None else None,
        kept=read.kept,
    )
    if read.snapstart == found.snapstart:
        return found
    return msgspec.structs.replace(found, switched_on=True)


def _fix(read: _Fix) -> Fix:
    edits = [Edit(each.location, each.text) for each in read.edits]
    return Fix(read.description, tuple(edits), read.safe, read.note)


def _suppressed(read: _Suppressed) -> Suppressed:
    return Suppressed(_finding(read.finding), read.by, read.reason, read.comment)
