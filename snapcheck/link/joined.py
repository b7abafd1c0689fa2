"""Containers that are put together from others: `a | b`, `a + b`, `a * 3`, slices of lists."""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.link.atoms import Container
from snapcheck.link.flow import ANY, entry, forget, put, take
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import MOST_IN_ORDER, gather, iterate
from snapcheck.link.values import NOTHING, Value


def union(frame: Frame, operator: str, parts: list[Value], site: int) -> Value | None:
    """Return the container that an operator makes of `parts`; None if it makes none."""
    if operator == "__or__" and all(part and _are(part, mapping=True) for part in parts):
        return _merged(frame, parts, site)
    if operator in ("__add__", "__mul__") and any(
        part and _are(part, mapping=False) for part in parts
    ):
        return _concatenated(frame, parts, site, repeated=operator == "__mul__")
    return None


def _are(value: Value, *, mapping: bool) -> bool:
    return all(isinstance(atom, Container) and atom.mapping is mapping for atom in value)


def _new(frame: Frame, site: int, *, mapping: bool = False) -> Container:
    """Return a container that an operator makes: another than the display at its site."""
    at = frame.allocate(site)
    at = replace(at, site=replace(at.site, number=_OPERATORS - site))
    return Container(at, frame.here(site), mapping=mapping)


# Allocations of operators have numbers below those of all other allocations.
_OPERATORS = -(1 << 24)


def _merged(frame: Frame, parts: list[Value], site: int) -> Value:
    made = _new(frame, site, mapping=True)
    entries: dict[str, Value] = {}
    for part in parts:
        gather(frame, made, entries, part, site)
    for name, value in entries.items():
        put(frame, made, name, value, site)
    return frozenset([made])


def _concatenated(frame: Frame, parts: list[Value], site: int, *, repeated: bool) -> Value:
    """Return a list of all that the parts hold, each at its position as far as that is known."""
    made = _new(frame, site)
    known = not repeated
    position = 0
    for part in parts:
        items = _positions(frame, part, made) if known else None
        if items is None:
            known = False
            held = iterate(frame, part)
            if held:
                put(frame, made, ANY, held, site)
            continue
        for item in items:
            if item:
                put(frame, made, repr(position), item, site)
            position += 1
    return frozenset([made])


def _positions(frame: Frame, value: Value, made: Container) -> list[Value] | None:
    """Return what a short list holds, in order; None where positions are not known."""
    containers = [atom for atom in value if isinstance(atom, Container)]
    # `xs = xs + [x]` in a loop: there is no telling how long it is.
    if len(value) != 1 or not containers or containers[0].at == made.at:
        return None
    names = frame.entries(containers[0].at)
    if len(names) > MOST_IN_ORDER or sorted(names) != sorted(map(str, range(len(names)))):
        return None
    return [take(frame, containers[0], name) for name in map(str, range(len(names)))]


def part_of(frame: Frame, container: Container, site: int, *, whole: bool) -> Value:
    """Return `xs[:]`, `xs[1:]`: a list of what `xs` holds."""
    if whole:
        return frozenset([container])
    made = Container(frame.allocate(site), frame.here(site))
    held = take(frame, container, ANY)
    if held:
        put(frame, made, ANY, held, site)
    return frozenset([made])


def replace_part(
    frame: Frame, container: Container, value: Value, site: int, *, whole: bool
) -> None:
    """Put `value` into a part of `xs` (`xs[:]`, `xs[1:]`), which holds what it holds, at least."""
    items = _positions(frame, value, container) if whole else None
    if whole:
        for name in frame.entries(container.at):
            forget(frame, entry(container, name), site)
    if items is None:
        held = iterate(frame, value)
        if held:
            put(frame, container, ANY, held, site)
        return
    for position, item in enumerate(items):
        put(frame, container, repr(position), item or NOTHING, site)


def extend(frame: Frame, container: Container, value: Value, site: int) -> None:
    """Follow `container |= value`, `container += value`."""
    if not container.mapping:
        held = iterate(frame, value)
        if held:
            put(frame, container, ANY, held, site)
        return
    entries: dict[str, Value] = {}
    gather(frame, container, entries, value, site)
    for name, held in entries.items():
        if held or frame.later:
            put(frame, container, name, held, site)
