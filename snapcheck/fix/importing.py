"""The fix for hooks of a module that nobody imports: the entry point's module imports it."""

from __future__ import annotations

import ast

from snapcheck.fix.source import Source, is_docstring
from snapcheck.model import Edit, EntryPoint, Finding, Fix
from snapcheck.read.lines import line_starts, span_of

RULE = "SNAP702"


def importer(finding: Finding) -> EntryPoint | None:
    """Return the entry point whose module is to import the hooks, if there is one such module."""
    entries = {entry.path: entry for entry in finding.entry_points}
    return next(iter(entries.values())) if len(entries) == 1 else None


def imported(finding: Finding, entry: EntryPoint, home: str, texts: tuple[str, str]) -> Fix | None:
    """Import the module of a finding in that of an entry point.

    `home` is the folder that both are imported from where the entry point names none; `texts` are
    those of the two files.
    """
    hooks, text = texts
    path = finding.span.path
    module = next(filter(None, (_name(path, entry, each) for each in (*entry.roots, home))), "")
    source = Source(text)
    first = module.partition(".")[0]
    if not module or (first in source.bound and source.imported.get(first) != first):
        return None
    if _imports(Source(hooks), entry.path.rpartition("/")[2].removesuffix(".py")):
        return None  # it would import what is only half there
    at = _below_imports(source)
    if at and text[at - 1] not in "\r\n":
        return None
    line = f"import {module}  # noqa: F401{source.newline}"
    place = span_of(entry.path, line_starts(text), at, at)
    description = (
        f"Import `{module}` in {entry.path} (unsafe: all of its code then runs at import)."
    )
    return Fix(description, (Edit(place, line),), False)


def _name(path: str, entry: EntryPoint, home: str) -> str:
    """Return the name of a file in a folder that holds the entry point, too; empty if none."""
    folder = f"{home.rstrip('/')}/" if home not in ("", ".") else ""
    if not (path.startswith(folder) and entry.path.startswith(folder)):
        return ""
    parts = path.removeprefix(folder).removesuffix(".py").removesuffix("/__init__").split("/")
    return ".".join(parts) if all(part.isidentifier() for part in parts) else ""


def _imports(source: Source, module: str) -> bool:
    """Tell whether a file imports a module of that last name, or something of it."""
    return any(
        module in (name.rpartition(".")[2] for name in _names(node))
        for node in ast.walk(source.tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    )


def _names(statement: ast.Import | ast.ImportFrom) -> list[str]:
    of_module = (getattr(statement, "module", None) or "",)
    return [*of_module, *[alias.name for alias in statement.names]]


def _below_imports(source: Source) -> int:
    """Return the offset below the last import of the module, or its docstring."""
    above = None
    for statement in source.tree.body:
        if is_docstring(statement) or isinstance(statement, (ast.Import, ast.ImportFrom)):
            above = statement
    return source.behind(above) if above is not None else 0
