"""The fixes of what was found in a program; where one can't be proposed, that is a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from snapcheck.analysis.sources import Reading
from snapcheck.facts import ImportFrom
from snapcheck.fix.importing import RULE, imported, importer
from snapcheck.fix.propose import FIXERS, with_fixes
from snapcheck.knowledge import Knowledge
from snapcheck.link.program import Program
from snapcheck.link.syntax import nodes
from snapcheck.model import Finding, Fix
from snapcheck.read.source import decode


def mendable(
    findings: Iterable[Finding], program: Program, reading: Reading, known: Knowledge
) -> Iterator[Finding]:
    """Yield the findings, those that can be mended with their fixes."""
    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        by_path.setdefault(finding.span.path, []).append(finding)
    names: _Names | None = None
    for path, here in by_path.items():
        # Embedded code is reported in another file, which is no Python.
        source = reading.bytes(path) if path in reading.sources.python else None
        if source is not None and any(finding.rule in FIXERS for finding in here):
            names = names if names is not None else _imported_names(program)
            here = _fixed(here, source, _imported_from(path, names), reading, known)
        yield from [_importing(each, reading) if each.rule == RULE else each for each in here]


def _fixed(
    findings: list[Finding],
    source: bytes,
    shared: frozenset[str],
    reading: Reading,
    known: Knowledge,
) -> list[Finding]:
    """Return the findings of a file with their fixes; one that fails costs no other."""

    def fixed(some: list[Finding]) -> list[Finding]:
        return with_fixes(some, decode(source), known.apis, shared)

    def fix_of(finding: Finding) -> Fix | None:
        return fixed([finding])[0].fix

    try:
        return fixed(findings)
    except Exception:
        return [attempted(each, reading, partial(fix_of, each)) for each in findings]


def attempted(finding: Finding, reading: Reading, propose: Callable[[], Fix | None]) -> Finding:
    """Return a finding with its fix, or as it is, and a problem, where that can't be made."""
    try:
        return replace(finding, fix=propose())
    except Exception as error:
        reading.fail(finding.span.path, f"proposing a fix of {finding.rule}", error)
        return finding


_Names = Mapping[str, list[tuple[str, str]]]
"""What files import by name: by the last part of the module's name, who imports what."""


def _imported_names(program: Program) -> _Names:
    found: dict[str, list[tuple[str, str]]] = {}
    for path, module in program.modules.items():
        for statement in nodes(module.body, ImportFrom):
            last = statement.module.rpartition(".")[2]
            found.setdefault(last, []).extend([(path, name) for name, _ in statement.names])
    return found


def _imported_from(path: str, names: _Names) -> frozenset[str]:
    """Return the names that other files may import from one."""
    last = path.removesuffix("/__init__.py").removesuffix(".py").rpartition("/")[2]
    given = (*names.get(last, ()), *names.get("", ()))
    return frozenset(name for other, name in given if other != path)


def _importing(finding: Finding, reading: Reading) -> Finding:
    """Return a finding on hooks that nobody imports with its fix, which is in another file."""
    entry = importer(finding)
    python = reading.sources.python
    if entry is None or not {entry.path, finding.span.path} <= python.keys():
        return finding
    hooks, text = [reading.bytes(path) or b"" for path in (finding.span.path, entry.path)]
    home = entry.path.rpartition("/")[0]
    while home and f"{home}/__init__.py" in python:
        home = home.rpartition("/")[0]
    return attempted(
        finding, reading, lambda: imported(finding, entry, home, (decode(hooks), decode(text)))
    )
