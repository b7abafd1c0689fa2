"""The entry points that SAM and CloudFormation templates declare, in YAML.

A function counts if its runtime is Python, or unknown while the file that its handler names is
there. Container images and code written into the template are passed over.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from snapcheck.discover.intrinsics import Values, intrinsic
from snapcheck.discover.template import (
    Node,
    UnreadableError,
    below,
    entries,
    line_of,
    read_template,
    scalar,
    value_of,
)
from snapcheck.model import EntryPoint, EntryPointKind, Problem

CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Lambda::Function": "Code"}
LAYER_CONTENT = {
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Lambda::LayerVersion": "Content",
}
PYTHON = re.compile(r"python3\.\d+")
NAME_LIMIT = 255
LAYER_LIMIT = 100
# Handlers of layers that watch a function, and the variable that names the function's own handler.
WATCHERS = {
    "datadog_lambda.handler.handler": "DD_LAMBDA_HANDLER",
    "lumigo_tracer._handler": "LUMIGO_ORIGINAL_HANDLER",
    "newrelic_lambda_wrapper.handler": "NEW_RELIC_LAMBDA_HANDLER",
}


def entry_points(template: Path, root: Path) -> tuple[tuple[EntryPoint, ...], tuple[Problem, ...]]:
    """The entry points that a template declares, in its order, and what is wrong with it."""
    place = Place(Path(os.path.abspath(template)), Path(os.path.abspath(root)))
    found: list[EntryPoint] = []
    problems: list[Problem] = []
    try:
        documents = read_template(place.template)
    except UnreadableError as why:
        problems.append(place.problem(why.line, why.message, why.mend))
        documents = ()
    for document in documents:
        problems.extend(_unfilled(document, place))
        for function in _functions(document, place):
            for each in _declared(function):
                if isinstance(each, Problem):
                    problems.append(each)
                else:
                    found.append(each)
    entries.cache_clear()  # it would keep the template's text
    return tuple(found), tuple(dict.fromkeys(problems))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a template lies; both paths are absolute."""

    template: Path
    root: Path

    def local(self, text: str) -> Path:
        """The file or folder that a path in the template means."""
        return Path(os.path.normpath(self.template.parent / text))

    def relative(self, path: Path) -> str | None:
        """The path below the root as reports show it, without links; None outside the root."""
        real, real_root = Path(os.path.realpath(path)), Path(os.path.realpath(self.root))
        if real.is_relative_to(real_root):
            return real.relative_to(real_root).as_posix()
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else None

    def shown(self, path: Path) -> str:
        """The path as messages show it, wherever it lies."""
        return self.relative(path) or path.as_posix()

    def problem(self, line: int, message: str, mend: str) -> Problem:
        """Something that is wrong at a line of this template."""
        return Problem(self.shown(self.template), line, message, mend)


@dataclass(frozen=True, slots=True)
class Source:
    """A folder of code that a template names: the function's own, or one of its layers'."""

    what: str
    folder: Path
    line: int


@dataclass(frozen=True, slots=True)
class Function:
    """One function of a template, as written: its own properties, and those of `Globals`."""

    name: str
    kind: str
    resource: Node
    globals: Node | None
    layers: dict[str, Source]
    values: Values
    place: Place

    def written(self, name: str) -> Iterator[tuple[int, Node]]:
        """A property with the line it stands at, as the function has it, then as `Globals` has."""
        for properties in (value_of(self.resource, "Properties"), self.globals):
            key, value = entries(properties).get(name, (None, None))
            if key is not None and value is not None and not self.values.is_absent(value):
                yield line_of(key), value

    def property(self, name: str) -> Node | None:
        """The value of a property; what the function says itself goes before `Globals`."""
        return next((value for _, value in self.written(name)), None)

    def text(self, name: str) -> str | None:
        """The text of a property, where it is known."""
        return self.values.text(self.property(name))


def _functions(document: Node, place: Place) -> Iterator[Function]:
    """The functions of one document; none if it is no template."""
    values = Values(value_of(document, "Parameters"), value_of(document, "Mappings"))
    shared = value_of(value_of(document, "Globals"), "Function")
    resources = {
        name: (scalar(value_of(resource, "Type")) or "", resource)
        for name, (_, resource) in entries(value_of(document, "Resources")).items()
        if len(name) <= NAME_LIMIT and name.isprintable()
    }
    layers = dict(_layers(resources, values, place))
    for name, (kind, resource) in resources.items():
        if kind in CODE:
            of_all = shared if kind.startswith("AWS::Serverless") else None
            yield Function(name, kind, resource, of_all, layers, values, place)


def _layers(
    resources: dict[str, tuple[str, Node]], values: Values, place: Place
) -> Iterator[tuple[str, Source]]:
    """The layers that a template makes of local folders, by name."""
    for name, (kind, resource) in resources.items():
        properties = value_of(resource, "Properties")
        key, content = entries(properties).get(LAYER_CONTENT.get(kind, ""), (None, None))
        text = values.text(content)
        if key is not None and text is not None and os.path.isdir(place.local(text)):
            yield name, Source(f"layer {name}", place.local(text), line_of(key))


def _declared(function: Function) -> Iterator[EntryPoint | Problem]:
    """The entry point that a function declares, or what keeps it from being found; or nothing."""
    runtime, handler, code = function.text("Runtime"), _handler(function), _code_source(function)
    if handler is None or code is None or not _may_be_python(function):
        return
    place, roots = function.place, list[Path]()
    for source in (code, *_layer_sources(function)):
        if place.relative(source.folder) is not None:
            roots.append(source.folder)
        elif runtime:
            yield _outside(function, source)
    file = _module_file(handler, roots)
    if file is not None:
        yield EntryPoint(
            path=place.shown(file),
            function=handler.rpartition(".")[2],
            kind=EntryPointKind.TEMPLATE,
            declared_in=place.shown(place.template),
            roots=tuple(dict.fromkeys(place.shown(each) for each in roots)),
            runtime=runtime,
            snapstart=_snapstart(function),
        )
    elif runtime and code.folder in roots and not _is_built(function, handler, code.folder):
        yield _missing(function, handler, code.folder)


