"""The entry points of a run, for people and programs: what was found, where, and what was not.

The text ends with the files that hold no entry point and that none reaches, grouped by the reason,
so that a user who misses a function sees why it was not taken for one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from snapcheck.model import EntryPoint, Report, Unreached
from snapcheck.model.readiness import Readiness, readiness_of
from snapcheck.report.cells import one_line, safe
from snapcheck.report.data import json_data
from snapcheck.report.inert import inert
from snapcheck.report.json_report import entry_point_object
from snapcheck.report.readiness import readiness_object, why

FORMATS = ("text", "json")
_SNAPSTART = {True: "on", False: "off", None: "-"}
_HEAD = ("entry point", "kind", "runtime", "SnapStart", "declared in", "ready")
_SHOWN = 10


def render(report: Report, form: str, *, everything: bool = False) -> str:
    """Return the entry points in one of `FORMATS`; with `everything`, all files none reaches."""
    ready = {each.entry: each for each in readiness_of(report)}
    entries = sorted({*report.entry_points, *ready})
    if form == "json":
        objects = [_object(entry, ready.get(entry)) for entry in entries]
        return json_data(json.dumps(objects, ensure_ascii=False, indent=2)) + "\n"
    lines = [*_table(entries, ready), *_unreached(report.unreached, everything)]
    return inert("".join(f"{line}\n" for line in lines))


def _object(entry: EntryPoint, readiness: Readiness | None) -> Mapping[str, object]:
    """Return an entry point, with whether it is ready."""
    told = {} if readiness is None else {"readiness": readiness_object(readiness)}
    return {**entry_point_object(entry), **told}


def _table(entries: Iterable[EntryPoint], ready: Mapping[EntryPoint, Readiness]) -> Iterator[str]:
    rows = [
        (
            f"{safe(entry.path)}:{safe(entry.function)}",
            entry.kind.value,
            safe(entry.runtime or "-"),
            _SNAPSTART[entry.snapstart],
            safe(entry.declared_in or "-"),
            _ready(ready.get(entry)),
        )
        for entry in entries
    ]
    if not rows:
        yield "No entry points."
        return
    table = [_HEAD, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _ready(readiness: Readiness | None) -> str:
    if readiness is None:
        return "-"
    told = one_line(why(readiness))
    return f"{readiness.ready.value} ({told})" if told else readiness.ready.value


def _unreached(unreached: Iterable[Unreached], everything: bool) -> Iterator[str]:
    """Yield the files that no entry point reaches, those with the rarest reason first."""
    by_reason: dict[str, list[str]] = {}
    for each in sorted(unreached):
        by_reason.setdefault(each.reason, []).append(each.path)
    for reason, paths in sorted(by_reason.items(), key=lambda item: (len(item[1]), item[0])):
        files = "1 file" if len(paths) == 1 else f"{len(paths)} files"
        yield ""
        yield f"Not reached, {files}: {reason}"
        shown = paths if everything else paths[:_SHOWN]
        yield from (f"  {safe(path)}" for path in shown)
        if len(paths) > len(shown):
            yield f"  and {len(paths) - len(shown)} more (--all shows them)"
