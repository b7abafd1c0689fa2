"""The file of a CDK program, as it is written."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from snapcheck.deploy.cdk import typescript
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import SIZE_LIMIT, UnreadableError, read_bytes

_OVERRIDE = re.compile(
    rb"[oO]verride\(\s*[\"'](?:Properties\.)?SnapStart|\.snap(?:Start|_start)\s*=[^=]"
)


class ProgramFile(Struct, frozen=True):
    """One file of a deployment program: its text, and its syntax tree as Python has it."""

    path: str
    text: bytes
    tree: ast.Module
    is_typescript: bool = False


def read_typescript(places: Iterable[Place]) -> Iterator[ProgramFile]:
    """Yield the programs of these files, but for one that cannot be read: `tsc` says why."""
    for place in places:
        try:
            source = read_bytes(place.template, place.disk)
        except UnreadableError:
            continue
        tree = typescript.syntax_tree(source) if len(source) <= SIZE_LIMIT else None
        if tree is not None:
            yield ProgramFile(place.name, source, tree, is_typescript=True)


class Written:
    """The text of a program, and what is looked up for each function in it."""

    def __init__(self, source: ProgramFile, place: Place) -> None:
        self.source = source
        self.place = place
        self.lines = source.text.splitlines()

    @cached_property
    def bases(self) -> list[str]:
        """The folders that the program may be started in, the likeliest first."""
        disk = self.place.disk
        own = folder = os.path.dirname(self.place.template)
        above: list[str] = []
        while folder != disk.root and folder.startswith(os.path.join(disk.root, "")):
            above.append(folder)
            folder = os.path.dirname(folder)
        if folder == disk.root:
            above.append(folder)
        started = [each for each in above if disk.is_file(os.path.join(each, "cdk.json"))]
        return [*started, *above] or [own]

    @cached_property
    def may_switch_on_later(self) -> bool:
        """Return whether the program changes what it built so that SnapStart may be on."""
        return _OVERRIDE.search(self.source.text) is not None

    @cached_property
    def literals(self) -> Mapping[str, ast.Constant]:
        """The literals of the program by their text, of equal ones the first."""
        found: dict[str, ast.Constant] = {}
        for node in ast.walk(self.source.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.setdefault(node.value, node)
        return found
