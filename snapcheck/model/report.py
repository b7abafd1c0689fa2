"""All that one run found out."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from snapcheck.model.finding import EntryPoint, Finding, KnownFinding, Suppressed
from snapcheck.model.problem import Coverage, Problem, Unreached
from snapcheck.model.proof import Verification
from snapcheck.model.rule import Rule


class Taken(Struct, frozen=True, eq=False):
    """The seconds that stages and rules took; no two runs take as long, and any two are equal."""

    times: tuple[tuple[str, float], ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Taken)

    def __hash__(self) -> int:
        return hash(Taken)


class Report(Struct, frozen=True):
    """Everything one run found out; each format of `report/` renders it as a whole.

    `sources` holds the text of the files that findings and their traces point into. `notices`
    are things worth saying that do not raise the exit code. `stale` are entries of the baseline
    that no longer occur; `elsewhere` counts findings that touch none of the changed files. `taken`
    is the time of all processes together. `imports` are the files that each file imports;
    empty where the request did not ask for them. `verification` is what running the program said,
    if it was run. `coverage` is told of functions of which anything is not known. It is
    `partial` where it tells only of findings that are new or touch changed files.
    `roots` are, by entry point, further folders in which its imports were found.
    """

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    entry_points: tuple[EntryPoint, ...]
    files_seen: int
    files_reached: int
    rules: tuple[Rule, ...]
    sources: Mapping[str, str]
    version: str
    suppressed: tuple[Suppressed, ...] = ()
    stale: tuple[KnownFinding, ...] = ()
    elsewhere: int = 0
    unreached: tuple[Unreached, ...] = ()
    taken: Taken = Taken()
    imports: Mapping[str, tuple[str, ...]] = {}
    verification: Verification | None = None
    accepted: tuple[Problem, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    partial: bool = False
    roots: Mapping[EntryPoint, tuple[str, ...]] = {}
