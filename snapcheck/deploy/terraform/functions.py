"""The functions that Terraform modules deploy: `aws_lambda_function`, and the community's module.

A module's files are read together, with what calling modules pass.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct, field

from snapcheck.deploy.handlers import entry_among
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import UnreadableError, entries, read_bytes
from snapcheck.deploy.terraform import hcl
from snapcheck.deploy.terraform.declarations import (
    TRIGGERS,
    CommunityModule,
    Function,
    Resource,
    located,
)
from snapcheck.deploy.terraform.hcl import Block, Expression, Text
from snapcheck.deploy.terraform.values import INSTANCE_LIMIT, Module, Value
from snapcheck.filesystem.disk import Disk
from snapcheck.model import Problem
from snapcheck.model.deployed import Declared, Deployed, Embedded

LAMBDA_MODULE = "terraform-aws-modules/lambda/aws"
CALL_DEPTH = 5
CALL_LIMIT = 200


def declared(files: Iterable[Place], disk: Disk) -> Declared:
    """Return what the modules that hold these files declare.

    All files of a module's folder belong to it. Modules that others call are read as they are
    called; all others are root modules.
    """
    folders = sorted({place.template.parent for place in files})
    reader = _Reader(disk)
    called = {
        disk.real(target)
        for folder in folders
        for target in _local_calls(folder, reader.folder(folder))
    }
    functions: list[Deployed] = []
    for folder in folders:
        if disk.real(folder) not in called:
            reader.module(_root_module(folder, reader.folder(folder), disk), CALL_DEPTH)
    for folder in folders:
        # A circle of modules that call each other has no root; so each is read by itself.
        if disk.real(folder) not in reader.done:
            reader.module(_root_module(folder, reader.folder(folder), disk), CALL_DEPTH)
    functions.extend(reader.functions)
    entries.cache_clear()
    return Declared(
        tuple(dict.fromkeys(functions)),
        tuple(dict.fromkeys(reader.problems)),
        tuple(dict.fromkeys(reader.notices)),
        embedded=tuple({code.path: code for code in reader.codes}.values()),
    )


_KINDS = frozenset({"locals", "module", "variable"})
_RESOURCES = frozenset(
    {
        "archive_file",
        "aws_lambda_function",
        "aws_lambda_layer_version",
        "aws_s3_bucket_object",
        "aws_s3_object",
    }
)
_ALL_RESOURCES = _RESOURCES | TRIGGERS.keys() | {"aws_lambda_provisioned_concurrency_config"}


def _is_wanted(kind: str, labels: tuple[str, ...]) -> bool:
    """Return whether a block says which functions there are; most resources of a module do not."""
    return kind in _KINDS or (len(labels) == 2 and labels[0] in _RESOURCES)


def _is_wanted_for_snapstart(kind: str, labels: tuple[str, ...]) -> bool:
    """Return the same where SnapStart may be on: there, other uses of functions count too."""
    return kind in _KINDS or (len(labels) == 2 and labels[0] in _ALL_RESOURCES)


def _local_calls(folder: Path, blocks: Sequence[Block]) -> Iterator[Path]:
    """Yield the folders of the local modules that a module calls."""
    for block in blocks:
        source = block.value("source") if block.kind == "module" else None
        if isinstance(source, Text) and (source.value or "").startswith((".", "/")):
            yield Path(os.path.normpath(folder / (source.value or "")))


def _root_module(folder: Path, blocks: tuple[Block, ...], disk: Disk) -> Module:
    return _as_module(folder, folder, blocks, {}, disk)


def _as_module(
    folder: Path,
    root: Path,
    blocks: tuple[Block, ...],
    given: Mapping[str, Value],
    disk: Disk,
) -> Module:
    """Return a module with its variables: what is given goes before the defaults."""
    defaults: dict[str, Value] = {}
    known: dict[str, Value] = {}
    local: dict[str, Expression] = {}
    by_type: dict[str, list[Block]] = {}
    for block in blocks:
        if block.kind in ("resource", "data") and len(block.labels) == 2:
            by_type.setdefault(block.labels[0], []).append(block)
    bare = Module(folder, root, blocks, by_type, {}, {}, disk)
    for block in blocks:
        if block.kind == "variable" and block.labels:
            value = bare.value(block.value("default"))
            if value is not None:
                defaults[block.labels[0]] = value
        elif block.kind == "locals":
            local.update({name: each.value for name, each in block.attributes.items()})
        elif block.kind == "tfvars":
            for name, each in block.attributes.items():
                value = bare.value(each.value)
                if value is not None:
                    known[name] = value
    known.update(given)
    unset = frozenset(defaults.keys() - known.keys())
    return Module(folder, root, blocks, by_type, {**defaults, **known}, local, disk, unset)


def _holds_values(name: str) -> bool:
    """Return whether Terraform takes values of variables from a file of this name."""
    return name == "terraform.tfvars" or name.endswith(".auto.tfvars")


def _may_switch_on(place: Place) -> bool:
    """Return whether a file may switch SnapStart on.

    What cannot be read is said where it is read.
    """
    try:
        source = read_bytes(place.template, place.disk)
    except UnreadableError:
        return False
    # In JSON, any letter can be written as an escape.
    return b"snap_start" in source or (b"\\u" in source and place.name.endswith(".json"))


def _says_lambda(place: Place) -> bool:
    """Return whether a file may declare a function; what cannot be opened may."""
    try:
        return b"lambda" in read_bytes(place.template, place.disk).lower()
    except UnreadableError:
        return True


class _Reader(Struct):
    """Reads each folder once, and each module as often as it is called."""

    disk: Disk
    functions: list[Deployed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    codes: list[Embedded] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    _folders: dict[Path, tuple[Block, ...]] = field(default_factory=dict)
    _calls: int = 0

    def folder(self, folder: Path) -> tuple[Block, ...]:
        """Return the blocks of all files of a module, by the order of the files' names."""
        if folder not in self._folders:
            path = str(folder)
            names = self.disk.listing(path) if self.disk.is_folder(path) else ()
            places = [
                Place.of(folder / name, self.disk)
                for name in names
                if name.endswith((".tf", ".tf.json")) or _holds_values(name)
            ]
            may_switch_on = any(map(_may_switch_on, places))
            wanted = _is_wanted_for_snapstart if may_switch_on else _is_wanted
            blocks: list[Block] = []
            for place in places:
                try:
                    read = hcl.read_file(place, wanted)
                except UnreadableError as why:
                    if _says_lambda(place):
                        self.problems.append(place.problem(why.line, why.message, why.mend))
                    else:
                        where = f"{place.name}:{why.line}" if why.line else place.name
                        self.notices.append(f"{where} was not read: {why.message}")
                    continue
                if _holds_values(place.template.name):
                    read.kind = "tfvars"
                    blocks.append(read)
                blocks.extend(read.blocks)
            self._folders[folder] = tuple(blocks)
        return self._folders[folder]

    def module(self, module: Module, depth: int) -> None:
        """Take up the functions of a module and of those that it calls."""
        self.done.add(self.disk.real(module.folder))
        for block in module.resources("aws_lambda_function"):
            if block.kind == "resource":
                for instance in module.instances(block, partial(self._cut, block)):
                    self._function(Resource(block, instance))
        for block in module.blocks:
            source = module.text(block.value("source")) if block.kind == "module" else None
            cut = partial(self._cut, block)
            for instance in module.instances(block, cut) if source is not None else ():
                self._called(block, source or "", instance, depth)

    def _cut(self, block: Block, count: int) -> None:
        """Tell that only some instances of a block are looked at."""
        at = f"{block.span.path}:{block.span.line}"
        self.notices.append(f"{at}: of {count} instances, {INSTANCE_LIMIT} are looked at")

    def _called(self, block: Block, source: str, module: Module, depth: int) -> None:
        if LAMBDA_MODULE in source:
            self._function(CommunityModule(block, module))
            return
        folder = Path(os.path.normpath(module.folder / source))
        if not source.startswith((".", "/")) or depth <= 0 or self._calls >= CALL_LIMIT:
            return
        if not folder.is_relative_to(self.disk.root):
            return
        self._calls += 1
        given = {
            name: value
            for name, each in block.attributes.items()
            if (value := module.value(each.value)) is not None
        }
        blocks = self.folder(folder)
        if blocks:
            self.module(_as_module(folder, module.root, blocks, given, self.disk), depth - 1)

    def _function(self, function: Function) -> None:
        if function.is_function():
            aside: list[Problem | Embedded] = []
            entry = entry_among(located(function), aside)
            self.problems.extend([each for each in aside if isinstance(each, Problem)])
            self.codes.extend([each for each in aside if isinstance(each, Embedded)])
            self.functions.append(function.deployed(entry))
