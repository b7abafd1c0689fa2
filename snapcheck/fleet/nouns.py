"""The nouns of a fleet: repositories, what is asked of each, and what comes of it."""

from __future__ import annotations

from enum import Enum
from os.path import isabs

from msgspec import Struct

from snapcheck.model import Report
from snapcheck.model.readiness import Readiness


class FleetError(ValueError):
    """A run of a fleet that can't go on; one line with the cause and the mend."""


class Repository(Struct, frozen=True):
    """One repository: `name` is the only one of its kind, `place` is as the user wrote it.

    Either `path` is the checkout, an absolute path, or `address` is what git clones, at `commit`
    (a commit, a branch or a tag; the default branch if None).
    """

    name: str
    place: str
    path: str | None = None
    address: str | None = None
    commit: str | None = None

    def __post_init__(self) -> None:
        assert (self.path is None) != (self.address is None)
        assert self.path is None or isabs(self.path)


class Options(Struct, frozen=True):
    """What is asked of every repository, where its own configuration does not say.

    A repository may take `timeout` seconds and `max_memory` megabytes, and a clone of it
    `max_clone` megabytes on the disk. With `edits` fixes have theirs, which take a while to make.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_confidence: str | None = None
    only_snapstart: bool = False
    timeout: float = 900.0
    max_memory: int = 2048
    max_clone: int = 4096
    edits: bool = False

    @property
    def asked(self) -> tuple[object, ...]:
        """What a result depends on: limits only end it."""
        asked = (self.select, self.ignore, self.min_confidence, self.only_snapstart)
        return *asked, self.edits


class Job(Struct, frozen=True):
    """A repository to be analysed, by its number in the list."""

    number: int
    repository: Repository
    options: Options


class State(Enum):
    """What became of a repository."""

    ANALYSED = "analysed"
    UNUSABLE = "unusable"
    """Its path is no folder, or its configuration is wrong."""
    NOT_FETCHED = "not fetched"
    TOO_LONG = "took too long"
    TOO_LARGE = "needed too much memory"
    DIED = "process died"


class Outcome(Struct, frozen=True):
    """What came of a repository: a report, or the reason why there is none.

    `commit` is the one that was fetched. The report holds only those rules that do not come with
    snapcheck.
    """

    state: State
    reason: str = ""
    commit: str | None = None
    report: Report | None = None

    @property
    def is_repeatable(self) -> bool:
        """Return whether another run would come to the same, so that this one may be kept."""
        if self.state is not State.ANALYSED or self.report is None:
            return False
        return all(problem.repeatable for problem in self.report.problems)


class Row(Struct, frozen=True):
    """One repository of a report, with what came of it."""

    name: str
    place: str
    outcome: Outcome
    readiness: tuple[Readiness, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Return whether all of it could be analysed."""
        report = self.outcome.report
        return report is not None and not report.problems
