"""Functions as Terraform declares them: a resource of its own, or a call of the community's module.

The code of one is found through the `archive_file` that its package is made of, or the module's
`source_path`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from snapcheck.deploy.handlers import (
    PYTHON,
    WATCHERS,
    Code,
    Source,
    layer_roots,
    locate,
    module_file,
    module_path,
)
from snapcheck.deploy.place import Place
from snapcheck.deploy.terraform import hcl
from snapcheck.deploy.terraform.hcl import (
    Attribute,
    Block,
    Expression,
    Items,
    Reference,
    Template,
    Text,
)
from snapcheck.deploy.terraform.packages import archive_of, folder_of, packed_file, packed_text
from snapcheck.deploy.terraform.values import Module
from snapcheck.deploy.web_adapter import Requested
from snapcheck.model import EntryPoint, EntryPointKind, Problem, Span
from snapcheck.model.deployed import Deployed, Embedded, Feature, Setting, Used

STEP_LIMIT = 2_000
_BARE = frozenset({"arn", "function_name", "id", "invoke_arn"})
_BARE_OUTPUTS = frozenset(
    {"lambda_function_arn", "lambda_function_name", "lambda_function_invoke_arn"}
)
# What calls a function or lets something call it, and how a person calls it. In all of them, an
# attribute `qualifier` names a version or alias.
TRIGGERS: Mapping[str, str] = {
    "aws_api_gateway_authorizer": "authorizer",
    "aws_api_gateway_integration": "API integration",
    "aws_api_gateway_rest_api": "API",
    "aws_apigatewayv2_api": "API",
    "aws_apigatewayv2_authorizer": "authorizer",
    "aws_apigatewayv2_integration": "API integration",
    "aws_appsync_datasource": "data source",
    "aws_cloudwatch_event_target": "event target",
    "aws_cloudwatch_log_subscription_filter": "subscription filter",
    "aws_cognito_user_pool": "user pool",
    "aws_iot_topic_rule": "topic rule",
    "aws_lambda_event_source_mapping": "event source mapping",
    "aws_lambda_function_url": "function URL",
    "aws_lambda_permission": "permission",
    "aws_lb_target_group_attachment": "target group attachment",
    "aws_pipes_pipe": "pipe",
    "aws_s3_bucket_notification": "bucket notification",
    "aws_scheduler_schedule": "schedule",
    "aws_sfn_state_machine": "state machine",
    "aws_sns_topic_subscription": "subscription",
}


class Function:
    """One function as Terraform declares it; the two ways differ in the names of attributes."""

    bare: frozenset[str]

    def __init__(self, block: Block, module: Module) -> None:
        self.block = block
        self.module = module
        self.place = Place.of(Path(module.disk.root, block.span.path), module.disk)

    @property
    def name(self) -> str:
        key = self.module.each.get("key")
        name = ".".join(self.block.labels[-1:])
        return f"{name}[{key}]" if isinstance(key, str) else name

    @property
    def address(self) -> tuple[str, ...]:
        """Return how other resources name it."""
        raise NotImplementedError

    def text(self, name: str) -> str | None:
        return self.module.text(self.block.value(name))

    def setting(self, name: str) -> Setting | None:
        written, text = self.block.attributes.get(name), self.text(name)
        return Setting(text, written.span) if written is not None and text is not None else None

    def line(self, name: str) -> int:
        written = self.block.attributes.get(name)
        return written.span.line if written is not None else self.block.span.line

    def variable(self, name: str) -> str | None:
        """Return the text of an environment variable."""
        raise NotImplementedError

    def is_function(self) -> bool:
        return True

    def code(self) -> Iterator[Source]:
        """Return the folders of the function's own code."""
        raise NotImplementedError

    def archive(self) -> Block | None:
        """Return the `archive_file` that makes the function's package, if there is one."""
        return None

    def layers(self) -> Iterator[Source]:
        """Return the layers that the same module makes."""
        raise NotImplementedError

    def snapstart(self) -> tuple[bool | None, Span | None]:
        """Return whether SnapStart is on, and where that stands."""
        raise NotImplementedError

    def uses(self) -> Iterator[Used]:
        raise NotImplementedError

    def deployed(self, entry: EntryPoint | None) -> Deployed:
        """Return all that is said of the function."""
        is_on, span = self.snapstart()
        return Deployed(
            name=self.name,
            declared_in=self.place.name,
            entry=entry,
            runtime=self.setting("runtime"),
            snapstart=Setting("snap_start", span) if is_on and span is not None else None,
            published=self.module.flag(self.block.value("publish")),
            uses=tuple(self.uses()) if is_on else (),
            bypasses=tuple(_bypasses(self)) if is_on else (),
        )

    def amount(self, expression: Expression | None) -> int | None:
        text = self.module.text(expression)
        return int(text) if text is not None and text.isdecimal() else None


