"""How many frozen values each entry point has, shown above it."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from lsprotocol.types import CodeLens, Command

from snapcheck.model import EntryPoint, Finding, Span, StepKind
from snapcheck.read.depth import SHALLOW, depth
from snapcheck.server.client import SHOW_FINDINGS, SHOW_LOCATIONS, Client
from snapcheck.server.view import View


def lenses(view: View, path: Path, client: Client) -> list[CodeLens]:
    """Return one lens for each entry point whose function stands in the text of an open file."""
    report, places = view.report, view.places
    text = places.analysed_text(path) if places is not None else None
    if report is None or places is None or text is None:
        return []
    entries = [each for each in report.entry_points if places.file(each.path) == path]
    lines = lines_of([entry.function for entry in entries], text)
    found = []
    for entry in entries:
        line = lines.get(entry.function)
        if line is not None:
            here = places.range(Span(entry.path, line, 1, line, 1))
            mine = [each for each in report.findings if entry in each.entry_points]
            command = Command(
                _title(entry, mine), SHOW_FINDINGS, arguments=[places.uri(path), entry.function]
            )
            if client.shows_locations and mine:
                shown = [places.location(each.span) for each in mine]
                arguments = [places.uri(path), here.start, shown]
                command = Command(command.title, SHOW_LOCATIONS, arguments=arguments)
            found.append(CodeLens(here, command=command))
    return found


def _title(entry: EntryPoint, findings: list[Finding]) -> str:
    """Return `INIT: 2 frozen values, 1 other finding, SnapStart on`."""
    frozen = sum(map(_is_of_a_value, findings))
    others = len(findings) - frozen
    parts = [f"INIT: {_counted(frozen, 'frozen value')}"]
    if others:
        parts.append(_counted(others, "other finding"))
    if entry.snapstart is not None:
        parts.append("SnapStart on" if entry.snapstart else "SnapStart off")
    return ", ".join(parts)


def _is_of_a_value(finding: Finding) -> bool:
    """Return whether a finding is about a value that INIT made, and not about a draw after it.

    The generator of a module is made where it is imported: nowhere that could be shown.
    """
    kinds = {step.kind for step in finding.trace if step.span or step.kind is StepKind.SNAPSHOT}
    return kinds >= {StepKind.MADE, StepKind.SNAPSHOT}


def _counted(number: int, what: str) -> str:
    return f"{number or 'no'} {what}{'' if number == 1 else 's'}"


def lines_of(functions: Collection[str], text: str) -> dict[str, int]:
    """Return the lines, from 1, at which functions of a module are defined, assigned or imported.

    A method is named with its class. What does not stand in the module itself is left out.
    """
    if not functions or depth(text) > SHALLOW:
        return {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    found = {name: _line(name.split("."), body) for name in functions}
    return {name: line for name, line in found.items() if line is not None}


def _line(names: Sequence[str], body: Sequence[ast.stmt]) -> int | None:
    first, *rest = names
    for statement in reversed(body):  # of several the last one counts
        if isinstance(statement, ast.ClassDef) and statement.name == first and rest:
            return _line(rest, statement.body)
        if first in _bound_by(statement):
            return statement.lineno
    return None


def _bound_by(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement of a module or class binds."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield statement.name
    elif isinstance(statement, ast.Assign):
        yield from (each.id for each in statement.targets if isinstance(each, ast.Name))
    elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
        yield statement.target.id
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        yield from (each.asname or each.name for each in statement.names)
