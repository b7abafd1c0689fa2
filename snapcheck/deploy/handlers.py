"""From a handler and the folders of its code to the Python file that Lambda loads.

All deployment languages share this: they differ in how they say which handler and which folders.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from snapcheck.deploy.place import Place
from snapcheck.deploy.web_adapter import (
    NOTHING_REQUESTED,
    Requested,
    application,
    entry_of,
)
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint, EntryPointKind, Problem, ProblemKind

T = TypeVar("T")

PYTHON = re.compile(r"python3\.\d+")
# Handlers of layers that watch a function, and the variable that names the function's own handler.
WATCHERS = {
    "datadog_lambda.handler.handler": "DD_LAMBDA_HANDLER",
    "lumigo_tracer._handler": "LUMIGO_ORIGINAL_HANDLER",
    "newrelic_lambda_wrapper.handler": "NEW_RELIC_LAMBDA_HANDLER",
}


class Source(Struct, frozen=True):
    """A folder of code that a deployment file names: the function's own, or one of its layers'."""

    what: str
    folder: Path
    line: int


class Code(Struct, frozen=True):
    """Where the code of one function is, as its deployment file says it.

    `sources` are the function's own folders, `layers` those of its layers. `is_built` says that a
    build may put the handler's file there; `correct` names what to correct if the file is missing.
    `requested` is what the function's variables tell the web adapter to request.
    """

    function: str
    handler: str
    handler_line: int
    sources: tuple[Source, ...]
    layers: tuple[Source, ...]
    runtime: str | None
    snapstart: bool | None
    correct: str
    is_built: bool = False
    kind: EntryPointKind = EntryPointKind.TEMPLATE
    requested: Requested = NOTHING_REQUESTED


def layer_roots(layer: Source, disk: Disk) -> Iterator[Source]:
    """Yield the folders of a layer that imports are looked up in.

    Lambda adds a layer's `python` folder to the search path; builds make that folder of the
    content itself.
    """
    if disk.is_folder(layer.folder / "python"):
        yield Source(layer.what, layer.folder / "python", layer.line)
    yield layer


def locate(code: Code, place: Place) -> Iterator[EntryPoint | Problem]:
    """Yield the entry point of a function, or what keeps it from being found; or nothing.

    Nothing is said of a function that need not be a Python one: its runtime is not known, or its
    handler names a file as it is (`run.sh`) that starts no web application.
    """
    served = _served(code, place)
    if served is not None:
        yield served
        return
    roots: list[Path] = []
    for source in (*code.sources, *code.layers):
        if place.relative(source.folder) is not None:
            roots.append(source.folder)
        elif code.runtime:
            yield _outside(code, source, place)
    file = module_file(code.handler, roots, place.disk)
    if file is not None:
        yield EntryPoint(
            path=place.shown(file),
            function=code.handler.rpartition(".")[2],
            kind=code.kind,
            declared_in=place.name,
            roots=tuple(dict.fromkeys(place.shown(each) for each in roots)),
            runtime=code.runtime,
            snapstart=code.snapstart,
        )
    elif code.runtime and code.sources and code.sources[0].folder in roots:
        folder = code.sources[0].folder
        if (
            not code.is_built
            and place.disk.is_folder(folder)
            and not place.disk.is_file(folder / code.handler)
        ):
            yield _missing(code, folder, place)


def entry_among(located: Iterable[EntryPoint | T], aside: list[T]) -> EntryPoint | None:
    """Return the entry point that was located, if one was; put all else aside."""
    entry: EntryPoint | None = None
    for each in located:
        if isinstance(each, EntryPoint):
            entry = each
        else:
            aside.append(each)
    return entry


def _served(code: Code, place: Place) -> EntryPoint | None:
    """Return the application that the web adapter starts by a script named as handler."""
    folders = [each.folder for each in code.sources if place.relative(each.folder) is not None]
    if not any(place.disk.is_file(os.path.join(folder, code.handler)) for folder in folders):
        return None
    found = application([code.handler], folders, place.disk, code.requested)
    if found is None:
        return None
    searched = [*folders, *(each.folder for each in code.layers)]
    return entry_of(found, searched, place, code.runtime, code.snapstart)


def module_file(handler: str, roots: Sequence[Path], disk: Disk) -> Path | None:
    """Return the file of the handler's module, in the first folder that has it."""
    module = module_path(handler)
    for root in roots if module else ():
        path = os.path.join(root, module)
        for file in (f"{path}.py", os.path.join(path, "__init__.py")):
            if disk.is_file(file):
                return Path(file)
    return None


def module_path(handler: str) -> str:
    """Return the path of a handler's module, without `.py`: Lambda reads dots as slashes."""
    parts = handler.rpartition(".")[0].replace(".", "/").split("/")
    return "/".join([part for part in parts if part])


def _outside(code: Code, source: Source, place: Place) -> Problem:
    """Return the problem that a folder which a function names is not among what is analysed."""
    where = Path(os.path.relpath(source.folder, place.root)).as_posix()
    return place.problem(
        source.line,
        f"{source.what} of {code.function} lies outside the analysed folder: {where}",
        "run snapcheck in a folder that holds both",
        kind=ProblemKind.CODE_OUTSIDE,
        subject=f"{code.function}: {source.what}",
    )


def _missing(code: Code, folder: Path, place: Place) -> Problem:
    """Return the problem that a handler names a file which does not exist, or names none at all."""
    module = module_path(code.handler)
    if not code.handler.rpartition(".")[0]:
        message, mend = "it has no dot", "write FILE.FUNCTION, without .py"
    else:
        file = folder / f"{module}.py"
        message = f"no such file {place.shown(file)}"
        mend = f"correct {code.correct} of {code.function}"
    return place.problem(
        code.handler_line,
        f"handler {code.handler} of {code.function}: {message}",
        mend,
        kind=ProblemKind.MISSING_HANDLER,
        subject=f"{code.function}: {code.handler}",
    )