class Resource(Function):
    """A resource `aws_lambda_function`."""

    bare = _BARE

    @property
    def address(self) -> tuple[str, ...]:
        return self.block.labels

    def variable(self, name: str) -> str | None:
        for block in self.block.of_kind("environment"):
            variables = self.module.value(block.value("variables"))
            found = variables.get(name) if isinstance(variables, dict) else None
            return found if isinstance(found, str) else None
        return None

    def _packages(self) -> Iterator[tuple[Attribute, Block]]:
        for name in ("filename", "s3_key", "source_code_hash"):
            written = self.block.attributes.get(name)
            archive = archive_of(written.value, self.module) if written is not None else None
            if written is not None and archive is not None:
                yield written, archive

    def archive(self) -> Block | None:
        return next((archive for _, archive in self._packages()), None)

    def code(self) -> Iterator[Source]:
        for written, archive in self._packages():
            folder = folder_of(archive, self.module)
            if folder is not None:
                yield Source("the code", folder, written.span.line)
                return

    def layers(self) -> Iterator[Source]:
        written = self.block.attributes.get("layers")
        items = written.value if written is not None else None
        for item in items.items if isinstance(items, Items) else ():
            if not isinstance(item, Reference) or len(item.names) < 2:
                continue
            for layer in self.module.resources("aws_lambda_layer_version"):
                if layer.labels == item.names[:2]:
                    folder = _packed(layer.value("filename") or Text(None), self.module)
                    if folder is not None:
                        yield Source(f"layer {layer.labels[1]}", folder, layer.span.line)

    def snapstart(self) -> tuple[bool | None, Span | None]:
        for block in self.block.of_kind("snap_start"):
            text = self.module.text(block.value("apply_on"))
            return (None if text is None else text == "PublishedVersions"), block.span
        for block in self.block.of_kind("dynamic"):
            if block.labels == ("snap_start",):
                each = self.module.value(block.value("for_each"))
                return (None if each is None else bool(each)), block.span
        return False, None

    def uses(self) -> Iterator[Used]:
        for block in self.block.of_kind("file_system_config"):
            yield Used(Feature.FILE_SYSTEM, block.span)
        for block in self.block.of_kind("ephemeral_storage"):
            size = self.amount(block.value("size"))
            yield Used(Feature.EPHEMERAL_STORAGE, block.span, size)
        for block in self.block.of_kind("tenancy_config"):
            yield Used(Feature.TENANT_ISOLATION, block.span)
        for resource in self.module.resources("aws_lambda_provisioned_concurrency_config"):
            named = resource.attributes.get("function_name")
            if named is not None and any(
                reference.names[:2] == self.address for reference, _ in _mentions(named.value)
            ):
                yield Used(Feature.PROVISIONED_CONCURRENCY, resource.span)


class CommunityModule(Function):
    """A call of the module terraform-aws-modules/lambda."""

    bare = _BARE_OUTPUTS

    @property
    def address(self) -> tuple[str, ...]:
        return ("module", *self.block.labels)

    def is_function(self) -> bool:
        creates = [self.module.text(self.block.value(n)) for n in ("create", "create_function")]
        return "false" not in creates and self.text("create_layer") != "true"

    def variable(self, name: str) -> str | None:
        variables = self.module.value(self.block.value("environment_variables"))
        found = variables.get(name) if isinstance(variables, dict) else None
        return found if isinstance(found, str) else None

    def code(self) -> Iterator[Source]:
        for name in ("source_path", "local_existing_package"):
            written = self.block.attributes.get(name)
            if written is None:
                continue
            for folder in _sources(written.value, self.module):
                yield Source("the code", folder, written.span.line)

    def layers(self) -> Iterator[Source]:
        written = self.block.value("layers")
        for item in written.items if isinstance(written, Items) else ():
            if not isinstance(item, Reference) or item.names[:1] != ("module",):
                continue
            for block in self.module.blocks:
                if block.kind == "module" and block.labels == item.names[1:2]:
                    path = block.attributes.get("source_path")
                    for folder in _sources(path.value, self.module) if path is not None else ():
                        yield Source(f"layer {block.labels[0]}", folder, block.span.line)

    def snapstart(self) -> tuple[bool | None, Span | None]:
        written = self.block.attributes.get("snap_start")
        if written is None:
            return False, None
        return self.module.flag(written.value), written.span

    def uses(self) -> Iterator[Used]:
        for name, feature in (
            ("file_system_arn", Feature.FILE_SYSTEM),
            ("ephemeral_storage_size", Feature.EPHEMERAL_STORAGE),
            ("provisioned_concurrent_executions", Feature.PROVISIONED_CONCURRENCY),
        ):
            written = self.block.attributes.get(name)
            if written is not None and written.value != Text(None):
                amount = self.amount(written.value)
                is_zero = feature is Feature.PROVISIONED_CONCURRENCY and amount is not None
                if not (is_zero and amount is not None and amount <= 0):
                    yield Used(feature, written.span, amount)


