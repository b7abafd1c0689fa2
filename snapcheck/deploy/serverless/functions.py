"""The functions that the Serverless Framework deploys, as `serverless.yml` of v3 and v4 says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from snapcheck.deploy.cloudformation.stack import read_stack
from snapcheck.deploy.cloudformation.versions import surroundings
from snapcheck.deploy.dockerfile.image import Run, image_entry
from snapcheck.deploy.dockerfile.support import unsupported
from snapcheck.deploy.handlers import (
    PYTHON,
    WATCHERS,
    Code,
    Source,
    layer_roots,
    locate,
    module_file,
)
from snapcheck.deploy.place import Place
from snapcheck.deploy.serverless.variables import Variables
from snapcheck.deploy.template import (
    Node,
    UnreadableError,
    compose,
    decode,
    elements,
    entries,
    is_empty,
    line_of,
    read_bytes,
    scalar,
    value_of,
)
from snapcheck.deploy.web_adapter import Requested
from snapcheck.deployed import Declared, Deployed, Feature, Foreign, Setting, Used
from snapcheck.model import EntryPoint, Problem

WSGI_HANDLER = "wsgi_handler.handler"
_ODD = {"-": "Dash", "_": "Underscore"}


def declared(place: Place) -> Declared:
    """Return what a service file declares, in its order; nothing if it is not for AWS."""
    try:
        data = read_bytes(place.template, place.disk)
        is_ours = any(each in data for each in (b"python", b"snapStart", b"${file("))
        documents = compose(decode(data)) if is_ours else ()
    except UnreadableError as why:
        return Declared(problems=(place.problem(why.line, why.message, why.mend),))
    functions: list[Deployed] = []
    problems: list[Problem] = []
    foreign: list[Foreign] = []
    for document in documents[:1]:
        variables = Variables(document, place)
        provider = value_of(document, "provider")
        name = variables.text(provider) or variables.text(variables.value(provider, "name"))
        if name not in (None, "aws"):
            foreign.extend(_foreign(variables, place, name or ""))
            continue
        bypasses = _bypasses(variables, place)
        for key, node in _functions(variables):
            function = Function(scalar(key) or "", key, node, variables, place)
            entry: EntryPoint | None = None
            for each in _located(function):
                if isinstance(each, Problem):
                    problems.append(each)
                else:
                    entry = each
            functions.append(_deployed(function, entry, bypasses))
    entries.cache_clear()
    return Declared(tuple(functions), tuple(dict.fromkeys(problems)), foreign=tuple(foreign))


def _foreign(variables: Variables, place: Place, provider: str) -> Iterator[Foreign]:
    """Yield the files of functions that a service deploys to another provider."""
    for key, node in _functions(variables):
        handler = Function(scalar(key) or "", key, node, variables, place).text("handler")
        file = module_file(handler or "", [place.template.parent], place.disk)
        shown = place.relative(file) if file is not None else None
        if shown is not None:
            yield Foreign(shown, f"{place.name} deploys it to {provider}")


class Function(Struct, frozen=True):
    """One function of a service, as written."""

    name: str
    key: Node
    node: Node
    variables: Variables
    place: Place

    def written(self, name: str) -> tuple[Node, Node] | None:
        """Return a property as key and value, as the function has it, else as `provider` has."""
        for properties in (self.node, self.variables.value(self.variables.document, "provider")):
            found = entries(properties).get(name)
            if found is not None and not is_empty(found[1]):
                return found
        return None

    def own(self, name: str) -> tuple[Node, Node] | None:
        """Return a property that only the function itself can have."""
        found = entries(self.node).get(name)
        return None if found is None or is_empty(found[1]) else found

    def text(self, name: str) -> str | None:
        """Return the text of a property, where it is known."""
        written = self.written(name)
        return self.variables.text(written[1]) if written is not None else None

    def line(self, name: str) -> int:
        written = self.own(name)
        return line_of(written[0] if written is not None else self.key)

    def setting(self, name: str) -> Setting | None:
        written, text = self.written(name), self.text(name)
        if written is None or text is None:
            return None
        return Setting(text, self.place.span(written[0]))

    def variable(self, name: str) -> str | None:
        """Return the text of an environment variable of the function or of all."""
        for properties in (self.node, value_of(self.variables.document, "provider")):
            found = self.variables.text(self.variables.value(properties, "environment", name))
            if found is not None:
                return found
        return None


def _functions(variables: Variables) -> Iterator[tuple[Node, Node]]:
    """Yield the functions of a service, by name: a mapping, or a list of mappings."""
    written = variables.value(variables.document, "functions")
    for node in (elements(written) or [written]) if written is not None else []:
        mapping = variables.node(node)
        for key, value in entries(mapping).values():
            function = variables.node(value)
            if function is not None and function.id == "mapping":
                yield key, function


def _located(function: Function) -> Iterator[EntryPoint | Problem]:
    """Yield the entry point that a function declares, or what keeps it from being found.

    Or nothing.
    """
    runtime = function.text("runtime")
    image = function.own("image")
    if image is not None:
        yield from _in_image(function, image[1])
        return
    handler = _handler(function)
    if handler is None or (runtime is not None and not PYTHON.fullmatch(runtime)):
        return
    folder = function.place.template.parent
    sources = [Source("the code", folder, line_of(function.key))]
    module = function.text("module")
    if module is not None and function.place.disk.is_folder(folder / module):
        sources.insert(0, Source("the module", folder / module, function.line("module")))
    yield from locate(
        Code(
            function=function.name,
            handler=handler,
            handler_line=function.line("handler"),
            sources=tuple(sources),
            layers=tuple(_layers(function)),
            runtime=runtime,
            snapstart=_snapstart(function),
            correct="handler",
            requested=Requested.by(function.variable),
        ),
        function.place,
    )


def _handler(function: Function) -> str | None:
    """Return the handler that holds the function's own code."""
    handler = function.text("handler")
    if handler == WSGI_HANDLER:
        # The plugin serverless-wsgi puts this handler before an application.
        document = function.variables.document
        return function.variables.text(function.variables.value(document, "custom", "wsgi", "app"))
    watched = WATCHERS.get(handler or "")
    return handler if watched is None else function.variable(watched)


