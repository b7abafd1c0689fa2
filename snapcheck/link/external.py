"""What calling something outside the program does: known APIs first, then what may be assumed."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from msgspec.structs import replace

from snapcheck.knowledge import GENERATOR, SECURE_GENERATOR, Api, Effect
from snapcheck.link.attributes import member
from snapcheck.link.callbacks import callbacks, hand_over, run, run_now
from snapcheck.link.conditions import applicable
from snapcheck.link.flow import ANY, carried, consume, make
from snapcheck.link.flow import held as everything_held
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import keys_of
from snapcheck.link.models import background, connections, costs, generators, injection, language
from snapcheck.link.models.collections import COLLECTIONS, container_method, new_collection
from snapcheck.link.models.managers import entered
from snapcheck.link.summary import Flagged, Hooked, Registration
from snapcheck.link.values import (
    NOTHING,
    Atom,
    Constant,
    Container,
    External,
    Function,
    Made,
    Method,
    Object,
    Passed,
    Place,
    Value,
    derive,
    in_order,
    is_literal,
    join,
    texts,
)
from snapcheck.model import Confidence, Phase

# Their result says nothing of what they were given.
_STOPPING = frozenset(
    {"len", "type", "isinstance", "issubclass", "bool", "callable", "id", "hasattr", "dir", "any"}
    | {"all", "hash", "inspect.signature", "inspect.isawaitable"}
)
# They compute from what they were given, and do nothing else with it.
_COMPUTING_BUILTINS = frozenset(
    [
        "str",
        "int",
        "float",
        "complex",
        "repr",
        "ascii",
        "bytes",
        "bytearray",
        "memoryview",
        "format",
        "round",
        "abs",
        "min",
        "max",
        "sum",
        "divmod",
        "pow",
        "hex",
        "oct",
        "bin",
        "ord",
        "chr",
        "slice",
        "range",
    ]
)
_COMPUTING_MODULES = [
    "math.",
    "operator.",
    "string.",
    "re.",
    "textwrap.",
    "base64.",
    "binascii.",
    "hashlib.",
    "hmac.",
    "json.",
    "decimal.",
    "fractions.",
    "struct.",
    "urllib.parse.",
    "itertools.",
    "copy.",
    "uuid.",
    "datetime.",
    "calendar.",
    "html.",
    "zlib.",
    "pathlib.",
    "posixpath.",
    "os.path.",
    "time.",
    "statistics.",
    "unicodedata.",
    "typing.",
    "zoneinfo.",
    "dateutil.",
    "collections.",
    "email.utils.",
]
# Of the standard library these call what they are given; others (inspect, functools, atexit,
# signal) look at it, wrap it, or keep it for something that is no phase.
_RUNNING = (
    "min",
    "max",
    "any",
    "all",
    "re.sub",
    "itertools.",
    "threading.",
    "concurrent.futures.",
    "multiprocessing.",
    "asyncio.",
    "contextvars.",
    "timeit.",
    "json.dump",
    "json.load",
)
# Methods by which an object of a library keeps what it is given.
_KEEPERS = frozenset(
    [
        "set",
        "append_keys",
        "structure_logs",
        "setdefault",
        "update",
        "from_mapping",
        "add_header",
        "set_default_headers",
        "bind",
        "thread_safe_append_keys",
        "add_metadata",
        "set_default_dimensions",
    ]
)
# Of these, the ones that hand out an object which keeps it.
_BINDING = frozenset({"bind"})
# Methods of an exit stack that enter the context manager they are given.
_ENTERING = frozenset({"enter_context", "enter_async_context"})
# Methods by which an object that holds a connection surely uses it.
_USING = frozenset({"execute", "scalar", "scalars", "query", "commit", "flush", "get", "run"})
_VARIABLES = frozenset({"contextvars.ContextVar"})
# They go over what they are given, and see the keys of a dict only.
_OVER_ITEMS = frozenset({"min", "max", "sum", "any", "all"})
_LONGEST_NAME = 8


def call_external(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    """What calling the library function or class `name` may return."""
    special = language.SPECIAL.get(name)
    if special is not None:
        return special(frame, arguments, site)
    if name in COLLECTIONS:
        return new_collection(frame, name, arguments, site)
    for api in applicable(frame, "open" if name in _OPENERS else name, arguments):
        costs.note(frame, api, arguments, site)
        if api.effect is Effect.SAFE:
            break
        known = _known(frame, api, name, arguments, site)
        if known is not None:
            return known
    return _assumed(frame, name, arguments, site)


def _known(frame: Frame, api: Api, name: str, arguments: list[Passed], site: int) -> Value | None:
    """What an API of the knowledge base does; None where that says nothing of its result."""
    match api.effect:
        case Effect.MAKES:
            consume_all(frame, arguments, site)
            if name in _OPENERS:
                # The file is no identity; what is read from it is.
                return frozenset([make(frame, api, name, None, site)])
            return yielded(frame, api, name, site)
        case Effect.LIBRARY_DRAWS:
            consume_all(frame, arguments, site)
            return generators.draw_in_library(frame, api, name, site)
        case Effect.DRAWS:
            consume_all(frame, arguments, site)
            return generators.draw(frame, api, name, site)
        case Effect.BUILDS_GENERATOR:
            return generators.build(frame, api, name, arguments, site)
        case Effect.BUILDS_SECURE:
            return frozenset([make(frame, api, name, SECURE_GENERATOR, site)])
        case Effect.SEEDS:
            generators.seed(frame, api, arguments, site)
            return NOTHING
        case Effect.TOUCHES:
            frame.activation.touches |= frozenset(api.generators)
        case Effect.HOOK:
            return _hook(frame, api, arguments, site)
        case Effect.OPENS:
            for argument in arguments:
                connections.open_given(frame, argument.value)
        case Effect.CONNECTS_ON_USE:
            consume_all(frame, arguments, site)
            built = _built(frame, name, arguments, site)
            return frozenset([connections.dormant(atom, api) for atom in built])
        case Effect.FLAGS:
            frame.activation.events.append(Flagged(api, frame.site(site)))
        case Effect.STARTS:
            background.start(frame, api, frame.site(site), site)
        case Effect.SLEEPS | Effect.WAITS:
            background.wait(frame, api, arguments, site)
        case _:
            pass
    return None


def yielded(frame: Frame, api: Api, name: str, site: int) -> Value:
    """What a call that makes a hazard yields; made after the restore, only a moment matters."""
    if frame.later and not (api.hazard is not None and api.hazard.moment):
        return NOTHING
    return frozenset([make(frame, api, name, api.hazard, site)])


_OPENERS = frozenset({"open", "io.open", "pathlib.Path"})


def _hook(frame: Frame, api: Api, arguments: list[Passed], site: int) -> Value:
    if not arguments:
        return NOTHING
    callback = arguments[0].value
    hooked = Hooked(api, frame.site(site), callback)
    frame.activation.events.append(hooked)
    phase = Phase.RESTORE if api.phase == "RESTORE" else Phase.INIT
    # What a hook registers to run after the restore still runs: the runtime goes on to it.
    if not frame.later or frame.phase is phase:
        registration = Registration(callback, tuple(arguments[1:]), phase, Confidence.HIGH, hooked)
        frame.engine.register(frame, registration)
    return callback


def consume_all(frame: Frame, arguments: Iterable[Passed], site: int) -> None:
    """Note that all arguments leave the program here."""
    for argument in arguments:
        consume(frame, argument.value, site)


# --- APIs of which nothing is known ------------------------------------------------------------


def _assumed(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    if name in _STOPPING:
        return NOTHING
    if name in _COMPUTING_BUILTINS or name.startswith(tuple(_COMPUTING_MODULES)):
        _callbacks(frame, name, arguments, site)
        if arguments and all(is_literal(argument.value) for argument in arguments):
            return frozenset([Constant("", "computed")])
        if name in _OVER_ITEMS:
            arguments = over_items(frame, arguments)
        return join([computed(frame, arguments, site), *_converted(frame, name, arguments, site)])
    consume_all(frame, arguments, site)
    _callbacks(frame, name, arguments, site)
    handed = handed_out(frame, name, site)
    if handed:
        return handed
    if _is_class(name) or name.rpartition(".")[2].startswith(_BUILDING):
        return _built(frame, name, arguments, site)
    standard = is_standard(name)
    sure = Confidence.HIGH if standard else Confidence.MEDIUM
    result = computed(frame, arguments, site, sure)
    named = _object(frame, _named(name, arguments), site)
    return join([result, named, _wrapped_by(name, arguments)])


def over_items(frame: Frame, arguments: list[Passed]) -> list[Passed]:
    """The arguments as what goes over them sees them: dicts are their keys."""
    return [replace(argument, value=keys_only(frame, argument.value)) for argument in arguments]


def keys_only(frame: Frame, value: Value) -> Value:
    """`value` with the dicts in it replaced by their keys."""
    mappings = [a for a in value if isinstance(a, Container) and a.mapping]
    rest = frozenset(a for a in value if a not in mappings)
    return join([rest, *[keys_of(frame, mapping) for mapping in mappings]])


def _converted(frame: Frame, name: str, arguments: list[Passed], site: int) -> list[Value]:
    """`str(x)`, `bytes(x)`: what the special method of a first-party object yields."""
    found = []
    for argument in arguments[:1]:
        for atom in in_order(argument.value):
            if isinstance(atom, Object):
                ways = [f"__{name}__", *(("__repr__",) if name in ("str", "format") else ())]
                methods = [m for way in ways if (m := member(frame, atom.cls, way))]
                if methods:
                    this = Passed(frozenset([atom]))
                    found.append(frame.engine.call(frame, methods[0], [this], site))
    return found


def handed_out(frame: Frame, name: str, site: int) -> Value:
    """What an installed function returns, where that is made by an API that is known."""
    installed = frame.engine.installed
    if installed is None or not installed.has(name):
        return NOTHING
    return join([_made_inside(frame, api, site) for api in installed.returns(name)])


def _made_inside(frame: Frame, name: str, site: int) -> Value:
    """What the API `name`, called inside a library, makes; it was found by inference."""
    for api in frame.engine.knowledge.apis.get(name, ()):
        value = None if api.conditional else _known(frame, api, name, [], site)
        if value is not None:
            return frozenset([_less_sure(atom) for atom in value])
    return NOTHING


def _less_sure(atom: Atom) -> Atom:
    if isinstance(atom, Made):
        return replace(atom, confidence=min(atom.confidence, Confidence.MEDIUM))
    return atom


def inherited_attributes(frame: Frame, base: str, site: int) -> dict[str, Value]:
    """What the constructor of an installed class puts into attributes."""
    installed = frame.engine.installed
    if installed is None or not installed.has(base):
        return {}
    return {
        attribute: join([_made_inside(frame, api, site) for api in apis])
        for attribute, apis in installed.attributes(base).items()
    }


def _wrapped_by(name: str, arguments: list[Passed]) -> Value:
    """A library that is given a function may return a wrapper of it, as decorators do."""
    first = arguments[0] if arguments else None
    if first is None or first.keyword is not None or is_standard(name):
        return NOTHING
    return callbacks(first.value)


def computed(
    frame: Frame, arguments: list[Passed], site: int, sure: Confidence = Confidence.HIGH
) -> Value:
    """What is computed from the arguments, and nothing else."""
    found: list[Made] = []
    for argument in arguments:
        found.extend(carried(frame, argument.value))
    return derive(frozenset(found), lower_to=sure)


def is_standard(name: str) -> bool:
    """Whether `name` is of the standard library, or a builtin."""
    root = name.partition(".")[0]
    return root == name or root in sys.stdlib_module_names


# Functions that build an object from their arguments, by what they are called.
_BUILDING = (
    "local",
    "create_",
    "connect",
    "client",
    "resource",
    "session",
    "make_",
    "build_",
    "get_logger",
)


def _is_class(name: str) -> bool:
    return name.rpartition(".")[2][:1].isupper()


def _named(name: str, arguments: list[Passed]) -> str:
    """The name of what a call yields: boto3's clients are told apart by their service."""
    if name in _BY_SERVICE:
        services = [
            text
            for argument in arguments[:1] + [a for a in arguments if a.keyword == "service_name"]
            for text in texts(argument.value)
            if text
        ]
        if services:
            kind = "resource" if name.endswith("resource") else "client"
            return f"boto3.{kind}({services[0]})"
    return name


