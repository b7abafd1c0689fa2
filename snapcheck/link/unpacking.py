"""Unpacking: what each target of `a, *rest, b = value` is bound to."""

from __future__ import annotations

from collections.abc import Iterator

from snapcheck import facts
from snapcheck.facts import Expression
from snapcheck.link.atoms import Container, Made, Object, Suspended
from snapcheck.link.flow import put, take
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import items_in_order, iterate
from snapcheck.link.values import Value, derive, in_order, join


def unpacked(
    frame: Frame, target: facts.Sequence, value: Value
) -> Iterator[tuple[Expression, Value]]:
    """Yield each target with what it is bound to: by its position, where there is no star before.

    A target with a star is bound to a list, item by item where the value is a short list.
    """
    stars = [i for i, item in enumerate(target.items) if isinstance(item, facts.Starred)]
    if stars:
        items = items_in_order(frame, value)
        if len(items) >= len(target.items) - 1:
            yield from _around_a_star(frame, target, stars[0], items)
            return
    for position, item in enumerate(target.items):
        starred = isinstance(item, facts.Starred)
        yield item, iterate(frame, value) if starred else _part(frame, value, position)


def _around_a_star(
    frame: Frame, target: facts.Sequence, star: int, items: list[Value]
) -> Iterator[tuple[Expression, Value]]:
    end = len(items) - (len(target.items) - star - 1)
    site = facts.first_site(target.items[star])
    rest = Container(frame.allocate(site), frame.here(site))
    for position, item in enumerate(items[star:end]):
        put(frame, rest, repr(position), item, site)
    parts = [*items[:star], frozenset([rest]), *items[end:]]
    yield from zip(target.items, parts, strict=True)


def _part(frame: Frame, value: Value, position: int) -> Value:
    found = []
    for atom in in_order(value):
        if isinstance(atom, Container) and atom.mapping:
            found.append(iterate(frame, frozenset([atom])))
        elif isinstance(atom, Container):
            found.append(take(frame, atom, repr(position)))
        elif isinstance(atom, Made):
            found.append(derive(frozenset([atom])) if atom.hazard else frozenset([atom]))
        elif isinstance(atom, (Object, Suspended)):
            found.append(iterate(frame, frozenset([atom])))
    return join(found)
