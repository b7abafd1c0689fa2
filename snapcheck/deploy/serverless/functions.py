"""The functions that the Serverless Framework deploys, as `serverless.yml` of v3 and v4 says it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.deploy.cloudformation.stack import read_stack
from snapcheck.deploy.cloudformation.versions import surroundings
from snapcheck.deploy.dockerfile.image import Run, image_entry
from snapcheck.deploy.dockerfile.support import unsupported
from snapcheck.deploy.handlers import (
    PYTHON,
    WATCHERS,
    Code,
    Source,
    entry_among,
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
from snapcheck.model import EntryPoint, Problem
from snapcheck.model.deployed import Declared, Deployed, Feature, Foreign, Setting, Used

WSGI_HANDLER = "wsgi_handler.handler"
_ODD = {"-": "Dash", "_": "Underscore"}


def declared(place: Place) -> Declared:
    """Return what a service file declares, in its order; nothing if it is not for AWS."""
    try:
        data = read_bytes(place.template, place.disk)
        concerns = any(each in data for each in (b"python", b"snapStart", b"${file("))
        concerns = concerns or b"aws" not in data  # of another provider, which its runtime may tell
        documents = compose(decode(data)) if concerns else ()
    except UnreadableError as why:
        return Declared(problems=(place.problem(why.line, why.message, why.mend),))
    found = Declared()
    for document in documents[:1]:
        found = _of_service(Variables(document, place))
    entries.cache_clear()
    return found


def _of_service(variables: Variables) -> Declared:
    """Return what a service declares in all of its stages.

    What is as it is in every stage is declared once; else it has the name of its stage.
    """
    usual = _in_stage(variables)
    functions, problems = [*usual.functions], [*usual.problems]
    for stage in variables.stages() if usual.functions else ():
        of_stage = _in_stage(Variables(variables.document, variables.place, stage))
        functions.extend(
            replace(function, name=f"{function.name} (stage {stage})")
            for function in of_stage.functions
            if function not in usual.functions
        )
        for problem in of_stage.problems:
            told = (problem.path, problem.line)
            if all((each.path, each.line) != told for each in problems):
                problems.append(replace(problem, message=f"{problem.message} (stage {stage})"))
    return Declared(tuple(functions), tuple(dict.fromkeys(problems)), foreign=usual.foreign)


def _in_stage(variables: Variables) -> Declared:
    """Return what a service declares; nothing but its files if it is for another provider."""
    place = variables.place
    provider = value_of(variables.document, "provider")
    name = variables.text(provider) or variables.text(variables.value(provider, "name"))
    if name not in (None, "aws"):
        return Declared(foreign=tuple(_foreign(variables, place, name or "")))
    functions: list[Deployed] = []
    problems: list[Problem] = []
    bypasses, changes = _bypasses(variables, place), changes_of(variables)
    for key, node in _functions(variables):
        changed = changes.get(logical_name(scalar(key) or "", "LambdaFunction"), ())
        function = Function(scalar(key) or "", key, node, variables, place, changed)
        entry = entry_among(_located(function), problems)
        functions.append(_deployed(function, entry, bypasses))
    return Declared(tuple(functions), tuple(problems))


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
    changes: tuple[Node, ...] = ()
    """Properties that the service gives its CloudFormation resource."""

    def changed(self, name: str) -> tuple[Node, Node] | None:
        """Return a property of the CloudFormation resource that the service changes."""
        for properties in self.changes:
            found = entries(properties).get(name)
            if found is not None and not is_empty(found[1]):
                return found
        return None

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


def _switch(function: Function) -> tuple[Node, bool | None] | None:
    """Return what switches SnapStart on or off, and which of both; None where nothing does."""
    changed = function.changed("SnapStart")
    if changed is not None:
        text = function.variables.text(function.variables.value(changed[1], "ApplyOn"))
        return changed[0], None if text is None else text == "PublishedVersions"
    written = function.own("snapStart")
    if written is None:
        return None
    text = function.variables.text(written[1])
    return written[0], None if text is None else text.lower() == "true"


def _snapstart(function: Function) -> bool | None:
    switch = _switch(function)
    return False if switch is None else switch[1]


def _deployed(
    function: Function, entry: EntryPoint | None, bypasses: Mapping[str, tuple[Setting, ...]]
) -> Deployed:
    switch = _switch(function)
    is_on = switch is not None and switch[1] is True
    is_framework = is_on and function.changed("SnapStart") is None
    own = () if is_framework else tuple(_events(function))
    return Deployed(
        name=function.name,
        declared_in=function.place.name,
        entry=entry,
        runtime=function.setting("runtime"),
        snapstart=Setting(scalar(switch[0]) or "", function.place.span(switch[0]))
        if switch is not None and is_on
        else None,
        # With `snapStart: true` the framework publishes a version and an alias by itself, also
        # where `versionFunctions` is false, and sends the function's events to the alias.
        published=(is_framework or _publishes(function)) if is_on else None,
        uses=tuple(_uses(function)),
        bypasses=(*own, *bypasses.get(logical_name(function.name, "LambdaFunction"), ())),
    )


def _publishes(function: Function) -> bool:
    """Return whether the framework publishes a version of a function, as it does by itself."""
    own = function.own("versionFunction")
    document = function.variables.document
    of_all = function.variables.value(document, "provider", "versionFunctions")
    texts = [function.variables.text(each) for each in (own and own[1], of_all) if each is not None]
    return not texts or texts[0] != "false"


def _events(function: Function) -> Iterator[Setting]:
    """Yield the events of a function, which the framework lets call it as it is."""
    written = function.own("events")
    listed = function.variables.node(written[1]) if written is not None else None
    for event in elements(listed) if listed is not None else ():
        mapping = function.variables.node(event)
        for name, (key, _) in entries(mapping).items():
            yield Setting(f"event {name}", function.place.span(key))
            break


_OF_CLOUDFORMATION = (
    ("EphemeralStorage", Feature.EPHEMERAL_STORAGE),
    ("FileSystemConfigs", Feature.FILE_SYSTEM),
    ("TenancyConfig", Feature.TENANT_ISOLATION),
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
    for name, feature in _OF_CLOUDFORMATION:
        changed = function.changed(name)
        if changed is not None:
            size = function.variables.text(function.variables.value(changed[1], "Size")) or ""
            amount = int(size) if size.isdecimal() else None
            yield Used(feature, function.place.span(changed[0]), amount)
    image = function.own("image")
    built = _built_image(function, image[1]) if image is not None else None
    span = unsupported(built[0], function.place) if built is not None else None
    if span is not None:
        yield Used(Feature.IMAGE, span)


def changes_of(variables: Variables) -> Mapping[str, tuple[Node, ...]]:
    """Return the properties that a service gives resources of the framework, by their names.

    `resources.extensions` adds to them, and `resources.Resources` does so too; of one that stands
    in several places the extension counts.
    """
    found: dict[str, tuple[Node, ...]] = {}
    resources = variables.value(variables.document, "resources")
    for node in (elements(resources) or [resources]) if resources is not None else []:
        for section in ("extensions", "Resources"):
            # What stands in another file has lines that are not this file's.
            for name, (_, resource) in entries(value_of(node, section)).items():
                properties = value_of(resource, "Properties")
                if properties is not None and name.endswith("LambdaFunction"):
                    found[name] = (*found.get(name, ()), properties)
    return found


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
