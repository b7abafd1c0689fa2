"""The functions that AWS CDK programs in Python and TypeScript build, read from their text.

A program is followed, never run; where it depends on its surroundings the values are unknown. Paths
are relative to the folder of `cdk.json`, in which the program is started.
"""

from __future__ import annotations

import ast
import gc
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from snapcheck.deploy.cdk.evaluator import DESCRIBED, Program
from snapcheck.deploy.cdk.inline import inline, literal_lines
from snapcheck.deploy.cdk.program_file import ProgramFile, Written
from snapcheck.deploy.cdk.scan import PUBLISHING
from snapcheck.deploy.cdk.values import ALWAYS, Built, Dotted, Value
from snapcheck.deploy.dockerfile.image import Run, image_entry
from snapcheck.deploy.dockerfile.support import unsupported
from snapcheck.deploy.embedded import MODULE
from snapcheck.deploy.handlers import PYTHON, Code, Source, entry_among, layer_roots, locate
from snapcheck.deploy.place import Place
from snapcheck.deploy.web_adapter import Requested
from snapcheck.filesystem.disk import Disk
from snapcheck.model import EntryPoint, EntryPointKind, Problem, Span
from snapcheck.model.deployed import Declared, Deployed, Embedded, Feature, Setting, Used

_LAMBDA = re.compile(r"aws_cdk\.aws_lambda(?:_python(?:_alpha)?)?\.(\w+)$")
_FUNCTIONS = frozenset({"Function", "SingletonFunction", "CfnFunction"})
_PYTHON_FUNCTIONS = frozenset({"PythonFunction"})
_IMAGES = frozenset({"DockerImageFunction"})
_LAYERS = frozenset({"LayerVersion", "PythonLayerVersion"})
_RUNTIME = re.compile(r"([A-Z]+)_(?:([A-Z0-9]+(?:_[A-Z0-9]+)*))$")
_SIZES = {"mebibytes": 1, "gibibytes": 1024}
# Methods of a function that make something call it as it is, and how a person calls that.
_TRIGGER_METHODS = {
    "add_event_source": "event source",
    "add_event_source_mapping": "event source mapping",
    "add_function_url": "function URL",
    "add_permission": "permission",
}
# What is built of a function and calls it.
_TRIGGERS = {
    "HttpLambdaIntegration": "API integration",
    "LambdaDestination": "bucket notification",
    "LambdaFunction": "event target",
    "LambdaIntegration": "API integration",
    "LambdaInvoke": "state machine task",
    "LambdaRestApi": "API",
    "LambdaSubscription": "subscription",
    "WebSocketLambdaIntegration": "API integration",
}


# What a program is made of refers to itself, and holds its tree: of so many characters that is
# some 10 MB, and to look for it each time would take as long as they do.
_BETWEEN_COLLECTIONS = 250_000


_LATER = "functions that it builds later are not known (name them in entry-points)"


def declared(sources: Iterable[ProgramFile], disk: Disk) -> Declared:
    """Return what deployment programs build; one may publish what another one builds."""
    may_publish = False
    functions: list[Deployed] = []
    aside: list[Problem | Embedded] = []
    notices: list[str] = []
    programs: list[str] = []
    since_collection = 0
    for source in sources:
        since_collection += len(source.text)
        if since_collection > _BETWEEN_COLLECTIONS:
            gc.collect(0)
            since_collection = 0
        may_publish = may_publish or PUBLISHING.search(source.text) is not None
        place = Place.of(Path(disk.root, source.path), disk)
        program = Program(source.tree, place.template, properties_last=source.is_typescript)
        if not source.is_typescript:
            programs.append(source.path)
        written = Written(source, place)
        for built in _functions(program):
            function = _Function(built, program, written)
            functions.append(function.deployed(entry_among(function.located(), aside)))
        if program.is_cut:
            notices.append(f"{source.path} does too much to be followed to its end: {_LATER}")
    if may_publish:
        functions = [
            each if each.published else replace(each, published=None) for each in functions
        ]
    return Declared(
        tuple(functions),
        tuple(dict.fromkeys(each for each in aside if isinstance(each, Problem))),
        tuple(notices),
        embedded=tuple(each for each in aside if isinstance(each, Embedded)),
        programs=tuple(programs),
    )


