"""Several reports of parts of a fleet, as one."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from operator import attrgetter

from snapcheck.fleet.nouns import FleetError, Row
from snapcheck.fleet.reports.rows import Rows
from snapcheck.fleet.written import Written


def merged(files: Sequence[str]) -> Rows:
    """Return the rows of all files, by name, as one run would have them. Raises FleetError."""
    reports = [Written(file) for file in files]

    def rows() -> Iterator[Row]:
        before = ""
        parts = [_in_order(report) for report in reports]
        for number, row in enumerate(heapq.merge(*parts, key=attrgetter("name"))):
            if number and row.name == before:
                raise FleetError(f"repository '{row.name}' is in several of the reports")
            before = row.name
            yield row

    return rows


def _in_order(report: Written) -> Iterator[Row]:
    before = ""
    for row in report.rows():
        if row.name < before:
            raise FleetError(f"'{report.file}' is not in the order that snapcheck wrote it")
        before = row.name
        yield row
