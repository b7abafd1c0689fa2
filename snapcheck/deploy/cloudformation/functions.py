"""The functions that SAM and CloudFormation templates declare, in YAML and JSON.

A function has an entry point if its runtime is Python, or unknown while the file that its handler
names is there. Functions in other languages are declared too, for the rules about SnapStart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

from msgspec.structs import replace

from snapcheck.deploy import embedded
from snapcheck.deploy.cdk.assets import source_of
from snapcheck.deploy.cloudformation.function import Function
from snapcheck.deploy.cloudformation.intrinsics import Values, intrinsic
from snapcheck.deploy.cloudformation.stack import Stack, read_stack
from snapcheck.deploy.cloudformation.versions import (
    FUNCTIONS,
    Surroundings,
    events_of,
    surroundings,
)
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
    module_path,
)
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import (
    UNKNOWN,
    Node,
    UnreadableError,
    below,
    elements,
    entries,
    is_written_by_another,
    line_of,
    read_template,
    scalar,
    unfilled,
    value_of,
)
from snapcheck.deploy.web_adapter import Requested
from snapcheck.model import EntryPoint, EntryPointKind, Problem, ProblemKind
from snapcheck.model.deployed import Declared, Deployed, Embedded, Feature, Setting, Used

CODE = {"AWS::Serverless::Function": "CodeUri", "AWS::Lambda::Function": "Code"}
LAYER_CONTENT = {
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Lambda::LayerVersion": "Content",
}
LAYER_LIMIT = 100


def declared(place: Place, given: Mapping[str, str] | None = None) -> Declared:
    """Return what a template declares, in its order.

    `given` are the values a parent stack passes.
    """
    try:
        read = read_template(place.template, place.disk)
    except UnreadableError as why:
        if is_written_by_another(place.template):
            notice = f"{place.name} was not read: it is no YAML before another program fills it in"
            return Declared(notices=(notice,))
        return Declared(problems=(place.problem(why.line, why.message, why.mend),))
    if not read.documents:
        return Declared()
    functions: list[Deployed] = []
    problems: list[Problem] = []
    codes: list[Embedded] = []
    lines = read.text.split("\n")
    for document in read.documents:
        left = unfilled(document)
        if left is not None:
            problems.append(_unfilled(left, place))
        for each in _of_stack(read_stack(document, place, given or {}), lines):
            if isinstance(each, Problem):
                problems.append(each)
            elif isinstance(each, Embedded):
                codes.append(each)
            else:
                functions.append(each)
    entries.cache_clear()  # it would keep the template's text
    notices: tuple[str, ...] = ()
    if read.placeholder:
        notices = (f"{place.name}: {read.placeholder} and its like are taken for unknown text",)
    return Declared(
        tuple(functions), tuple(dict.fromkeys(problems)), notices, embedded=tuple(codes)
    )


def _of_stack(stack: Stack, lines: list[str]) -> Iterator[Deployed | Embedded | Problem]:
    """Yield the functions of a stack, their code where it stands in it, and what is wrong."""
    layers = dict(_layers(stack))
    around: Surroundings | None = None
    for resource in stack.of_kind(*FUNCTIONS):
        function = Function.of(resource, stack, layers, lines)
        code = function.embedded()
        problems: list[Problem] = []
        entry = entry_among(_located(function, code), problems)
        yield from problems
        if code is not None and entry is not None:
            yield code
        snapstart = _switched_on(function)
        if snapstart is not None:
            function = function.where(_conditions_of(function))
        deployed = Deployed(
            function.name, function.place.name, entry, function.setting("Runtime"), snapstart
        )
        if snapstart is not None:
            around = around or surroundings(stack)
            deployed = _with_limits(deployed, function, around)
        yield deployed


def _layers(stack: Stack) -> Iterator[tuple[str, Source]]:
    """Yield the layers that a template makes of local folders, by name."""
    for resource in stack.of_kind(*LAYER_CONTENT):
        written = resource.property(LAYER_CONTENT[resource.kind])
        text = resource.values.text(written[1]) if written is not None else None
        if (
            written is not None
            and text is not None
            and (stack.place.disk.is_folder(folder := stack.place.local(text)))
        ):
            yield resource.name, Source(f"layer {resource.name}", folder, line_of(written[0]))


def _located(function: Function, code: Embedded | None) -> Iterator[EntryPoint | Problem]:
    """Yield the entry point that a function declares, or what keeps it from being found.

    Or nothing.
    """
    runtime, handler = function.text("Runtime"), _handler(function)
    if function.text("PackageType") == "Image":
        yield from _in_image(function)
        return
    if runtime and PYTHON.fullmatch(runtime) is None:
        return
    if code is not None:
        yield from _in_template(function, code, handler)
        return
    hidden = _hidden(function)
    if hidden is not None:
        yield hidden
        return
    source = _code_source(function, handler)
    if handler is None or source is None or function.property("InlineCode") is not None:
        return
    yield from locate(
        Code(
            function=function.name,
            handler=handler,
            handler_line=function.line("Handler"),
            sources=(source,),
            layers=tuple(_layer_sources(function)),
            runtime=runtime,
            snapstart=_snapstart(function),
            correct=f"Handler or {CODE[function.kind]}",
            is_built=_is_built(function),
            requested=Requested.by(function.variable),
        ),
        function.place,
    )


def _in_template(
    function: Function, code: Embedded, handler: str | None
) -> Iterator[EntryPoint | Problem]:
    """Yield the entry point of a function whose code is written into the template."""
    module, _, name = (handler or f"{embedded.MODULE}.handler").rpartition(".")
    if module != embedded.MODULE or not name.isidentifier():
        return
    roots = [each.folder for each in _layer_sources(function)]
    yield EntryPoint(
        path=code.path,
        function=name,
        kind=EntryPointKind.TEMPLATE,
        declared_in=function.place.name,
        roots=(code.path, *function.place.inside(roots)),
        runtime=function.text("Runtime"),
        snapstart=_snapstart(function),
    )


def _in_image(function: Function) -> Iterator[EntryPoint]:
    """Yield the entry point of a function whose image SAM or CDK builds."""
    built = _built_image(function)
    if built is None:
        return
    file, folder = built
    command = value_of(function.property("ImageConfig"), "Command")
    words = function.values.listed(command) if command is not None else None
    run = Run(words or (), _snapstart(function), Requested.by(function.variable))
    entry = image_entry(file, folder, function.place, run)
    if entry is not None:
        yield entry


def _built_image(function: Function) -> tuple[Path, Path] | None:
    """Return the Dockerfile and the context of the image that is built for a function."""
    metadata = value_of(function.resource.node, "Metadata")
    context = function.values.text(value_of(metadata, "DockerContext"))
    asset = function.values.text(value_of(metadata, "aws:asset:path"))
    if context is not None:
        folder: Path | None = function.place.local(context)
        file = function.values.text(value_of(metadata, "Dockerfile")) or "Dockerfile"
    elif asset is not None:
        file = function.values.text(value_of(metadata, "aws:asset:dockerfile-path")) or "Dockerfile"
        folder = source_of(function.place.local(asset), file, function.place.disk)
    else:
        return None
    return None if folder is None else (folder / file, folder)


def _hidden(function: Function) -> Problem | None:
    """Return the problem that a template language fills in where a function's code is."""
    for name in ("Handler", CODE[function.kind]):
        for key, value in function.written(name):
            if any(UNKNOWN in (scalar(each) or "") for each in islice(below(value), 10)):
                return function.place.problem(
                    line_of(key),
                    f"{name} of {function.name} is not known: another program fills it in",
                    "analyse what that program writes",
                    kind=ProblemKind.UNKNOWN_HANDLER,
                    subject=f"{function.name}: {name}",
                )
    return None


