"""What is to be run and watched: entry points with their events, and the places of findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from snapcheck.model import EntryPoint, Finding, Report, Span, StepKind
from snapcheck.model.proof import Holder, Kept


class Watch(Struct, frozen=True):
    """The place of a finding and the lines that use it, with absolute paths.

    Without lines it is looked at when an invocation begins. `late` leaves INIT out; `draws` asks
    whether the lines draw from it.
    """

    id: str
    holder: str
    file: str
    path: tuple[str | int, ...]
    lines: tuple[tuple[str, int], ...]
    late: bool
    draws: bool


class Job(Struct, frozen=True):
    """One entry point to be run.

    `module` and `function` are what to import and to call, `paths` the folders that imports are
    looked up in, `code` the one that is Lambda's current folder. `files` are the program's own.
    """

    entry_point: EntryPoint
    module: str
    function: str
    paths: tuple[str, ...]
    code: str
    files: tuple[str, ...]
    lines: tuple[tuple[str, int], ...]
    watches: tuple[Watch, ...]
    findings: tuple[Finding, ...]
    events: tuple[object, ...]


def job_of(report: Report, entry: EntryPoint, root: Path, events: tuple[object, ...]) -> Job:
    """Return how to run one entry point of a report on `root`, and what to watch meanwhile."""
    findings = tuple([f for f in report.findings if entry in f.entry_points])
    paths, module = _import_of(entry, root, report.roots.get(entry, ()))
    return Job(
        entry,
        module,
        entry.function,
        paths,
        paths[0],
        tuple(sorted(_files_below(root, paths))),
        tuple(sorted({line for each in findings for line in lines_of(each, root)})),
        tuple(_watches(findings, root)),
        findings,
        events,
    )


def _import_of(
    entry: EntryPoint, root: Path, further: tuple[str, ...]
) -> tuple[tuple[str, ...], str]:
    """Return the folders of the import path, and the dotted name of the entry point's module in it.

    `further` are search roots besides those of the entry point.
    """
    file = root / entry.path
    folders = [root / each for each in entry.roots]
    if not any(file.is_relative_to(folder) for folder in folders):
        folders = [_top_folder(file), *folders]
    home = next(folder for folder in folders if file.is_relative_to(folder))
    name = ".".join(file.relative_to(home).with_suffix("").parts)
    if not entry.roots:  # as in the analysis: from the module's own folder up to the root
        folders += [above for above in file.parents if above.is_relative_to(root)]
    folders += [root / each for each in further]
    ordered = dict.fromkeys(os.path.abspath(folder) for folder in folders)
    return tuple(ordered), name.removesuffix(".__init__")


def _top_folder(file: Path) -> Path:
    """Return the folder that the module's package lies in."""
    folder = file.parent
    while (folder / "__init__.py").is_file() and folder.parent != folder:
        folder = folder.parent
    return folder


_NOT_OURS = {"site-packages", "node_modules", "__pycache__", ".git", ".venv", "venv"}


def _files_below(root: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield the program's own Python files: those below its import path, or below the root."""
    inside = Path(os.path.commonpath([*paths]))
    top = inside if inside.is_relative_to(root) else root
    for folder, folders, names in os.walk(os.path.abspath(top)):
        folders[:] = [name for name in folders if name not in _NOT_OURS]
        yield from (os.path.join(folder, name) for name in names if name.endswith(".py"))


def lines_of(finding: Finding, root: Path) -> Iterator[tuple[str, int]]:
    """Yield the lines of a finding and of all steps of its story."""
    spans = [finding.span, *[step.span for step in finding.trace if step.span is not None]]
    for span in spans:
        yield from lines_in(span, root)


def lines_in(span: Span, root: Path) -> list[tuple[str, int]]:
    """Return the lines of a span, each with the absolute path of its file."""
    file = os.path.abspath(root / span.path)
    return [(file, line) for line in range(span.line, span.end_line + 1)]


def used_lines(finding: Finding, root: Path) -> tuple[tuple[str, int], ...]:
    """Return the lines that use what a finding is about."""
    spans = [step.span for step in finding.trace if step.kind is StepKind.USED]
    return tuple([line for span in spans if span is not None for line in lines_in(span, root)])


def _watches(findings: Iterable[Finding], root: Path) -> Iterator[Watch]:
    for finding in findings:
        kept: Kept | None = finding.kept
        if kept is not None:
            file = os.path.abspath(root / kept.module)
            lines = used_lines(finding, root)
            yield Watch(
                finding.fingerprint,
                kept.holder.value,
                file,
                kept.path,
                lines,
                late=kept.holder is not Holder.ABSENT,
                draws=kept.holder is Holder.GENERATOR,
            )


def by_entry_point(report: Report) -> Mapping[str, EntryPoint]:
    """Return the entry points of a report as people write them, `FILE:FUNCTION`."""
    return {name_of(entry): entry for entry in sorted(set(report.entry_points))}


def name_of(entry: EntryPoint) -> str:
    """Return an entry point as people write it."""
    return f"{entry.path}:{entry.function}"
