"""What a function or class is under a decorator that is not of the program."""

from __future__ import annotations

from snapcheck.knowledge import Effect, Handling
from snapcheck.link.atoms import Class, External, Made, Method, Partial
from snapcheck.link.callbacks import hand_over
from snapcheck.link.external import is_standard
from snapcheck.link.frame import Frame
from snapcheck.link.frameworks import asks_on_request, is_framework, route_of, runs_at_start
from snapcheck.link.models import dispatching, memos
from snapcheck.link.models.decorators import wrapping
from snapcheck.link.models.registry import MODELS
from snapcheck.link.places import EntryPlace
from snapcheck.link.rows import register_hook
from snapcheck.link.summary import Registration
from snapcheck.link.values import Passed, Value, hazards, in_order, one_external
from snapcheck.model import Confidence, Phase


def _use_on_calls(frame: Frame, decorator: Value, site: int) -> None:
    """Note that a decorator uses, on each call of what it decorates, what it was built with.

    `@idempotent(persistence_store=store)`: nothing else may ever ask for the store.
    """
    given = frozenset(hazards(decorator))
    if frame.later or not given:
        return
    called = frozenset([Partial(frame.allocate(site))])
    for atom in called:
        frame.write(EntryPlace(atom.at, "function"), _CALLED, "", site)
        frame.write(EntryPlace(atom.at, "0"), given, "the decorator", site)
    later = Registration(called, (), Phase.INVOKE, Confidence.MEDIUM)
    frame.activation.registrations.append(later)


_CALLED = one_external("print")


def decorate(frame: Frame, decorator: Value, decorated: Value, site: int) -> Value:
    """Return what a function or class is under an external decorator.

    Nearly all decorators return something that calls what they decorate, so it stays what it is;
    one that is not resolved may also register it to be called on an invocation.
    """
    _use_on_calls(frame, decorator, site)
    for atom in in_order(decorator):
        name = atom.name if isinstance(atom, (External, Made)) else ""
        if isinstance(atom, Method) and isinstance(atom.receiver, Made):
            name = f"{atom.receiver.name}.{atom.name}"
        wrapped = wrapping(frame.knowledge.flows, name, decorated)
        if wrapped is not None:
            return frozenset([memos.counting(frame, atom, each) for each in wrapped])
        model = frame.knowledge.flows.first(name, Handling.MODEL)
        if model is not None and model.detail in dispatching.DECORATORS:
            return MODELS[model.detail](frame, [Passed(decorated)], site)
        if frame.knowledge.flows.has(name, Handling.SCHEMA):
            frame.notes.schemas.update(a.id for a in decorated if isinstance(a, Class))
            return decorated
        if frame.knowledge.flows.has(name, Handling.WRAPS, Handling.CONSTRUCTION):
            return decorated
        for api in frame.knowledge.apis.get(name, ()):
            if api.effect is Effect.HOOK:
                return register_hook(frame, api, [Passed(decorated)], site)
        functions = frozenset(a for a in decorated if not isinstance(a, Class))
        if name and not is_standard(name) and not frame.later:
            hand_over(
                frame,
                functions,
                site,
                route_of(name),
                on_request=asks_on_request(name),
                at_start=is_framework(name) and runs_at_start(name),
            )
    return decorated