def _unfilled(left: Node, place: Place) -> Problem:
    """Return the problem that a template language has not filled in its text yet."""
    return place.problem(
        line_of(left),
        "not readable as YAML: a mapping stands where a name is expected",
        "correct it; if another program fills it in, analyse what that program writes",
    )


def _handler(function: Function) -> str | None:
    """Return the handler that holds the function's own code, as `module.function`."""
    handler = function.text("Handler")
    watched = WATCHERS.get(handler or "")
    return handler if watched is None else function.variable(watched)


def _code_source(function: Function, handler: str | None) -> Source | None:
    """Return the folder that the function's code is in; None if it is not local, or unknown."""
    place = function.place
    asset = _asset(function, handler)
    if asset is not None:
        return asset
    found = function.written(CODE[function.kind])
    if not found:
        # SAM, and `aws cloudformation package` too, then take the template's own folder.
        return Source("the code", place.template.parent, line_of(function.resource.node))
    key, written = found[0]
    for branch in function.values.branches(written):
        text = function.values.text(branch)
        if text is not None:
            is_archive = "://" in text or text.endswith((".zip", ".jar"))
            path = place.local(text)
            # One file can be given too; the archive that is made of it holds just this file.
            is_file = text.endswith(".py") and place.disk.is_file(path)
            folder = path.parent if is_file else path
            return None if is_archive else Source("the code", folder, line_of(key))
    return None


def _asset(function: Function, handler: str | None) -> Source | None:
    """Return the folder that CDK has copied the code from."""
    metadata = value_of(function.resource.node, "Metadata")
    path = function.values.text(value_of(metadata, "aws:asset:path"))
    if path is None or handler is None or path.endswith(".zip"):
        return None
    asset = function.place.local(path)
    for file in (f"{module_path(handler)}.py", f"{module_path(handler)}/__init__.py"):
        folder = source_of(asset, file, function.place.disk)
        if folder is not None:
            return Source("the code", folder, line_of(function.resource.node))
    return None