def _functions(program: Program) -> Iterator[Built]:
    known = _FUNCTIONS | _PYTHON_FUNCTIONS | _IMAGES
    seen: set[tuple[int, str]] = set()
    described: dict[tuple[str | None, str | None], Built] = {}
    made: set[tuple[str | None, str | None]] = set()
    for built in program.built:
        handler = built.keywords.get("handler")
        named = handler if isinstance(handler, str) else None
        what = (named, _asset(built.keywords.get("code")))
        if built.name == DESCRIBED:
            described.setdefault(what, built)
            continue
        kind = _LAMBDA.fullmatch(built.name)
        if kind is not None and kind[1] in known and built.receiver is None:
            key = (id(built.call), repr(sorted(_texts(built.keywords.values()))))
            made.add(what)
            if key not in seen:
                seen.add(key)
                yield built
    yield from (built for what, built in described.items() if what not in made)


def _texts(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Built):
            yield from _texts([*value.arguments, *value.keywords.values()])


class _Function:
    """One function that a program builds."""

    def __init__(self, built: Built, program: Program, written: Written) -> None:
        self.built = built
        self.program = program
        self.written = written
        self.source = written.source
        self.place = written.place

    @property
    def name(self) -> str:
        """The construct's id, or where it is built."""
        written = self.built.keywords.get("id")
        if written is None and len(self.built.arguments) > 1:
            written = self.built.arguments[1]
        return written if isinstance(written, str) else f"line {self.built.call.lineno}"

    @property
    def kind(self) -> str:
        return self.built.last

    def span(self, node: ast.AST) -> Span:
        """Return where a node stands: of a keyword, its name; of a call, its function's name."""
        line = getattr(node, "lineno", 1)
        start = getattr(node, "col_offset", 0)
        text = self.written.lines[line - 1 : line]
        written = text[0] if text else b""
        end = start + len(node.arg) if isinstance(node, ast.keyword) and node.arg else None
        if end is None:
            same_line = getattr(node, "end_lineno", line) == line
            end = getattr(node, "end_col_offset", start + 1) if same_line else start + 1
        column = len(written[:start].decode("utf-8", "replace")) + 1
        end_column = len(written[:end].decode("utf-8", "replace")) + 1
        return Span(self.place.name, line, column, line, end_column)

    def place_of(self, keyword: str) -> Span:
        return self.span(self.built.places.get(keyword, self.built.call))

    def text(self, keyword: str) -> str | None:
        value = self.built.keywords.get(keyword)
        return value if isinstance(value, str) else None

    @property
    def runtime(self) -> str | None:
        """The runtime as Lambda calls it: `Runtime.PYTHON_3_12` is `python3.12`."""
        value = self.built.keywords.get("runtime")
        if isinstance(value, Dotted):
            return runtime_of(value.last)
        if isinstance(value, Built) and value.last == "Runtime":
            name = value.arguments[0] if value.arguments else value.keywords.get("name")
            return name if isinstance(name, str) else None
        return value if isinstance(value, str) else None

    def local(self, text: str) -> Path:
        """Return the file or folder that a path of the program means."""
        if os.path.isabs(text):
            return Path(os.path.normpath(text))
        candidates = [os.path.normpath(os.path.join(each, text)) for each in self.written.bases]
        exists = self.place.disk.exists
        return Path(next((each for each in candidates if exists(each)), candidates[0]))

    # --- code ---

    def located(self) -> Iterator[EntryPoint | Embedded | Problem]:
        """Yield the entry point, or what keeps it from being found; or nothing."""
        runtime = self.runtime
        if runtime is not None and not PYTHON.fullmatch(runtime):
            return
        if self.kind in _IMAGES:
            yield from self._in_image()
            return
        if self.kind in _PYTHON_FUNCTIONS:
            handler, folder = self._python_function()
        else:
            handler, folder = self.text("handler"), None
            code = self.built.keywords.get("code")
            text = inline(code)
            if text is not None and runtime is not None:
                yield from self._embedded(text, handler)
                return
            path = _asset(code)
            folder = self.local(path) if path is not None else None
        if handler is None or folder is None or str(folder).endswith((".zip", ".jar")):
            return
        line = self.built.call.lineno
        for each in locate(
            Code(
                function=self.name,
                handler=handler,
                handler_line=self.place_of("handler").line,
                sources=(Source("the code", folder, line),),
                layers=tuple(self._layers()),
                runtime=runtime,
                snapstart=self.snapstart,
                correct="handler or code",
                # What is not known for sure is no reason for a problem.
                is_built=True,
                requested=Requested.by(self._variable),
            ),
            self.place,
        ):
            if isinstance(each, EntryPoint) and _names(
                self.place.root / each.path, each.function, self.place.disk
            ):
                yield each

    def _variable(self, name: str) -> str | None:
        """Return the text of an environment variable."""
        variables = self.built.keywords.get("environment")
        found = variables.get(name) if isinstance(variables, dict) else None
        return found if isinstance(found, str) else None

    def _python_function(self) -> tuple[str | None, Path | None]:
        entry = self.text("entry")
        if entry is None:
            return None, None
        index = self.built.keywords.get("index", "index.py")
        function = self.built.keywords.get("handler", "handler")
        if not isinstance(index, str) or not isinstance(function, str):
            return None, None
        return f"{index.removesuffix('.py')}.{function}", self.local(entry)

    def _in_image(self) -> Iterator[EntryPoint]:
        built = self._built_image()
        if built is None:
            return
        code, file, context = built
        command = code.keywords.get("cmd")
        words = (
            [each for each in command if isinstance(each, str)] if isinstance(command, list) else []
        )
        run = Run(words, self.snapstart, Requested.by(self._variable))
        entry = image_entry(file, context, self.place, run)
        if entry is not None:
            yield entry

    def _built_image(self) -> tuple[Built, Path, Path] | None:
        """Return the code of an image, its Dockerfile and its context."""
        code = self.built.keywords.get("code")
        if not isinstance(code, Built):
            return None
        folder = code.arguments[0] if code.arguments else code.keywords.get("directory")
        if not isinstance(folder, str):
            return None
        file = code.keywords.get("file", "Dockerfile")
        context = self.local(folder)
        return code, context / (file if isinstance(file, str) else "Dockerfile"), context

    def _embedded(self, text: str, handler: str | None) -> Iterator[EntryPoint | Embedded]:
        """Yield the function whose code is written into the program."""
        module, _, name = (handler or f"{MODULE}.handler").rpartition(".")
        literal = self.written.literals.get(text)
        if module != MODULE or not name.isidentifier() or literal is None:
            return
        path = f"{self.place.name}#{self.name}"
        lines = tuple(literal_lines(literal, self.written.lines, text))
        yield Embedded(path, self.place.name, text, lines)
        yield EntryPoint(
            path=path,
            function=name,
            kind=EntryPointKind.TEMPLATE,
            declared_in=self.place.name,
            roots=(path,),
            runtime=self.runtime,
            snapstart=self.snapstart,
        )

    def _layers(self) -> Iterator[Source]:
        layers = self.built.keywords.get("layers")
        for layer in layers if isinstance(layers, list) else []:
            if isinstance(layer, Built) and layer.last in _LAYERS:
                written = layer.keywords.get("entry")
                path = written if isinstance(written, str) else _asset(layer.keywords.get("code"))
                if path is not None and self.place.disk.is_folder(self.local(path)):
                    source = Source("a layer", self.local(path), layer.call.lineno)
                    yield from layer_roots(source, self.place.disk)

    # --- SnapStart ---

    @property
    def snapstart(self) -> bool | None:
        """Return whether SnapStart is on; None where the program may change it later."""
        value = self.built.keywords.get("snap_start")
        if value is None:
            is_unknown = "snap_start" in self.built.keywords or self.written.may_switch_on_later
            is_unknown = is_unknown or self.built.name == DESCRIBED
            return None if is_unknown else False
        if isinstance(value, Dotted):
            return value.last == "ON_PUBLISHED_VERSIONS"
        if isinstance(value, Built):
            return value.keywords.get("apply_on") == "PublishedVersions"
        return None

    def _goes_with_snapstart(self, keyword: str) -> bool:
        """Return whether a keyword has its value wherever SnapStart is on.

        What two branches say that nobody knows to be taken together is not united.
        """
        conditions = self.built.conditions
        return conditions.get(keyword, ALWAYS) <= conditions.get("snap_start", ALWAYS)

    def deployed(self, entry: EntryPoint | None) -> Deployed:
        """Return all that the program says of the function."""
        is_on = self.snapstart is True
        runtime = self.runtime if not is_on or self._goes_with_snapstart("runtime") else None
        published = any(name in _VERSIONS for name, _ in self.built.read) or any(
            self.built in each.keywords.values() for each in self._versions()
        )
        return Deployed(
            name=self.name,
            declared_in=self.place.name,
            entry=entry,
            runtime=Setting(runtime, self.place_of("runtime")) if runtime is not None else None,
            snapstart=Setting("snap_start", self.place_of("snap_start"), sure=False)
            if is_on
            else None,
            published=published or (None if self._is_chosen else False),
            uses=tuple(self._uses()) if is_on else (),
            bypasses=tuple(self._bypasses()) if is_on else (),
        )

    @property
    def _is_chosen(self) -> bool:
        """Return whether SnapStart depends on a branch that may never be taken."""
        return bool(self.built.conditions.get("snap_start"))

    def _versions(self) -> Iterator[Built]:
        return (each for each in self.program.built if each.last in ("Version", "Alias"))

    def _uses(self) -> Iterator[Used]:
        keywords = {
            name: value
            for name, value in self.built.keywords.items()
            if self._goes_with_snapstart(name)
        }
        if "filesystem" in keywords or "file_system_configs" in keywords:
            name = "filesystem" if "filesystem" in keywords else "file_system_configs"
            yield Used(Feature.FILE_SYSTEM, self.place_of(name))
        size = keywords.get("ephemeral_storage_size")
        if isinstance(size, Built) and size.last in _SIZES and size.arguments:
            amount = size.arguments[0]
            if isinstance(amount, int):
                span = self.place_of("ephemeral_storage_size")
                yield Used(Feature.EPHEMERAL_STORAGE, span, amount * _SIZES[size.last])
        for built in self.program.built:
            span_of = built.places.get("provisioned_concurrent_executions")
            concerns = built.receiver is self.built or self.built in built.keywords.values()
            if span_of is not None and concerns:
                yield Used(Feature.PROVISIONED_CONCURRENCY, self.span(span_of))
        if keywords.get("tenancy_config") is not None:
            yield Used(Feature.TENANT_ISOLATION, self.place_of("tenancy_config"))
        image = self._built_image() if self.kind in _IMAGES else None
        base = unsupported(image[1], self.place) if image is not None else None
        if base is not None:
            yield Used(Feature.IMAGE, base)

    def _bypasses(self) -> Iterator[Setting]:
        for built in self.program.built:
            if built.receiver is self.built and built.last in _TRIGGER_METHODS:
                span = self.span(built.call.func)
                yield Setting(_TRIGGER_METHODS[built.last], span, sure=False)
            elif built.last in _TRIGGERS and self.built in (
                *built.arguments,
                *built.keywords.values(),
            ):
                span = self.span(built.call.func)
                yield Setting(_TRIGGERS[built.last], span, sure=False)


