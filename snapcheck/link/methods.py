"""What calling a method of something outside the program does."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.knowledge import GENERATOR, SECURE_GENERATOR, Api, Effect, Handling
from snapcheck.link.atoms import Constant, Container, Made, Method
from snapcheck.link.conditions import applicable
from snapcheck.link.declared import validated
from snapcheck.link.external import (
    an_object,
    computed,
    give_callbacks,
    over_items,
    wrapped_by,
)
from snapcheck.link.flow import consume, entry_of_data, yielded
from snapcheck.link.flow import held as everything_held
from snapcheck.link.formatting import formatted
from snapcheck.link.frame import Frame
from snapcheck.link.models import (
    background,
    connections,
    costs,
    generators,
    holding,
    memos,
    services,
)
from snapcheck.link.models.collections import container_method
from snapcheck.link.models.managers import entered
from snapcheck.link.models.registry import MODELS
from snapcheck.link.models.texts import as_text, show_logged
from snapcheck.link.rows import apply_row, consume_all, handed_out
from snapcheck.link.values import NOTHING, Passed, Value, derive, join, less_sure
from snapcheck.model import Confidence


def call_method(frame: Frame, method: Method, arguments: list[Passed], site: int) -> Value:
    """Return what calling a method of something outside the program may return."""
    receiver = method.receiver
    if isinstance(receiver, Constant):
        given = over_items(frame, arguments) if method.name == "join" else arguments
        template = receiver.value if method.name == "format" else None
        text = formatted(template, arguments) if isinstance(template, str) else NOTHING
        said = [as_text(frame, each.value, site, first=0) for each in given if template is not None]
        return join([text, computed(frame, given, site), *said])
    if isinstance(receiver, Container):
        return container_method(frame, receiver, method.name, arguments, site)
    if receiver.hazard is GENERATOR:
        return generators.call_generator(frame, receiver, method.name, arguments, site)
    if receiver.hazard is SECURE_GENERATOR:
        return generators.call_secure(frame, receiver, method.name, site)
    if receiver.is_data:
        return _of_data(frame, receiver, method.name, arguments, site)
    if receiver.is_connected:
        return _of_connection(frame, receiver, method.name, arguments, site)
    return _of_object(frame, receiver, method.name, arguments, site)


def _of_data(frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int) -> Value:
    if name in ("get", "pop"):
        key = arguments[0].value if arguments else NOTHING
        found = entry_of_data(frame, receiver, key)
        return join([found, *[derive(argument.value) for argument in arguments]])
    # `word.startswith(...)` decides by the value.
    consume(frame, frozenset([receiver]), site)
    consume_all(frame, arguments, site)
    return NOTHING


def _of_connection(
    frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int
) -> Value:
    dotted = f"{receiver.name}.{name}"
    rows = applicable(frame, dotted, arguments)
    for api in rows:
        costs.note(frame, api, arguments, site)
    consume_all(frame, arguments, site)
    holding.use_library(frame, receiver.name, site)
    if receiver.holds is not None:
        consume(frame, everything_held(frame, receiver.holds), site)
        if holding.stores(frame, receiver, name):
            return holding.use_held(frame, receiver, name, arguments, site)
    result = connections.call_connected(frame, receiver, name, rows, site)
    for api in rows:
        if api.effect is Effect.STORES:
            result = holding.make_in(frame, receiver, api, dotted, site)
        if api.effect in (Effect.MAKES, Effect.FLAGS):
            known = apply_row(frame, api, dotted, arguments, site)
            result = known if known is not None else result
    return result


def _of_object(
    frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int
) -> Value:
    dotted = services.method_name(receiver.name, name)
    background.end(frame, receiver, name)
    if services.asks_for_pages(receiver.name, name):
        frame.notes.pages.add(frame.site(site))
    if name == "clear":
        memos.clear(frame, receiver, site)
    holding.use_library(frame, receiver.name, site)
    costs.note_written(frame, dotted, site)
    is_variable = holding.is_variable(frame, receiver)
    if receiver.holds is not None and not is_variable:
        consume(frame, frozenset([receiver]), site)
    rows = applicable(frame, dotted, arguments)
    if dotted == receiver.name:
        # What a factory of decorators yields is called: what it builds was noted where it did.
        rows = [api for api in rows if api.only_with or api.draws_when != "later"]
    known = _by_rows(frame, receiver, rows, _Call(dotted, arguments, site))
    if known is not None:
        return known
    if receiver.api is not None and receiver.api.draws_when == "methods":
        return generators.call_drawing(frame, receiver, name, arguments, site, rows=rows)
    if is_variable and receiver.holds is not None:
        return holding.use_variable(frame, receiver, name, arguments, site)
    handed = handed_out(frame, dotted, site)
    if handed:
        return handed
    return _assumed(frame, receiver, name, _Call(dotted, arguments, site))


class _Call(Struct, frozen=True):
    """A call of a method by its full name."""

    dotted: str
    arguments: list[Passed]
    site: int


def _by_rows(frame: Frame, receiver: Made, rows: list[Api], call: _Call) -> Value | None:
    """Return what the rows of a method say that it yields; None where they say nothing of it."""
    for api in rows:
        costs.note(frame, api, call.arguments, call.site, receiver)
        if api.effect is Effect.STORES:
            return holding.make_in(frame, receiver, api, call.dotted, call.site)
        if api.effect is Effect.STARTS:
            background.start(frame, api, receiver.origin, call.site)
            continue
        if api.effect is Effect.SAFE:
            return None
        known = apply_row(frame, api, call.dotted, call.arguments, call.site)
        if known is not None and receiver.confidence < Confidence.HIGH:
            return frozenset([less_sure(atom) for atom in known])
        if known is not None:
            return known
    return None


def _assumed(frame: Frame, receiver: Made, name: str, call: _Call) -> Value:
    """Return what a method may yield of which nothing is known."""
    flows, method = frame.knowledge.flows, f"{receiver.name}.{name}"
    arguments, site = call.arguments, call.site
    model = flows.first(method, Handling.MODEL)
    if model is not None:
        return MODELS[model.detail](frame, arguments, site)
    if flows.has(method, Handling.RESOLVES):
        return holding.resolve(frame, receiver, arguments, site)
    if receiver.holds is not None and flows.has(receiver.name, Handling.BOXES):
        return holding.use_box(frame, receiver, arguments, site)
    if name == "run_until_complete" and arguments:
        return arguments[0].value
    if receiver.holds is not None and flows.has(method, Handling.USES):
        # A session that is used uses the engine that it is bound to.
        connections.open_given(frame, everything_held(frame, receiver.holds))
    if arguments and flows.has(method, Handling.ENTERS):
        return entered(frame, arguments[0].value, site)
    consume_all(frame, arguments, site)
    show_logged(frame, receiver.name, arguments, site)
    give_callbacks(frame, call.dotted, arguments, site)
    if receiver.api is not None and name.startswith(("read", "__iter__")):
        return yielded(frame, receiver.api, receiver.name, site)
    return _yielded_object(frame, receiver, name, call)


def _yielded_object(frame: Frame, receiver: Made, name: str, call: _Call) -> Value:
    flows = frame.knowledge.flows
    held: Value = NOTHING
    named = an_object(frame, services.routed(flows, call.dotted, call.arguments), call.site)
    if receiver.holds is not None:
        held = holding.use_held(frame, receiver, name, call.arguments, call.site)
        kept_on = flows.has(call.dotted, Handling.CLIENT, Handling.KEEPS)
        if name == "__call__" or kept_on or name[:1].isupper():
            # A client of a session has the session's credentials, what a factory makes its engine,
            # a tracer the resource of its provider, `client.Index("a")` the client.
            named = frozenset(
                replace(a, holds=receiver.holds) if isinstance(a, Made) else a for a in named
            )
    built = validated(frame, call.arguments, call.site)
    return join([held, named, wrapped_by(frame, call.dotted, call.arguments), built])
