"""SARIF of a fleet: a file for each repository, or few files that hold all of them."""

from __future__ import annotations

import json
import os
import re
import zlib
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from snapcheck import knowledge
from snapcheck.fleet.nouns import Row
from snapcheck.fleet.reports.rows import Rows
from snapcheck.model import Report
from snapcheck.report.sarif import LARGEST, MOST_RESULTS, render

MOST_RUNS = 20
"""How many runs a file may have that GitHub takes."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def write_each(rows: Rows, folder: str) -> None:
    """Write a file for each repository into a folder, as `snapcheck check -f sarif` would.

    One of a repository that could not be analysed is not there. Raises OSError.
    """
    used: set[str] = set()
    for row in rows():
        if row.outcome.report is not None:
            name = _file_name(row.name, used)
            _write(os.path.join(folder, f"{name}.sarif"), render(_whole(row.outcome.report)))


def write_merged(rows: Rows, folder: str) -> None:
    """Write all repositories into few files, a run each: `fleet-001.sarif` and on.

    No file has more than GitHub takes in. Raises OSError.
    """
    for number, runs in enumerate(_files(rows), start=1):
        text = f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [\n'
        text += ",\n".join(runs) + "\n]}\n"
        _write(os.path.join(folder, f"fleet-{number:03}.sarif"), text)


_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def _files(rows: Rows) -> Iterator[list[str]]:
    runs: list[str] = []
    size = results = 0
    for row in rows():
        if row.outcome.report is None:
            continue
        text, more = _run(row)
        # The size of both together is less than the sum.
        packed = len(zlib.compress(text.encode(), 6))
        if runs and (
            len(runs) == MOST_RUNS or size + packed > LARGEST or results + more > MOST_RESULTS
        ):
            yield runs
            runs, size, results = [], 0, 0
        runs.append(text)
        size += packed
        results += more
    if runs:
        yield runs


def _run(row: Row) -> tuple[str, int]:
    """Return the run of a repository, with the rules that it has results of, and how many."""
    assert row.outcome.report is not None
    run: dict[str, Any] = json.loads(render(_whole(row.outcome.report)))["runs"][0]
    run["automationDetails"] = {"id": f"snapcheck/{row.name}/"}
    if _ADDRESS.match(row.place) and row.outcome.commit:
        where = {"repositoryUri": row.place, "revisionId": row.outcome.commit}
        run["versionControlProvenance"] = [where]
    results = run["results"]
    driver = run["tool"]["driver"]
    used = sorted({each["ruleId"] for each in results})
    driver["rules"] = [rule for rule in driver["rules"] if rule["id"] in used]
    at = {rule["id"]: number for number, rule in enumerate(driver["rules"])}
    for result in results:
        if "ruleIndex" in result:
            result["ruleIndex"] = at[result["ruleId"]]
    return json.dumps(run, ensure_ascii=False), len(results)


def _whole(report: Report) -> Report:
    """Return a report with the rules that come with snapcheck."""
    rules = {**knowledge.load().rules, **{rule.code: rule for rule in report.rules}}
    return replace(report, rules=tuple(rules.values()))


def _file_name(name: str, used: set[str]) -> str:
    """Return what a repository's file is called: another for each name."""
    base = found = re.sub(r"[^\w.-]+", "_", name).lstrip(".") or "repository"
    number = 1
    while found.lower() in used:
        number += 1
        found = f"{base}-{number}"
    used.add(found.lower())
    return found


def _write(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8", newline="\n", errors="backslashreplace") as file:
        file.write(text)
