"""What calling something outside the program does: known APIs first, then what may be assumed."""

from __future__ import annotations

import sys

from msgspec.structs import replace

from snapcheck.knowledge import Effect, Handling
from snapcheck.link.atoms import Container, Made, Object
from snapcheck.link.attributes import attribute
from snapcheck.link.callbacks import called_by_lambda, hand_over, run_now
from snapcheck.link.conditions import applicable
from snapcheck.link.declared import member, validated
from snapcheck.link.flow import carried, make
from snapcheck.link.frame import Frame, Lifespan
from snapcheck.link.iteration import iterate, keys_of
from snapcheck.link.models import costs, environment, fields, holding, memos, services
from snapcheck.link.models.collections import COLLECTIONS, new_collection
from snapcheck.link.models.registry import modelled
from snapcheck.link.models.texts import show_logged
from snapcheck.link.rows import OPENERS, apply_row, built, consume_all, handed_out
from snapcheck.link.values import (
    COMPUTED,
    NOTHING,
    Passed,
    Value,
    derive,
    hazards,
    in_order,
    is_literal,
    join,
    texts,
)
from snapcheck.model import Confidence

# Builtins whose result says nothing of what they were given.
_INSPECTING = frozenset(
    (
        *("len", "type", "isinstance", "issubclass", "bool", "callable", "id", "hasattr", "dir"),
        *("any", "all"),
    )
)
# Builtins that compute from what they were given, and do nothing else with it.
_COMPUTING = frozenset(
    (
        *("str", "int", "float", "complex", "repr", "ascii", "bytes", "bytearray", "memoryview"),
        *("format", "round", "abs", "min", "max", "sum", "divmod", "pow", "hex", "oct", "bin"),
        *("ord", "chr", "slice", "range", "hash"),
    )
)
# Builtins that go over what they are given, and see the keys of a dict only.
_OVER_ITEMS = frozenset({"min", "max", "sum", "any", "all"})
_RUNNING = frozenset({"min", "max", "any", "all"})
_LONGEST_NAME = 8
# Arguments of web frameworks: what an application calls when it starts or stops.
_AT_START = frozenset({"lifespan", "on_startup", "on_shutdown"})
# A list of what it calls for each request of a route.
_ON_REQUEST = "middlewares"


