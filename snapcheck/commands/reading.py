"""`-v`: what a run has read, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from snapcheck.config import Config
    from snapcheck.model import EntryPoint, Report, Request

_UNKNOWN = "found by convention"


def told(request: Request, config: Config, report: Report) -> Iterator[str]:
    """Yield the lines: configuration, paths, entry points, what stands out of reach."""
    files = ", ".join(str(file) for file in config.files)
    yield f"configuration: {files or 'no file, up to the root of the repository'}"
    for key in sorted(config.variables):
        yield f"configuration: {key} comes from a variable of the environment"
    yield f"paths: {', '.join(map(str, request.paths))}, relative to {request.root}"
    if request.environment is not None:
        yield f"installed packages: {request.environment}"
    if request.baseline:
        yield f"baseline: {len(request.baseline)} entries"
    for entry in sorted(report.entry_points):
        yield f"entry point: {entry.path}:{entry.function}, {_why(entry)}"
    kinds = Counter(_why(entry) for entry in report.entry_points)
    for kind, number in sorted(kinds.items()):
        yield f"{number} of {len(report.entry_points)} entry points: {kind}"
    left = report.files_seen - report.files_reached
    yield f"Python files: {report.files_seen} looked at, {report.files_reached} reached, {left} not"


def _why(entry: EntryPoint) -> str:
    if entry.declared_in is not None:
        return f"declared in {entry.declared_in}"
    return {"configuration": "named in the configuration or by --entry-point"}.get(
        entry.kind.value, _UNKNOWN
    )