_VERSIONS = frozenset({"current_version", "add_alias"})


def _names(file: Path, function: str, disk: Disk) -> bool:
    """Return whether a file names the function at all; a program may set another handler later."""
    try:
        source = disk.read(file)
    except OSError:
        return True  # that it cannot be read is said where it is analysed
    name = re.escape(function.encode())
    # What begins with plain text is searched for ten times as fast as what begins with `\b`.
    return any(
        re.search(pattern, source)
        for pattern in (rb"%s(?<!\w%s)\b" % (name, name), rb"import(?<!\wimport)\s+\*")
    )


def runtime_of(constant: str) -> str | None:
    """Return the runtime of a constant of `Runtime`; None for one without a version."""
    named = _RUNTIME.fullmatch(constant)
    if named is None:
        return None
    language, version = named[1].lower(), named[2].lower()
    if language == "python":
        return f"python{version.replace('_', '.')}"
    if language == "nodejs":
        return f"nodejs{version.replace('_', '.')}" if version[:1].isdigit() else "nodejs"
    return f"{language}{version.replace('_', '.')}"


def _asset(code: Value) -> str | None:
    """Return the path of code that is a local asset."""
    if isinstance(code, Built) and code.last in ("from_asset", "asset", "AssetCode"):
        path = code.arguments[0] if code.arguments else code.keywords.get("path")
        return path if isinstance(path, str) else None
    return None
