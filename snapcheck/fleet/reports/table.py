"""The functions of a fleet as a table: CSV for spreadsheets, Parquet for data platforms."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import astuple

from snapcheck.fleet.nouns import FleetError, Row
from snapcheck.fleet.reports.rows import Rows
from snapcheck.report.cells import one_line
from snapcheck.report.inert import inert
from snapcheck.report.readiness import why

# Rows of a table that are held until they are written together.
_BATCH = 10_000
# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Line(Struct, frozen=True):
    """A function, or a repository that has none to show."""

    repository: str
    place: str
    commit: str
    state: str
    path: str = ""
    function: str = ""
    runtime: str = ""
    snapstart: str = ""
    declared_in: str = ""
    ready: str = ""
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    accepted: int = 0
    rules: str = ""
    unknown_packages: str = ""
    why: str = ""


COLUMNS = Line.__struct_fields__
_SNAPSTART = {True: "on", False: "off", None: ""}


def lines_of(row: Row) -> Iterator[Line]:
    """Yield the lines of a repository: one for each function, at least one."""
    outcome = row.outcome
    head = (row.name, row.place, outcome.commit or "", outcome.state.value)
    for each in row.readiness:
        entry = each.entry
        yield Line(
            *head,
            entry.path,
            entry.function,
            entry.runtime or "",
            _SNAPSTART[entry.snapstart],
            entry.declared_in or "",
            each.ready.value,
            each.errors,
            each.warnings,
            each.notes,
            each.accepted,
            " ".join(each.rules),
            " ".join(each.packages),
            why(each),
        )
    if not row.readiness:
        problems = outcome.report.problems if outcome.report is not None else ()
        told = "; ".join([outcome.reason, *[problem.message for problem in problems]])
        yield Line(*head, why=told.strip("; "))


def csv_pieces(rows: Rows) -> Iterator[str]:
    """Yield the table as CSV, with a line of column names."""
    yield _csv(COLUMNS)
    for row in rows():
        for line in lines_of(row):
            yield _csv(tuple(_cell(value) for value in astuple(line)))


def _cell(value: object) -> object:
    """Return a cell that is no formula to a spreadsheet, and no command to a CI service's log."""
    if not isinstance(value, str):
        return value
    text = inert(one_line(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(values: tuple[object, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(values)
    return buffer.getvalue()


def write_parquet(rows: Rows, path: str) -> None:
    """Write the table as a Parquet file. Raises FleetError, and OSError."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise FleetError("-f parquet needs pyarrow; pip install 'snapcheck[parquet]'") from error
    kinds = {"int": pyarrow.int64(), "str": pyarrow.string()}
    types = [(name, kinds[Line.__annotations__[name]]) for name in COLUMNS]
    schema = pyarrow.schema(types)
    with parquet.ParquetWriter(path, schema) as writer:
        for batch in _batches(rows):
            columns = [list(column) for column in zip(*map(astuple, batch), strict=True)]
            arrays = [
                pyarrow.array(column, kind)
                for column, (_, kind) in zip(columns, types, strict=True)
            ]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _batches(rows: Rows) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for row in rows():
        batch.extend(lines_of(row))
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
