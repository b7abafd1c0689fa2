"""The outcomes of one run, on the disk: in memory they would be most of a large run."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from snapcheck.fleet.nouns import Outcome, Repository, Row, State
from snapcheck.fleet.packed import outcome_of
from snapcheck.model.readiness import readiness_of

_LOST = Outcome(State.DIED, "what came of it was lost on the way")


class Spool:
    """The outcomes by the repositories' numbers, as they come; they are read in order."""

    def __init__(self, repositories: Sequence[Repository]) -> None:
        self._repositories = repositories
        self._file = tempfile.TemporaryFile(prefix="snapcheck-fleet-")  # noqa: SIM115  closed below
        self._places: dict[int, tuple[int, int]] = {}

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, number: int, data: bytes) -> None:
        """Take up what came of a repository."""
        at = self._file.seek(0, 2)
        self._file.write(data)
        self._places[number] = (at, len(data))

    def __len__(self) -> int:
        return len(self._places)

    def rows(self) -> Iterator[Row]:
        """Yield what came of all repositories, in the order of the list, one at a time."""
        for number, repository in enumerate(self._repositories):
            if number in self._places:
                at, size = self._places[number]
                self._file.seek(at)
                outcome = outcome_of(self._file.read(size)) or _LOST
                yield row_of(repository, outcome)


def row_of(repository: Repository, outcome: Outcome) -> Row:
    """Return the row of a repository."""
    commit = outcome.commit or repository.commit
    report = outcome.report
    ready = readiness_of(report) if report is not None else ()
    return Row(repository.name, repository.place, replace(outcome, commit=commit), ready)