def located(function: Function) -> Iterator[EntryPoint | Embedded | Problem]:
    """Yield the entry point of a function, or what keeps it from being found; or nothing."""
    runtime, handler = function.text("runtime"), function.text("handler")
    if runtime is not None and not PYTHON.fullmatch(runtime):
        return
    watched = WATCHERS.get(handler or "")
    handler = handler if watched is None else function.variable(watched)
    if handler is None:
        return
    named = list(_under_a_name(function, handler))
    if named:
        yield from named
        return
    code = list(function.code())
    is_found = bool(code)
    code = code or list(_beside(function, handler))
    if not code:
        return
    layers = [
        root for layer in function.layers() for root in layer_roots(layer, function.place.disk)
    ]
    is_on, _ = function.snapstart()
    yield from locate(
        Code(
            function=function.name,
            handler=handler,
            handler_line=function.line("handler"),
            sources=tuple(code),
            layers=tuple(layers),
            runtime=runtime,
            snapstart=is_on,
            correct="handler or the source of its package",
            # Packages are made by commands too, which put files where the handler looks for them.
            is_built=len(code) > 1 or not is_found,
            requested=Requested.by(function.variable),
        ),
        function.place,
    )


# Where code is


def _under_a_name(function: Function, handler: str) -> Iterator[EntryPoint | Embedded]:
    """Yield the entry point of a package that is told file by file, with its code."""
    archive, place = function.archive(), function.place
    if archive is None:
        return
    name = f"{module_path(handler)}.py"
    file = packed_file(archive, name, function.module)
    code = packed_text(archive, name, f"{place.name}#{function.name}", function.module)
    if file is not None and place.disk.is_file(file) and place.relative(file) is not None:
        path, roots = place.shown(file), place.inside([file.parent])
    elif code is not None:
        yield code
        path, roots = code.path, (code.path,)
    else:
        return
    yield EntryPoint(
        path=path,
        function=handler.rpartition(".")[2],
        kind=EntryPointKind.TEMPLATE,
        declared_in=place.name,
        roots=roots,
        runtime=function.text("runtime"),
        snapstart=function.snapstart()[0],
    )


def _beside(function: Function, handler: str) -> Iterator[Source]:
    """Yield the folder around the root module that has the handler's file in a folder.

    That is where the code of a package is likely to be of which nothing else is known. A plain
    `main.handler` says too little.
    """
    root, disk = function.module.root, function.place.disk
    if "/" not in module_path(handler):
        return
    for folder in (root, *root.parents):
        if module_file(handler, [folder], disk) is not None:
            yield Source("the code", folder, function.line("handler"))
            return
        if str(folder) == disk.root:
            return


def _packed(package: Expression, module: Module) -> Path | None:
    """Return the folder that an `archive_file` makes a package of, also through an S3 object."""
    archive = archive_of(package, module)
    return folder_of(archive, module) if archive is not None else None


def _sources(written: Expression, module: Module) -> Iterator[Path]:
    """Yield the folders of the community module's `source_path`: one path, or a list of them."""
    if isinstance(written, Reference) and written.names[:1] in (("data",), ("archive_file",)):
        packed = _packed(written, module)
        if packed is not None:
            yield packed
        return
    found = module.value(written)
    for each in found if isinstance(found, list) else [found]:
        path = each.get("path") if isinstance(each, dict) else each
        if isinstance(path, str):
            place = module.local(path)
            yield place.parent if path.endswith(".py") else place


# What calls a function


def _bypasses(function: Function) -> Iterator[Setting]:
    for kind, word in TRIGGERS.items():
        for block in function.module.resources(kind):
            if block.value("qualifier") is not None or block.kind != "resource":
                continue
            for span in _bare_mentions(block, function):
                yield Setting(f"{word} {block.labels[1]}", span)


def _bare_mentions(block: Block, function: Function) -> Iterator[Span]:
    """Yield where a resource names a function without a version or alias."""
    size = len(function.address)
    stack = [block]
    while stack:
        each = stack.pop()
        stack.extend(reversed(each.blocks))
        for name, written in each.attributes.items():
            if name in ("depends_on", "source_arn", "triggers", "for_each"):
                continue
            for reference, tail in _mentions(written.value):
                names = reference.names
                is_bare = names[size : size + 1] and names[size] in function.bare
                is_qualified = tail.startswith(":") and not tail.startswith(":$LATEST")
                if names[:size] == function.address and is_bare and not is_qualified:
                    yield written.span
                    break


def _mentions(expression: Expression) -> Iterator[tuple[Reference, str]]:
    """Yield all references in an expression, each with the text that follows it."""
    stack: list[tuple[Expression, str]] = [(expression, "")]
    for _ in range(STEP_LIMIT):
        if not stack:
            return
        each, tail = stack.pop()
        if isinstance(each, Reference):
            yield each, tail
        elif isinstance(each, Template):
            following = [*each.parts[1:], Text("")]
            for part, after in zip(each.parts, following, strict=True):
                stack.append((part, after.value or "" if isinstance(after, Text) else ":"))
        else:
            stack.extend((part, "") for part in hcl.parts_of(each))
