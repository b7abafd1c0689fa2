"""The modules of each entry point, as numbers that the page's script draws and lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from snapcheck.model import Finding, Report
from snapcheck.report.cells import safe
from snapcheck.report.html.layout import Layout, laid_out, reached

MOST_NODES = 12_000
"""How many modules all pictures hold together; beyond, entry points have their lists alone."""

MOST_IN_ONE = 1_000
"""How many modules one picture holds."""

_LONGEST_LABEL = 30


class Pictures(Struct, frozen=True):
    """The layouts that are shown, by the file of their entry point, and all imports.

    `first` is the file of the entry point to begin with.
    """

    first: str
    layouts: Mapping[str, Layout]
    imports: Mapping[str, tuple[str, ...]]

    def data(self, starts: Sequence[str]) -> Mapping[str, object]:
        """Return modules, imports and pictures by number; `starts` are the entry points' files."""
        names = {*starts, *self.imports, *[p for found in self.imports.values() for p in found]}
        paths = sorted(names)
        numbers = {path: at for at, path in enumerate(paths)}
        return {
            "modules": [[safe(path), _short(safe(path))] for path in paths],
            "imports": [[numbers[each] for each in self.imports.get(path, ())] for path in paths],
            "starts": [numbers[path] for path in starts],
            "first": starts.index(self.first) if self.first in starts else 0,
            "pictures": {
                numbers[path]: _numbers(layout, numbers) for path, layout in self.layouts.items()
            },
        }


def pictures_of(report: Report, findings: Iterable[Finding]) -> Pictures:
    """Lay out the modules of the entry points, of those with the most findings first."""
    weights = Counter(path for f in findings for path in {entry.path for entry in f.entry_points})
    starts = {entry.path for entry in report.entry_points}
    sizes = {start: len(reached(start, report.imports)) for start in starts}
    ordered = sorted(starts, key=lambda path: (-weights[path], -sizes[path], path))
    layouts: dict[str, Layout] = {}
    room = MOST_NODES
    for start in ordered:
        if 1 < sizes[start] <= min(room, MOST_IN_ONE):
            layouts[start] = laid_out(start, report.imports)
            room -= sizes[start]
    return Pictures(next(iter([*layouts, *ordered]), ""), layouts, report.imports)


def _numbers(layout: Layout, numbers: Mapping[str, int]) -> list[object]:
    """Return nodes as number, layer and height, and lines as two positions and heights."""
    nodes = [
        [numbers[path], layer, height]
        for path, layer, height in zip(layout.nodes, layout.layers, layout.heights, strict=True)
    ]
    return [nodes, [[line.source, line.target, *line.heights] for line in layout.lines]]


def _short(path: str) -> str:
    """Return what tells a module at a glance: its name and the folder that holds it."""
    name = "/".join(path.removesuffix("/__init__.py").removesuffix(".py").split("/")[-2:])
    return name if len(name) <= _LONGEST_LABEL else f"…{name[1 - _LONGEST_LABEL :]}"
