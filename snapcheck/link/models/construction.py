"""What runs when an object of a model is built: validators, hooks behind the constructor."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck.facts import Expression, Literal
from snapcheck.knowledge import Handling
from snapcheck.link.atoms import Atom, External, Function, Made, Method, Object, Wrapped, Wrapping
from snapcheck.link.attributes import attribute
from snapcheck.link.declared import at_home, member
from snapcheck.link.flow import consume
from snapcheck.link.frame import Frame
from snapcheck.link.places import AttributePlace, ClassId, ClassPlace, FunctionId
from snapcheck.link.syntax import nodes
from snapcheck.link.values import NOTHING, Passed, Value

AFTER = ("__post_init__", "__attrs_post_init__", "model_post_init")
"""The methods that are called when all fields have their values."""

_PROPERTIES = (Wrapping.PROPERTY, Wrapping.MEMO_PROPERTY)


def note(frame: Frame, id: FunctionId, decorator: Value, spelled: Expression) -> None:
    """Note that a decorator has a method run when objects are built, for which fields."""
    for atom in decorator:
        if isinstance(atom, (External, Made)) and frame.knowledge.flows.has(
            atom.name, Handling.CONSTRUCTION
        ):
            texts = [each.value for each in nodes(spelled, Literal) if isinstance(each.value, str)]
            known = frame.notes.construction.get(id, frozenset())
            frame.notes.construction[id] = known | frozenset(texts)


def run(frame: Frame, built: Object, site: int) -> None:
    """Run what an object's class has run when it is built."""
    if frame.notes.construction:
        for name, method, fields in _hooks(frame, built.cls):
            _run_hook(frame, built, name, method, fields, site=site)
    for name in AFTER:
        after = member(frame, built.cls, name)
        if after:
            given = [Passed(frozenset([built]))]
            if name == "model_post_init":
                given.append(Passed(NOTHING))
            frame.interpreter.call(frame, after, given, site)


def _hooks(frame: Frame, cls: ClassId) -> Iterator[tuple[str, Atom, frozenset[str]]]:
    seen: set[str] = set()
    for each in frame.classes.mro(cls):
        for name in frame.heap.names(ClassPlace, each):
            if name in seen:
                continue
            seen.add(name)
            for atom in frame.heap.held(ClassPlace(each, name), frame.phase):
                inner = atom
                while isinstance(inner, Wrapped):
                    inner = inner.function
                if isinstance(inner, Function) and inner.id in frame.notes.construction:
                    yield name, atom, frame.notes.construction[inner.id]


def _run_hook(
    frame: Frame, built: Object, name: str, method: Atom, fields: frozenset[str], *, site: int
) -> None:
    this: Value = frozenset([built])
    found = attribute(frame, this, name, site)
    if isinstance(method, Wrapped) and method.kind in _PROPERTIES:
        consume(frame, found, site)
        return
    callee = frozenset(atom for atom in found if not isinstance(atom, Method))
    places = [AttributePlace(built.at, field) for field in sorted(fields)]
    places = [place for place in places if frame.heap.has(place) or _is_field(frame, built, place)]
    if not places:
        frame.interpreter.call(
            frame, callee, [Passed(NOTHING)] if _is_of_class(method) else [], site
        )
        return
    for place in places:
        before = attribute(frame, this, place.name, site)
        got = at_home(frame.interpreter.call(frame, callee, [Passed(before)], site))
        label = f"`{frame.classes.facts(built.cls).name}.{place.name}`"
        frame.write(place, got, label, site, sure=False)


def _is_field(frame: Frame, built: Object, place: AttributePlace) -> bool:
    return any(place.name in frame.classes.fields(each) for each in frame.classes.mro(built.cls))


def _is_of_class(method: Atom) -> bool:
    return isinstance(method, Wrapped) and method.kind is Wrapping.CLASS
