"""Brings the reports of a fleet where the user wants them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from enum import Enum

from msgspec import Struct

from snapcheck.fleet.difference import Difference
from snapcheck.fleet.nouns import FleetError
from snapcheck.fleet.reports.rows import Rows


class Form(Enum):
    """A format of reports."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "json-lines"
    CSV = "csv"
    PARQUET = "parquet"
    SARIF = "sarif"
    SARIF_MERGED = "sarif-merged"


FOLDERS = frozenset({Form.SARIF, Form.SARIF_MERGED})
"""Formats that are written as files of a folder."""

_BINARY = frozenset({Form.PARQUET})


class Target(Struct, frozen=True):
    """A format, and the file or the folder it goes to; None is standard output."""

    form: Form
    place: str | None


def target_of(text: str) -> Target:
    """Return what `FORMAT[=FILE]` asks for. Raises FleetError."""
    name, equals, place = text.partition("=")
    try:
        form = Form(name)
    except ValueError:
        known = ", ".join(form.value for form in Form)
        raise FleetError(f"unknown format '{name}'; known: {known}") from None
    if equals and not place:
        raise FleetError(f"'{text}' names no file; write {name}=FILE")
    shown = not equals or place == "-"
    if shown and form in FOLDERS | _BINARY:
        what = "folder" if form in FOLDERS else "file"
        raise FleetError(f"{name} can't go to standard output; name a {what}: {name}=PLACE")
    return Target(form, None if shown else place)


def deliver(
    rows: Rows, targets: Iterable[Target], since: Difference | None, show: Callable[[str], object]
) -> None:
    """Write all reports; one for standard output is shown piece by piece. Raises FleetError."""
    for target in targets:
        if target.place is None:
            for piece in _pieces(rows, target.form, since):
                show(piece)
            continue
        try:
            _write(rows, target.form, target.place, since)
        except OSError as error:
            reason = error.strerror or error
            raise FleetError(f"can't write '{target.place}': {reason}") from error


def _write(rows: Rows, form: Form, place: str, since: Difference | None) -> None:
    if form in FOLDERS:
        from snapcheck.fleet.reports import sarif

        os.makedirs(place, exist_ok=True)
        write = sarif.write_each if form is Form.SARIF else sarif.write_merged
        write(rows, place)
    elif form is Form.PARQUET:
        from snapcheck.fleet.reports.table import write_parquet

        write_parquet(rows, place)
    else:
        with open(place, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
            file.writelines(_pieces(rows, form, since))


def _pieces(rows: Rows, form: Form, since: Difference | None) -> Iterator[str]:
    """Return a report in pieces; what it takes is imported when it is asked for."""
    if form is Form.HTML:
        from snapcheck.fleet.reports import page

        return page.pieces(rows, since)
    if form is Form.CSV:
        from snapcheck.fleet.reports.table import csv_pieces

        return csv_pieces(rows)
    if form is Form.TEXT:
        from snapcheck.fleet.reports import text

        return text.pieces(rows)
    from snapcheck.fleet.reports import json_report

    return json_report.pieces(rows) if form is Form.JSON else json_report.lines(rows)
