"""The report of a fleet as JSON, a repository a line, and as JSON Lines.

`fleet merge` and `fleet diff` read both again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from snapcheck import __version__
from snapcheck.fleet.reports.objects import SCHEMA_VERSION, Object, row_object
from snapcheck.fleet.reports.rows import Rows
from snapcheck.fleet.totals import Totals, totals_object
from snapcheck.report.data import json_data


def pieces(rows: Rows) -> Iterator[str]:
    """Yield the whole report as one object; what all rows come to stands at its end."""
    totals = Totals()
    yield f'{{"schema_version": {SCHEMA_VERSION}, "snapcheck_version": "{__version__}",\n'
    yield '"repositories": ['
    for number, row in enumerate(rows()):
        totals.add(row)
        yield f"{',' if number else ''}\n{_text(row_object(row))}"
    yield f'\n],\n"summary": {_text(totals_object(totals))}}}\n'


def lines(rows: Rows) -> Iterator[str]:
    """Yield an object a line: `repository` for each, and the `summary` at last."""
    totals = Totals()
    for row in rows():
        totals.add(row)
        yield f"{_text({'type': 'repository', **row_object(row)})}\n"
    versions = {"schema_version": SCHEMA_VERSION, "snapcheck_version": __version__}
    yield f"{_text({'type': 'summary', **versions, **totals_object(totals)})}\n"


def _text(values: Object) -> str:
    try:
        text = msgspec.json.encode(values).decode()
    except UnicodeEncodeError:
        # A path with undecodable bytes holds lone surrogates, which UTF-8 can't express.
        spoken = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        text = spoken.encode("utf-8", "backslashreplace").decode()
    return json_data(text)
