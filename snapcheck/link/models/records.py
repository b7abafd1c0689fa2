"""Classes that are made by a call that names their fields, and plain namespaces."""

from __future__ import annotations

from collections.abc import Mapping

from snapcheck.link.atoms import Container, Partial
from snapcheck.link.attributes import NAMESPACE
from snapcheck.link.flow import ANY, put, take
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import items_in_order, iterate
from snapcheck.link.models.partial import partial
from snapcheck.link.parameters import spread
from snapcheck.link.places import AttributePlace, EntryPlace, Place
from snapcheck.link.values import (
    NOTHING,
    Passed,
    Value,
    in_order,
    join,
    one_constant,
    one_external,
    texts,
)

RECORD = one_external("record()")
"""What builds the objects of such a class; the class itself is a partial call of it."""


def function_of(partial: Partial) -> Place:
    """Return the place where a partial has its function."""
    return EntryPlace(partial.at, "function")


def record_class(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `namedtuple("Point", "x y")`: what builds its objects, given the fields."""
    fields = [a.value for a in arguments[1:2]] or [
        a.value for a in arguments if a.keyword in ("field_names", "fields")
    ]
    names = " ".join(name for value in fields for name in _field_names(frame, value))
    build = [Passed(RECORD), Passed(one_constant(names))]
    defaults = [Passed(a.value, _DEFAULTS) for a in arguments if a.keyword == "defaults"]
    return partial(frame, build + defaults, site)


# No field has this name.
_DEFAULTS = "defaults of the last fields"


def _field_names(frame: Frame, value: Value) -> list[str]:
    """Return the fields: names in a text, in a list, or in a list of pairs of name and type."""
    found = [name for text in texts(value) for name in text.replace(",", " ").split()]
    for atom in in_order(value):
        if isinstance(atom, Container):
            for entry in sorted(frame.entries(atom.at), key=lambda name: (len(name), name)):
                held = take(frame, atom, entry)
                pairs = [take(frame, a, "0") for a in in_order(held) if isinstance(a, Container)]
                found.extend(name for each in (held, *pairs) for name in texts(each))
    return found


def names_of(frame: Frame, cls: Partial) -> list[str]:
    """Return the fields that the objects of a class made by a call have, in order."""
    if frame.read(function_of(cls)) != RECORD:
        return []
    held = texts(frame.read(EntryPlace(cls.at, "0")))
    return held[0].split() if len(held) == 1 else []


def record(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return an object of such a class: its fields are entries, by position."""
    made = Container(frame.allocate(site), frame.here(site))
    names = [name for text in texts(arguments[0].value) for name in text.split()]
    given = spread(frame, arguments[1:])
    defaults = _defaults(frame, names, given.keyword.pop(_DEFAULTS, NOTHING))
    for position, name in enumerate(names):
        frame.write(AttributePlace(made.at, name), one_constant(position), "", site)
        if position < len(given.positional):
            held = given.positional[position]
        else:
            held = given.keyword.get(name, join([given.anywhere, defaults.get(name, NOTHING)]))
        if held:
            put(frame, made, repr(position), held, site)
    return frozenset([made])


def _defaults(frame: Frame, names: list[str], value: Value) -> Mapping[str, Value]:
    """Return what the last fields are where nothing is given for them."""
    known = items_in_order(frame, value)
    if known:
        return dict(zip(names[-len(known) :], known, strict=False))
    return dict.fromkeys(names, iterate(frame, value)) if value else {}


def namespace(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return `SimpleNamespace(a=1)`: its attributes are entries, by name."""
    made = Container(frame.allocate(site), frame.here(site), mapping=True)
    frame.write(AttributePlace(made.at, NAMESPACE), one_constant(None), "", site)
    given = spread(frame, arguments)
    for name, value in given.keyword.items():
        if value or frame.later:
            put(frame, made, repr(name), value, site)
    if given.anywhere:
        put(frame, made, ANY, given.anywhere, site)
    return frozenset([made])