def call_external(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    """Return what calling the library function or class `name` may return."""
    if name == "hasattr" and frame.reads is not None and len(arguments) > 1:
        # A test that asks for the attribute reads its place.
        for text in texts(arguments[1].value):
            attribute(frame, arguments[0].value, text, site)
    holding.use_library(frame, name, site)
    memos.note_cache(frame, name, arguments, site)
    known = modelled(frame, name, arguments, site)
    if known is not None:
        return known
    if frame.knowledge.flows.has(name, Handling.READS):
        arguments = environment.given_by_variables(frame, name, arguments)
    if name in COLLECTIONS:
        return new_collection(frame, name, arguments, site)
    for api in applicable(frame, "open" if name in OPENERS else name, arguments):
        costs.note(frame, api, arguments, site)
        if api.effect is Effect.SAFE:
            break
        known = apply_row(frame, api, name, arguments, site)
        if known is not None:
            return known
    return _assumed(frame, name, arguments, site)


# --- APIs of which nothing is known of snapshots --------------------------------------------------


def _assumed(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    flows = frame.knowledge.flows
    declared = fields.column(frame, arguments, site) if not is_standard(name) else None
    if declared is not None:
        return declared
    if name in _INSPECTING or flows.has(name, Handling.INSPECTS):
        return NOTHING
    keeps = flows.has(name, Handling.KEEPS)
    if name in _COMPUTING or (flows.has(name, Handling.COMPUTES) and not keeps):
        if flows.has(name, Handling.CONSUMES):
            consume_all(frame, arguments, site)
        return _computes(frame, name, arguments, site)
    if flows.has(name, Handling.ADAPTER):
        note_lifespan(frame, arguments)
    if flows.has(name, Handling.LIBRARY):
        holding.put_into_library(frame, name, arguments, site)
    consume_all(frame, arguments, site)
    show_logged(frame, name, arguments, site)
    give_callbacks(frame, name, arguments, site)
    if flows.has(name, Handling.CONSUMES):
        return NOTHING
    handed = handed_out(frame, name, site)
    if handed:
        return handed
    if keeps or _is_class(name):
        return built(frame, name, arguments, site)
    sure = Confidence.HIGH if is_standard(name) else Confidence.MEDIUM
    result = computed(frame, arguments, site, sure)
    named = an_object(frame, services.named(flows, name, arguments), site)
    wrapped = wrapped_by(frame, name, arguments)
    return join([result, named, wrapped, validated(frame, arguments, site)])


def _computes(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    give_callbacks(frame, name, arguments, site)
    if arguments and all(is_literal(argument.value) for argument in arguments):
        return COMPUTED
    if name in _OVER_ITEMS:
        arguments = over_items(frame, arguments)
    chosen = _chosen(frame, arguments) if name in ("max", "min") else NOTHING
    computed_of = computed(frame, arguments, site)
    return join([computed_of, chosen, *_converted(frame, name, arguments, site)])


def _chosen(frame: Frame, arguments: list[Passed]) -> Value:
    """Return the objects that `max(...)` or `min(...)` may yield: one of those that it is given."""
    given = [argument.value for argument in arguments if argument.keyword is None]
    items = iterate(frame, given[0]) if len(given) == 1 else join(given)
    return items - frozenset(hazards(items))


def over_items(frame: Frame, arguments: list[Passed]) -> list[Passed]:
    """Return the arguments as what goes over them sees them: dicts are their keys."""
    return [replace(argument, value=keys_only(frame, argument.value)) for argument in arguments]


def keys_only(frame: Frame, value: Value) -> Value:
    """Return `value` with the dicts in it replaced by their keys."""
    mappings = [a for a in value if isinstance(a, Container) and a.mapping]
    rest = frozenset(a for a in value if a not in mappings)
    return join([rest, *[keys_of(frame, mapping) for mapping in mappings]])


def _converted(frame: Frame, name: str, arguments: list[Passed], site: int) -> list[Value]:
    """Return what `str(x)`, `bytes(x)` call: the special method of a first-party object."""
    found = []
    for argument in arguments[:1]:
        for atom in in_order(argument.value):
            if isinstance(atom, Object):
                ways = [f"__{name}__", *(("__repr__",) if name in ("str", "format") else ())]
                methods = [m for way in ways if (m := member(frame, atom.cls, way))]
                if methods:
                    this = Passed(frozenset([atom]))
                    found.append(frame.interpreter.call(frame, methods[0], [this], site))
    return found


def wrapped_by(frame: Frame, name: str, arguments: list[Passed]) -> Value:
    """Return what a library that is given a function may return: a wrapper, as decorators do."""
    first = arguments[0] if arguments else None
    if first is None or first.keyword is not None or is_standard(name):
        return NOTHING
    if frame.knowledge.flows.has(name, Handling.MEMOISES):
        return NOTHING  # `cachedmethod(lambda self: self.cache)` wraps what it decorates
    return called_by_lambda(frame, first.value)


def computed(
    frame: Frame, arguments: list[Passed], site: int, sure: Confidence = Confidence.HIGH
) -> Value:
    """Return what is computed from the arguments, and nothing else."""
    found: list[Made] = []
    for argument in arguments:
        boxes = holding.boxes(frame, argument.value)
        found.extend(carried(frame, argument.value - boxes))
        for box in in_order(boxes):
            found.extend(hazards(holding.shown(frame, box)))
    return derive(frozenset(found), lower_to=sure)


def is_standard(name: str) -> bool:
    """Tell whether `name` is of the standard library, or a builtin."""
    root = name.partition(".")[0]
    return root == name or root in sys.stdlib_module_names


def _is_class(name: str) -> bool:
    return name.rpartition(".")[2][:1].isupper()


def an_object(frame: Frame, name: str, site: int) -> Value:
    """Return an object of a library of which only the name is known."""
    if name.count(".") > _LONGEST_NAME:
        return NOTHING
    return frozenset([make(frame, None, name, None, site)])


def note_lifespan(frame: Frame, arguments: list[Passed]) -> None:
    """Note whether an adapter runs what an application does when it starts and stops.

    Mangum runs it on each invocation, unless `lifespan="off"`: then never (measured).
    """
    given = [argument.value for argument in arguments if argument.keyword == "lifespan"]
    given = given or [argument.value for argument in arguments[1:2] if not argument.keyword]
    is_off = any("off" in texts(value) for value in given)
    frame.notes.lifespans.add(Lifespan.NEVER if is_off else Lifespan.ON_REQUEST)


def give_callbacks(frame: Frame, name: str, arguments: list[Passed], site: int) -> None:
    """Give functions among the arguments to what is called."""
    for argument in arguments:
        if argument.keyword == _ON_REQUEST:
            hand_over(frame, iterate(frame, argument.value), site, on_request=True)
        elif argument.keyword in _AT_START or name.endswith(".add_event_handler"):
            hand_over(frame, argument.value, site, at_start=True)
        elif name in _RUNNING or frame.knowledge.flows.has(name, Handling.RUNS):
            run_now(frame, argument.value, site)
        elif not is_standard(name) or name.startswith("logging."):
            hand_over(frame, argument.value, site)