def _routed(name: str, arguments: list[Passed]) -> str:
    """The name of what a method yields: routes by their path, paginators by their operation."""
    first = texts(arguments[0].value) if arguments and arguments[0].keyword is None else []
    if len(first) == 1 and first[0].startswith("/") and "(" not in name:
        return f"{name}({first[0]})"
    client, _, method = name.rpartition(".")
    if len(first) == 1 and method == "get_paginator" and client.startswith("boto3."):
        return f"{client}.{first[0]}"
    return _named(name, arguments)


_BY_SERVICE = frozenset(
    {"boto3.client", "boto3.resource", "boto3.session.Session.client", "boto3.Session.client"}
    | {"boto3.session.Session.resource", "boto3.Session.resource"}
    | {"botocore.session.get_session.create_client", "botocore.session.Session.create_client"}
)


def _object(frame: Frame, name: str, site: int) -> Value:
    if name.count(".") > _LONGEST_NAME:
        return NOTHING
    return frozenset([make(frame, None, name, None, site)])


def _built(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    """An object of a library; what its constructor is given, it keeps."""
    at = frame.allocate(site)
    label = f"the `{name.rpartition('.')[2]}` object"
    for argument in arguments:
        kept = _carried(frame, argument.value)
        if kept:
            entry = argument.keyword or ANY
            frame.engine.write(frame, Place("entry", at, entry), kept, label, site)
    for attribute, value in inherited_attributes(frame, name, site).items():
        frame.engine.write(frame, Place("entry", at, attribute), value, label, site)
    named = _named(name, arguments)
    built = frozenset([replace(make(frame, None, named, None, site), holds=at)])
    injection.mark(frame, name, arguments, built, site)
    return built


def _carried(frame: Frame, value: Value) -> Value:
    """What an object keeps of an argument: data as copies, objects as they are."""
    objects = frozenset(
        a for a in value if isinstance(a, Made) and not a.hazard and a.holds is not None
    )
    held = frozenset(carried(frame, value - objects))
    generators_in_it = frozenset(m for m in held if m.is_generator)
    return join([derive(held, lower_to=Confidence.MEDIUM), generators_in_it, objects])


def _callbacks(frame: Frame, name: str, arguments: list[Passed], site: int) -> None:
    """What becomes of functions among the arguments."""
    for argument in arguments:
        if argument.keyword == "lifespan" and frame.engine.serving:
            # The server starts before the snapshot, and the application with it.
            run(frame, callbacks(argument.value), [], site)
        elif not is_standard(name):
            hand_over(frame, argument.value, site)
        elif name.startswith(_RUNNING):
            run_now(frame, argument.value, site)


# --- methods -----------------------------------------------------------------------------------


def call_method(frame: Frame, method: Method, arguments: list[Passed], site: int) -> Value:
    """What calling a method of something outside the program may return."""
    receiver = method.receiver
    if isinstance(receiver, Constant):
        given = over_items(frame, arguments) if method.name == "join" else arguments
        return computed(frame, given, site)
    if isinstance(receiver, Container):
        return container_method(frame, receiver, method.name, arguments, site)
    if receiver.hazard is GENERATOR:
        return generators.call_generator(frame, receiver, method.name, arguments, site)
    if receiver.hazard is SECURE_GENERATOR:
        return generators.call_secure(frame, receiver, method.name, site)
    if receiver.is_connected:
        rows = applicable(frame, f"{receiver.name}.{method.name}", arguments)
        for api in rows:
            costs.note(frame, api, arguments, site)
        consume_all(frame, arguments, site)
        if receiver.holds is not None:
            consume(frame, everything_held(frame, receiver.holds), site)
            if method.name in _KEEPERS:
                return _held(frame, receiver, method.name, arguments, site)
        result = connections.call_connected(frame, receiver, method.name, rows, site)
        for api in rows:
            if api.effect in (Effect.MAKES, Effect.FLAGS):
                dotted = f"{receiver.name}.{method.name}"
                known = _known(frame, api, dotted, arguments, site)
                result = known if known is not None else result
        return result
    return _library_method(frame, receiver, method.name, arguments, site)


def _library_method(
    frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int
) -> Value:
    dotted = receiver.name if name == "__call__" else f"{receiver.name}.{name}"
    if name == "paginate" and receiver.name.startswith("boto3."):
        # What `client.get_paginator("list_secrets")` yields asks for page after page.
        dotted = receiver.name
    background.end(frame, receiver, name)
    if receiver.holds is not None and receiver.name not in _VARIABLES:
        consume(frame, frozenset([receiver]), site)
    rows = applicable(frame, dotted, arguments)
    for api in rows:
        costs.note(frame, api, arguments, site, receiver)
        if api.effect is Effect.STARTS:
            background.start(frame, api, receiver.origin, site)
            continue
        if api.effect is Effect.SAFE:
            break
        known = _known(frame, api, dotted, arguments, site)
        if known is not None and receiver.confidence < Confidence.HIGH:
            return frozenset([_less_sure(atom) for atom in known])
        if known is not None:
            return known
    if receiver.api is not None and receiver.api.draws_when == "methods":
        return generators.call_drawing(frame, receiver, name, rows, arguments, site)
    if receiver.name in _VARIABLES and receiver.holds is not None:
        return _variable(frame, receiver, name, arguments, site)
    handed = handed_out(frame, dotted, site)
    if handed:
        return handed
    if name == "run_until_complete" and arguments:
        return arguments[0].value
    if name in _USING and receiver.holds is not None:
        # A session that is used uses the engine that it is bound to.
        connections.open_given(frame, everything_held(frame, receiver.holds))
    if name in _ENTERING and arguments:
        return entered(frame, arguments[0].value, site)
    consume_all(frame, arguments, site)
    _callbacks(frame, dotted, arguments, site)
    held: Value = NOTHING
    if receiver.api is not None and name.startswith(("read", "__iter__")):
        return yielded(frame, receiver.api, receiver.name, site)
    if receiver.holds is not None:
        held = _held(frame, receiver, name, arguments, site)
    named = _object(frame, _routed(dotted, arguments), site)
    if receiver.holds is not None and (dotted in _BY_SERVICE or name == "__call__"):
        # A client of a session has the session's credentials, what a factory makes its engine.
        named = frozenset(
            replace(a, holds=receiver.holds) if isinstance(a, Made) else a for a in named
        )
    return join([held, named, _wrapped_by(dotted, arguments)])


def _variable(frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int) -> Value:
    """A context variable holds what was set last, and its default before that."""
    assert receiver.holds is not None
    here = Place("entry", receiver.holds, "value")
    if name == "set" and arguments:
        label = f"the `{receiver.name.rpartition('.')[2]}` object"
        frame.engine.write(frame, here, arguments[0].value, label, site)
    if name != "get":
        return NOTHING
    value = frame.engine.read(frame, here)
    if here in frame.state.fresh:
        return value
    default = frame.engine.read(frame, Place("entry", receiver.holds, "default"))
    return join([value, default, *[argument.value for argument in arguments]])


def _held(frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int) -> Value:
    """A keeper method keeps its arguments; a getter gives back what the object holds."""
    assert receiver.holds is not None
    if name in _KEEPERS:
        for argument in arguments:
            kept = derive(frozenset(carried(frame, argument.value)), lower_to=Confidence.MEDIUM)
            if kept:
                place = Place("entry", receiver.holds, ANY)
                label = f"the `{receiver.name.rpartition('.')[2]}` object"
                frame.engine.write(frame, place, kept, label, site, sure=False)
        return frozenset([receiver]) if name in _BINDING else NOTHING
    if name == "get":
        return everything_held(frame, receiver.holds)
    return NOTHING


# --- decorators --------------------------------------------------------------------------------


def decorate(frame: Frame, decorator: Value, decorated: Value, site: int) -> Value:
    """What a function or class is under an external decorator.

    Nearly all decorators return something that calls what they decorate, so it stays what it is;
    one that is not resolved may also register it to be called on an invocation.
    """
    for atom in in_order(decorator):
        name = atom.name if isinstance(atom, (External, Made)) else ""
        if isinstance(atom, Method) and isinstance(atom.receiver, Made):
            name = f"{atom.receiver.name}.{atom.name}"
        wrapped = language.wrapping(name, decorated)
        if wrapped is not None:
            return wrapped
        for api in frame.engine.knowledge.apis.get(name, ()):
            if api.effect is Effect.HOOK:
                return _hook(frame, api, [Passed(decorated)], site)
        functions = frozenset(a for a in decorated if isinstance(a, Function))
        if name and not is_standard(name) and not frame.later:
            hand_over(frame, functions, site, _route(name), on_request=True)
    return decorated


def _route(name: str) -> str:
    """The path in the name of what `app.get("/users")` yields."""
    return name.partition("(")[2].rstrip(")") if "(/" in name else ""