def _layer_sources(function: Function) -> Iterator[Source]:
    """Yield the folders of the function's layers that the same template makes."""
    for _, written in function.written("Layers"):
        for node in islice(below(written), LAYER_LIMIT):
            name, argument = intrinsic(node)
            layer = function.layers.get(scalar(argument) or "")
            if name == "Ref" and layer is not None:
                yield from layer_roots(layer, function.place.disk)


def _is_built(function: Function) -> bool:
    """Return whether a build of the user's own may make the handler's file."""
    metadata = value_of(function.resource.node, "Metadata")
    method = function.values.text(value_of(metadata, "BuildMethod")) or "python"
    return not method.startswith("python")


# SnapStart


def _with_limits(deployed: Deployed, function: Function, around: Surroundings) -> Deployed:
    """Add all that matters where SnapStart is switched on."""
    return replace(
        deployed,
        published=_published(function, around),
        uses=tuple(_uses(function, around)),
        bypasses=tuple(_bypasses(function, around)),
    )


def _snapstart(function: Function) -> bool | None:
    """Return whether SnapStart is on: True if any branch says so, None if it cannot be known."""
    written = function.property("SnapStart")
    if written is None:
        return False
    settings = {setting for setting, _ in _settings(written, function.values)}
    return True if True in settings else None if None in settings or not settings else False


def _conditions_of(function: Function) -> Mapping[str, bool]:
    """Return the conditions that come out one way wherever SnapStart is on, and which way."""
    written = function.property("SnapStart")
    ways = _settings(written, function.values) if written is not None else ()
    on = [set(conditions.items()) for setting, conditions in ways if setting]
    return dict(sorted(set.intersection(*on))) if on else {}


def _settings(written: Node, values: Values) -> Iterator[tuple[bool | None, Mapping[str, bool]]]:
    """Yield what a SnapStart property can set, and the conditions under which it does."""
    for branch, conditions in values.cases(written):
        apply_on = value_of(branch, "ApplyOn")
        if apply_on is not None:
            for each, further in values.cases(apply_on):
                text = values.text(each)
                is_on = None if text is None else text == "PublishedVersions"
                yield is_on, {**conditions, **further}
        elif values.is_absent(branch):
            yield False, conditions
        else:
            name, _ = intrinsic(branch)
            yield None if name is not None or branch.id != "mapping" else False, conditions


def _switched_on(function: Function) -> Setting | None:
    """Return where SnapStart is switched on."""
    if _snapstart(function) is not True:
        return None
    key, value = function.written("SnapStart")[0]
    apply_on = value_of(value, "ApplyOn")
    conditional = function.is_conditional(value) or (
        apply_on is not None and function.is_conditional(apply_on)
    )
    return Setting("SnapStart", function.place.span(key), not conditional)


def _published(function: Function, around: Surroundings) -> bool | None:
    """Return whether a version of the function is published."""
    has_alias = function.is_sam and bool(function.written("AutoPublishAlias"))
    if has_alias or function.name in around.published:
        return True
    return None if around.any_may_be or function.name in around.perhaps else False


_FEATURES = {
    "FileSystemConfigs": Feature.FILE_SYSTEM,
    "TenancyConfig": Feature.TENANT_ISOLATION,
}


def _uses(function: Function, around: Surroundings) -> Iterator[Used]:
    """Yield the features that SnapStart may not go with."""
    for name, feature in _FEATURES.items():
        for key, value in function.written(name)[:1]:
            branches = function.values.branches(value)
            if any(elements(each) or each.id == "mapping" for each in branches):
                yield _used(feature, function, key, value)
    for key, value in function.written("EphemeralStorage")[:1]:
        size = function.values.text(value_of(value, "Size"))
        if size is not None and size.isdecimal():
            used = _used(Feature.EPHEMERAL_STORAGE, function, key, value)
            yield replace(used, amount=int(size))
    if function.is_sam:
        for key, value in function.written("ProvisionedConcurrencyConfig")[:1]:
            yield _used(Feature.PROVISIONED_CONCURRENCY, function, key, value)
    for key in around.provisioned.get(function.name, ()):
        yield Used(Feature.PROVISIONED_CONCURRENCY, function.place.span(key))
    yield from _unsupported_image(function)


def _unsupported_image(function: Function) -> Iterator[Used]:
    image = function.setting("PackageType")
    built = _built_image(function) if image is not None and image.text == "Image" else None
    span = unsupported(built[0], function.place) if built is not None else None
    if image is not None and span is not None:
        yield Used(Feature.IMAGE, span, sure=image.sure)


def _used(feature: Feature, function: Function, key: Node, value: Node) -> Used:
    return Used(feature, function.place.span(key), sure=not function.is_conditional(value))


def _bypasses(function: Function, around: Surroundings) -> Iterator[Setting]:
    """Yield what calls the function, or may call it, with no version or alias."""
    yield from around.bypasses.get(function.name, ())
    if function.is_sam and not function.written("AutoPublishAlias"):
        for name, key in events_of(function.resource):
            yield Setting(f"event {name}", function.place.span(key))
