"""What `operator` makes to look things up later: of one object, by names or keys that are given."""

from __future__ import annotations

from collections.abc import Callable

from snapcheck.link.atoms import Container, Made
from snapcheck.link.attributes import attribute
from snapcheck.link.flow import entry_names, entry_of_data, put, take
from snapcheck.link.frame import Frame
from snapcheck.link.models.partial import partial
from snapcheck.link.values import (
    NOTHING,
    Passed,
    Value,
    in_order,
    join,
    one_external,
    texts,
)

ATTRIBUTES, ITEMS, METHOD = "operator.attrgetter()", "operator.itemgetter()", "operator.method()"


def getter(name: str) -> Callable[[Frame, list[Passed], int], Value]:
    """Return the model of what makes a getter: it waits for the object that it is asked about."""

    def call(frame: Frame, arguments: list[Passed], site: int) -> Value:
        """Return a partial of the look-up."""
        return partial(frame, [Passed(one_external(name)), *arguments], site)

    return call


def attributes(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`attrgetter("a.b")(x)`: `x.a.b`; of several names, any of them."""
    if not arguments:
        return NOTHING
    *names, asked = arguments
    found = []
    for text in [text for name in names for text in texts(name.value)]:
        value = asked.value
        for part in text.split("."):
            value = attribute(frame, value, part, site)
        found.append(value)
    return join(found)


def items(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`itemgetter("a")(x)`: `x["a"]`; of several keys, a tuple of what they lead to."""
    if not arguments:
        return NOTHING
    *keys, asked = arguments
    found = [_item(frame, asked.value, key.value) for key in keys]
    if len(found) == 1:
        return found[0]
    row = Container(frame.allocate(site), frame.here(site))
    for position, value in enumerate(found):
        if value:
            put(frame, row, repr(position), value, site)
    return frozenset([row])


def _item(frame: Frame, asked: Value, key: Value) -> Value:
    found = []
    for atom in in_order(asked):
        if isinstance(atom, Container):
            found.extend([take(frame, atom, name) for name in entry_names(key)])
        elif isinstance(atom, Made) and atom.is_data:
            found.append(entry_of_data(frame, atom, key))
    return join(found)


def method(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """`methodcaller("m", a)(x)`: `x.m(a)`."""
    plain = [argument for argument in arguments if argument.keyword is None]
    named = [argument for argument in arguments if argument.keyword is not None]
    name, *given, asked = plain if len(plain) > 1 else [Passed(NOTHING)] * 2
    callee = join([attribute(frame, asked.value, text, site) for text in texts(name.value)])
    return frame.interpreter.call(frame, callee, [*given, *named], site) if callee else NOTHING
