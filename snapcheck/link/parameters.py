"""How the arguments of a call meet the parameters of a function."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.facts import FunctionFacts, Parameter
from snapcheck.link.atoms import CALLABLES, Class, Container, Function, Prefix
from snapcheck.link.declared import instance_of
from snapcheck.link.flow import ANY, put, take
from snapcheck.link.frame import Frame
from snapcheck.link.keys import is_holed
from snapcheck.link.models.hints import hint_place, is_unknown
from snapcheck.link.models.injection import provided
from snapcheck.link.places import DefaultPlace, EntryPlace, Place
from snapcheck.link.values import (
    NOTHING,
    Passed,
    Value,
    derive,
    in_order,
    is_literal,
    join,
)

# `f(*x, *x)` in a function that has `*x` doubles it: behind so many, anything is anywhere.
_MOST_POSITIONS = 256


_ANYTHING: Value = frozenset([Prefix("\0")])


class Given(Struct):
    """Arguments on their way into parameters."""

    positional: list[Value] = []
    keyword: dict[str, Value] = {}
    # What `*args` or `**kwargs` of unknown length may put into any parameter.
    anywhere: Value = NOTHING


def bind(
    frame: Frame, atom: Function, facts: FunctionFacts, arguments: list[Passed], site: int
) -> dict[str, Value]:
    """Return the value of each parameter; a default is read where it was evaluated."""
    binding = spread(frame, arguments)
    bound: dict[str, Value] = {}
    # What a library calls it with is not known: its defaults are not all that there may be.
    open_ended = frame.activation.is_root and not arguments
    for parameter in facts.parameters:
        if parameter.kind == "positional" and binding.positional:
            value = binding.positional.pop(0)
        else:
            value = _parameter(frame, atom, parameter, binding, site)
        is_open = open_ended and is_literal(value) and bool(value)
        if is_open:
            value |= _ANYTHING
        if parameter.annotation is not None and (is_open or is_unknown(value)):
            place = hint_place(atom.id.path, atom.id.number, parameter.name)
            hinted = _hinted(frame, frame.read(place), site)
            value = join([value, hinted]) if is_open else hinted or value
        bound[parameter.name] = value
    return bound


def _hinted(frame: Frame, hint: Value, site: int) -> Value:
    """Return what an annotation says of an argument of which nothing is known.

    A model is an object that a library has built by then: of the request, of the event.
    """
    models = [atom for atom in in_order(hint) if isinstance(atom, Class)]
    if not models or not frame.later:
        return hint - frozenset(models)
    return join([hint - {*models}, *[instance_of(frame, atom.id, site) for atom in models]])


def spread(frame: Frame, arguments: list[Passed]) -> Given:
    binding = Given()
    for argument in arguments:
        if argument.keyword is not None:
            binding.keyword[argument.keyword] = argument.value
        elif not argument.star:
            binding.positional.append(argument.value)
        elif argument.star == "*":
            _spread_sequence(frame, argument.value, binding)
        else:
            _spread_mapping(frame, argument.value, binding)
    return binding


def _spread_sequence(frame: Frame, value: Value, binding: Given) -> None:
    """Spread `*value` position by position where that is known, else anything anywhere."""
    for container in in_order(value):
        if isinstance(container, Container):
            names = frame.entries(container.at)
            positions = [str(position) for position in range(len(names))]
            is_known = len(binding.positional) + len(names) <= _MOST_POSITIONS
            if len(value) == 1 and is_known and sorted(names) == sorted(positions):
                binding.positional.extend(take(frame, container, each) for each in positions)
            else:
                binding.anywhere = join([binding.anywhere, take(frame, container, ANY)])
        else:
            binding.anywhere = join([binding.anywhere, derive(frozenset([container]))])


def _spread_mapping(frame: Frame, value: Value, binding: Given) -> None:
    for container in in_order(value):
        if not isinstance(container, Container):
            # `Login(**secret)`: any of the names may be in there.
            binding.anywhere = join([binding.anywhere, derive(frozenset([container]))])
            continue
        for name in frame.entries(container.at):
            held = take(frame, container, name)
            if name == ANY or is_holed(name):
                binding.anywhere = join([binding.anywhere, held])
            else:
                binding.keyword.setdefault(name.strip("'\""), held)


def _parameter(
    frame: Frame, atom: Function, parameter: Parameter, binding: Given, site: int
) -> Value:
    if parameter.kind in ("*", "**"):
        return _rest(frame, parameter, binding, site)
    if parameter.name in binding.keyword:
        return binding.keyword.pop(parameter.name)
    place = default_place(atom, parameter.name)
    if parameter.default is None and not frame.heap.has(place):
        return binding.anywhere
    default = provided(frame, frame.read(place), site)
    return join([default, binding.anywhere])


def default_place(atom: Function, name: str) -> Place:
    """Return the place of a parameter's default value."""
    return DefaultPlace(atom.id, name)


def _rest(frame: Frame, parameter: Parameter, binding: Given, site: int) -> Value:
    """Return the tuple of `*args` or the dict of `**kwargs`: what no other parameter has taken."""
    mapping = parameter.kind == "**"
    here = frame.allocate(site)
    at = replace(here, site=replace(here.site, number=-2 - site * 2 - mapping))
    container = Container(at, frame.here(site), mapping=mapping)
    entries = binding.keyword.items() if mapping else enumerate(binding.positional)
    for key, value in entries:
        # What is passed, known or not, is passed: no default stands for it.
        put(frame, container, repr(key), value, site)
    if binding.anywhere:
        put(frame, container, ANY, binding.anywhere, site)
    return frozenset([container])


def given_besides(
    frame: Frame, function: FunctionFacts, arguments: Mapping[str, Value]
) -> tuple[tuple[str, Value], ...]:
    """Return by which callables in `*args` and `**kwargs` calls of a function are told apart."""
    found = []
    for parameter in function.parameters:
        if parameter.kind in ("*", "**"):
            given = [
                frame.read(EntryPlace(atom.at, name))
                for atom in arguments.get(parameter.name, NOTHING)
                if isinstance(atom, Container)
                for name in frame.entries(atom.at)
            ]
            callables = [atom for atom in join(given) if isinstance(atom, CALLABLES)]
            found.append((parameter.name, frozenset(callables)))
    return tuple(found)