def _may_be_python(function: Function) -> bool:
    """Whether the function is, or may be, a Python one whose code lies in files."""
    runtime = function.text("Runtime")
    in_image = function.text("PackageType") == "Image"
    in_template = function.property("InlineCode") is not None
    return (
        not in_image and not in_template and (not runtime or PYTHON.fullmatch(runtime) is not None)
    )


def _handler(function: Function) -> str | None:
    """The handler that holds the function's own code, as `module.function`."""
    handler = function.text("Handler")
    if handler not in WATCHERS:
        return handler
    for _, environment in function.written("Environment"):
        watched = value_of(value_of(environment, "Variables"), WATCHERS[handler])
        if watched is not None:
            return function.values.text(watched)
    return None


def _code_source(function: Function) -> Source | None:
    """The folder that the function's code is in; None if it is not local, or unknown."""
    place = function.place
    line, written = next(function.written(CODE[function.kind]), (0, None))
    if written is None:
        # SAM, and `aws cloudformation package` too, then take the template's own folder.
        return Source("the code", place.template.parent, line_of(function.resource))
    for branch in function.values.branches(written):
        text = function.values.text(branch)
        if text is not None:
            is_archive = "://" in text or text.endswith((".zip", ".jar"))
            path = place.local(text)
            # One file can be given too; the archive that is made of it holds just this file.
            is_file = text.endswith(".py") and os.path.isfile(path)
            folder = path.parent if is_file else path
            return None if is_archive else Source("the code", folder, line)
    return None


def _layer_sources(function: Function) -> Iterator[Source]:
    """The folders of the function's layers that the same template makes.

    Lambda adds a layer's `python` folder to the search path; `sam build` with a Python build
    method makes that folder of the content itself.
    """
    for _, written in function.written("Layers"):
        for node in islice(below(written), LAYER_LIMIT):
            name, argument = intrinsic(node)
            layer = function.layers.get(scalar(argument) or "")
            if name == "Ref" and layer is not None:
                if os.path.isdir(layer.folder / "python"):
                    yield Source(layer.what, layer.folder / "python", layer.line)
                yield layer


def _module_file(handler: str, roots: list[Path]) -> Path | None:
    """The file of the handler's module, in the first folder that has it."""
    module = handler.rpartition(".")[0].replace(".", "/").strip("/")
    for root in roots if module else ():
        for file in (root / f"{module}.py", root / module / "__init__.py"):
            if os.path.isfile(file):
                return file
    return None


def _is_built(function: Function, handler: str, folder: Path) -> bool:
    """Whether the handler's file need not be in the folder, for something else puts it there.

    That is a build of the user's own, or a folder that is itself made by a build. A handler that
    names a file as it is (`run.sh`, for the web adapter) is no Python function.
    """
    metadata = value_of(function.resource, "Metadata")
    method = function.values.text(value_of(metadata, "BuildMethod")) or "python"
    is_own_build = not method.startswith("python")
    return is_own_build or not os.path.isdir(folder) or os.path.isfile(folder / handler)


def _outside(function: Function, source: Source) -> Problem:
    """The problem that a folder which a function names is not among what is analysed."""
    where = Path(os.path.relpath(source.folder, function.place.root)).as_posix()
    return function.place.problem(
        source.line,
        f"{source.what} of {function.name} lies outside the analysed folder: {where}",
        "run snapcheck in a folder that holds both",
    )


def _missing(function: Function, handler: str, folder: Path) -> Problem:
    """The problem that a handler names a file which does not exist, or names none at all."""
    line = next((line for line, _ in function.written("Handler")), 0)
    module, _, _ = handler.rpartition(".")
    if not module:
        message, mend = "it has no dot", "write FILE.FUNCTION, without .py"
    else:
        file = folder / (module.replace(".", "/").strip("/") + ".py")
        message = f"no such file {function.place.shown(file)}"
        mend = f"correct Handler or {CODE[function.kind]} of {function.name}"
    return function.place.problem(line, f"handler {handler} of {function.name}: {message}", mend)


def _snapstart(function: Function) -> bool | None:
    """Whether SnapStart is on: True if any branch says so, None if it cannot be known."""
    written = function.property("SnapStart")
    if written is None:
        return False
    settings = {
        setting
        for branch in function.values.branches(written)
        for setting in _settings(branch, function.values)
    }
    return True if True in settings else None if None in settings or not settings else False


def _settings(branch: Node, values: Values) -> Iterator[bool | None]:
    """What one branch of a SnapStart property can set."""
    apply_on = value_of(branch, "ApplyOn")
    if apply_on is not None:
        for each in values.branches(apply_on):
            text = values.text(each)
            yield None if text is None else text == "PublishedVersions"
    elif values.is_absent(branch):
        yield False
    else:
        name, _ = intrinsic(branch)
        yield None if name is not None or branch.id != "mapping" else False


def _unfilled(document: Node, place: Place) -> Iterator[Problem]:
    """The problem that a template language has not filled in its text yet, `Handler: {{ name }}`.

    To YAML this is a mapping whose key is a mapping: legal, but no template has such keys.
    """
    for node in below(document):
        if node.id == "mapping" and any(key.id != "scalar" for key, _ in node.value):
            yield place.problem(
                line_of(node),
                "not readable as YAML: a mapping stands where a name is expected",
                "correct it; if another program fills it in, analyse what that program writes",
            )
            return