def _layers(function: Function) -> Iterator[Source]:
    """Yield the folders of the layers that the same service makes and the function uses."""
    made = function.variables.value(function.variables.document, "layers")
    folders: dict[str, Source] = {}
    for name, (key, layer) in entries(made).items():
        path = function.variables.text(function.variables.value(layer, "path"))
        folder = function.place.local(path) if path is not None else None
        if folder is not None and function.place.disk.is_folder(folder):
            folders[logical_name(name, "LambdaLayer")] = Source(
                f"layer {name}", folder, line_of(key)
            )
    written = function.written("layers")
    for node in elements(written[1]) if written is not None else []:
        used = folders.get(scalar(value_of(function.variables.node(node), "Ref")) or "")
        if used is not None:
            yield from layer_roots(used, function.place.disk)


def _in_image(function: Function, image: Node) -> Iterator[EntryPoint]:
    """Yield the entry point of a function whose image the service builds."""
    variables = function.variables
    built = _built_image(function, image)
    if built is None:
        return
    file, context = built
    command = variables.value(image, "command")
    words = [variables.text(each) or "" for each in elements(command)] if command else []
    run = Run(words, _snapstart(function), Requested.by(function.variable))
    entry = image_entry(file, context, function.place, run)
    if entry is not None:
        yield entry


def _built_image(function: Function, image: Node) -> tuple[Path, Path] | None:
    """Return the Dockerfile and the context of the image that the service builds."""
    variables = function.variables
    name = variables.text(image) or variables.text(variables.value(image, "name"))
    images = variables.value(variables.document, "provider", "ecr", "images")
    built = variables.value(images, name or "")
    path = variables.text(built) or variables.text(variables.value(built, "path"))
    if path is None:
        return None
    context = function.place.local(path)
    return context / (variables.text(variables.value(built, "file")) or "Dockerfile"), context


def logical_name(name: str, suffix: str) -> str:
    """Return CloudFormation's name of a function or layer: `MyDashfnLambdaFunction`."""
    name = re.sub(r"[-_]", lambda odd: _ODD[odd.group()], name)
    return name[:1].upper() + name[1:] + suffix


# SnapStart


def _snapstart(function: Function) -> bool | None:
    written = function.own("snapStart")
    if written is None:
        return False
    text = function.variables.text(written[1])
    return None if text is None else text.lower() == "true"


def _deployed(
    function: Function, entry: EntryPoint | None, bypasses: Mapping[str, tuple[Setting, ...]]
) -> Deployed:
    written = function.own("snapStart")
    is_on = written is not None and _snapstart(function) is True
    return Deployed(
        name=function.name,
        declared_in=function.place.name,
        entry=entry,
        runtime=function.setting("runtime"),
        snapstart=Setting("snapStart", function.place.span(written[0]))
        if written is not None and is_on
        else None,
        # With `snapStart: true` the framework publishes a version and an alias by itself, also
        # where `versionFunctions` is false, and sends the function's events to the alias.
        published=True if is_on else None,
        uses=tuple(_uses(function)),
        bypasses=bypasses.get(logical_name(function.name, "LambdaFunction"), ()),
    )


def _uses(function: Function) -> Iterator[Used]:
    for name, feature in (
        ("fileSystemConfig", Feature.FILE_SYSTEM),
        ("ephemeralStorageSize", Feature.EPHEMERAL_STORAGE),
        ("provisionedConcurrency", Feature.PROVISIONED_CONCURRENCY),
    ):
        written = function.own(name)
        if written is None:
            continue
        text = function.variables.text(written[1]) or ""
        amount = int(text) if text.isdecimal() else None
        if feature is Feature.PROVISIONED_CONCURRENCY and amount == 0:
            continue
        yield Used(feature, function.place.span(written[0]), amount)
    image = function.own("image")
    built = _built_image(function, image[1]) if image is not None else None
    span = unsupported(built[0], function.place) if built is not None else None
    if span is not None:
        yield Used(Feature.IMAGE, span)


def _bypasses(variables: Variables, place: Place) -> Mapping[str, tuple[Setting, ...]]:
    """Return the triggers and permissions among the service's own resources, by function."""
    resources = variables.value(variables.document, "resources")
    found: dict[str, tuple[Setting, ...]] = {}
    for node in (elements(resources) or [resources]) if resources is not None else []:
        document = variables.node(node)
        # Resources of another file stand there at lines that are not this file's.
        if document is not None and document is node:
            stack = read_stack(document, place, {})
            for name, bypasses in surroundings(stack, outside=True).bypasses.items():
                found[name] = (*found.get(name, ()), *bypasses)
    return found
