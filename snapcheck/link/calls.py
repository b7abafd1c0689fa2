"""Calls: what is called, how arguments meet parameters, how objects are built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from snapcheck.facts import FunctionFacts, Parameter
from snapcheck.link.attributes import field_value, member
from snapcheck.link.callbacks import hand_over
from snapcheck.link.frame import Frame, Passed, atoms
from snapcheck.link.hold import ANY, consume, entry, put, returned, take
from snapcheck.link.library import call_external, call_method
from snapcheck.link.values import (
    NOTHING,
    Atom,
    Bound,
    Class,
    ClassId,
    Container,
    External,
    Field,
    Function,
    Made,
    Method,
    Object,
    Partial,
    Place,
    Suspended,
    Value,
    Wrapped,
    derive,
    hazards,
    join,
    texts,
)


def call(frame: Frame, callee: Value, arguments: list[Passed], site: int) -> Value:
    """What calling `callee` with `arguments` may return."""
    found = []
    for atom in atoms(callee):
        of = _OF.get(type(atom))
        if of is not None:
            found.append(of(frame, atom, arguments, site))
    if not found:
        return _unknown(frame, arguments, site)
    return returned(found[0] if len(found) == 1 else join(found), frame.site(site))


def _unknown(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Nothing is known of what is called: the arguments leave the program here."""
    for argument in arguments:
        consume(frame, argument.value, site)
        hand_over(frame, argument.value, site)
    return NOTHING


# --- first-party functions ---------------------------------------------------------------------


@dataclass(slots=True)
class _Binding:
    """Arguments on their way into parameters."""

    positional: list[Value] = field(default_factory=list)
    keyword: dict[str, Value] = field(default_factory=dict)
    # What `*args` or `**kwargs` of unknown length may put into any parameter.
    anywhere: Value = NOTHING


def _function(frame: Frame, atom: Function, arguments: list[Passed], site: int) -> Value:
    return _run(frame, atom, arguments, site)


def _bound(frame: Frame, atom: Bound, arguments: list[Passed], site: int) -> Value:
    receiver = Passed(frozenset([atom.receiver]))
    return _run(frame, atom.function, [receiver, *arguments], site)


def _run(frame: Frame, atom: Function, arguments: list[Passed], site: int) -> Value:
    facts = frame.engine.facts(atom.id)
    bound = bind(frame, atom, facts, arguments, site)
    if facts.is_generator:
        return _suspend(frame, atom, bound, site)
    return frame.engine.enter(frame, atom, bound).returns


def _suspend(frame: Frame, atom: Function, bound: dict[str, Value], site: int) -> Value:
    """A call of a generator function runs nothing yet; its arguments wait."""
    at = frame.allocate(site)
    function = frame.engine.facts(atom.id).qualified
    for name, value in bound.items():
        if value:
            label = f"`{name}` of `{function}`"
            frame.engine.write(frame, Place("entry", at, name), value, label, site)
    return frozenset([Suspended(atom, at, frame.site(site))])


def resume(frame: Frame, generator: Suspended) -> Value:
    """Run a generator's body in the frame's phase; what it yields."""
    bound = {
        parameter.name: frame.engine.read(frame, Place("entry", generator.at, parameter.name))
        for parameter in frame.engine.facts(generator.function.id).parameters
    }
    yielded = frame.engine.enter(frame, generator.function, bound).yields
    return _yielded(yielded, generator)


def _yielded(value: Value, generator: Suspended) -> Value:
    return returned(value, generator.here)


def bind(
    frame: Frame, atom: Function, facts: FunctionFacts, arguments: list[Passed], site: int
) -> dict[str, Value]:
    """The value of each parameter; a default is read where it was evaluated."""
    binding = _spread(frame, arguments)
    bound: dict[str, Value] = {}
    for parameter in facts.parameters:
        bound[parameter.name] = _parameter(frame, atom, parameter, binding, site)
    return bound


def _spread(frame: Frame, arguments: list[Passed]) -> _Binding:
    binding = _Binding()
    for argument in arguments:
        if argument.star == "*":
            for container in atoms(argument.value):
                if isinstance(container, Container):
                    binding.anywhere = join([binding.anywhere, take(frame, container, ANY)])
        elif argument.star == "**":
            _spread_mapping(frame, argument.value, binding)
        elif argument.keyword is not None:
            binding.keyword[argument.keyword] = argument.value
        else:
            binding.positional.append(argument.value)
    return binding


def _spread_mapping(frame: Frame, value: Value, binding: _Binding) -> None:
    for container in atoms(value):
        if not isinstance(container, Container):
            continue
        for name in frame.engine.entries(frame, container.at):
            held = take(frame, container, name)
            if name == ANY:
                binding.anywhere = join([binding.anywhere, held])
            else:
                binding.keyword.setdefault(name.strip("'\""), held)


def _parameter(
    frame: Frame, atom: Function, parameter: Parameter, binding: _Binding, site: int
) -> Value:
    if parameter.kind == "*":
        return _rest(frame, parameter, binding.positional, {}, binding.anywhere, site)
    if parameter.kind == "**":
        return _rest(frame, parameter, [], binding.keyword, binding.anywhere, site)
    if parameter.kind == "positional" and binding.positional:
        return binding.positional.pop(0)
    if parameter.name in binding.keyword:
        return binding.keyword.pop(parameter.name)
    if parameter.default is None:
        return binding.anywhere
    default = frame.engine.read(frame, default_place(atom, parameter.name))
    return join([default, binding.anywhere])


def default_place(atom: Function, name: str) -> Place:
    """The place of a parameter's default value."""
    return Place("default", atom.id, name)


def _rest(
    frame: Frame,
    parameter: Parameter,
    positional: list[Value],
    keyword: dict[str, Value],
    anywhere: Value,
    site: int,
) -> Value:
    """The tuple of `*args` or the dict of `**kwargs`."""
    here = frame.allocate(site)
    container = Container(
        here._replace(site=here.site._replace(number=-2 - site * 2 - (parameter.kind == "**"))),
        frame.site(site),
    )
    for position, value in enumerate(positional):
        if value:
            put(frame, container, repr(position), value, site)
    for name, value in keyword.items():
        if value:
            put(frame, container, repr(name), value, site)
    if anywhere:
        put(frame, container, ANY, anywhere, site)
    return frozenset([container])


# --- first-party classes -----------------------------------------------------------------------


def _class(frame: Frame, atom: Class, arguments: list[Passed], site: int) -> Value:
    built = _new_objects(frame, atom, arguments, site)
    init = member(frame, atom.id, "__init__")
    after = member(frame, atom.id, "__post_init__")
    for this in built:
        if init:
            call(frame, init, [Passed(frozenset([this])), *arguments], site)
        else:
            _fill_fields(frame, atom, this, arguments, site)
        if after:
            call(frame, after, [Passed(frozenset([this]))], site)
    return join([frozenset(built), _inherited(frame, atom, arguments, site)])


def _new_objects(frame: Frame, atom: Class, arguments: list[Passed], site: int) -> list[Object]:
    """What `__new__` returns; a plain new object where the class has none."""
    new = member(frame, atom.id, "__new__")
    if new:
        made = call(frame, _unwrapped(new), [Passed(frozenset([atom])), *arguments], site)
        own = [a for a in atoms(made) if isinstance(a, Object)]
        if own:
            return own
    return [Object(atom.id, frame.allocate(site))]


def _inherited(frame: Frame, atom: Class, arguments: list[Passed], site: int) -> Value:
    """What an object is besides, because its class inherits from a library's generator."""
    seen: set[ClassId] = set()
    pending: list[ClassId] = [atom.id]
    found = []
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        for base in atoms(frame.engine.bases(current)):
            if isinstance(base, Class):
                pending.append(base.id)
            elif isinstance(base, External):
                built = call_external(frame, base.name, arguments, site)
                found.append(frozenset(a for a in built if _is_generator(a)))
    return join(found)


def _is_generator(atom: Atom) -> bool:
    return isinstance(atom, Made) and atom.hazard in ("generator", "secure-generator")


def _unwrapped(value: Value) -> Value:
    return frozenset(a.function if isinstance(a, Wrapped) else a for a in value)


def _fill_fields(
    frame: Frame, atom: Class, built: Object, arguments: list[Passed], site: int
) -> None:
    """What a generated constructor does: dataclasses, attrs, models, named tuples."""
    names = _field_names(frame, atom.id)
    binding = _spread(frame, arguments)
    for name in names:
        value: Value | None = None
        if binding.positional:
            value = binding.positional.pop(0)
        elif name in binding.keyword:
            value = binding.keyword.pop(name)
        else:
            value = _default_of(frame, atom, name, site)
        if value:
            _set_field(frame, built, name, value, site)
    for name, value in binding.keyword.items():
        _set_field(frame, built, name, value, site)
    for value in binding.positional:
        consume(frame, value, site)


def _set_field(frame: Frame, built: Object, name: str, value: Value, site: int) -> None:
    owner = frame.engine.class_facts(built.cls).name
    place = Place("attribute", built.at, name)
    frame.engine.write(frame, place, value, f"`{owner}.{name}`", site, sure=False)


def _default_of(frame: Frame, atom: Class, name: str, site: int) -> Value | None:
    """A field's default; what its factory makes is reported at the field's line."""
    members = atoms(member(frame, atom.id, name))
    found = [field_value(frame, held, site) for held in members if isinstance(held, Field)]
    return join(found) if found else None


def _field_names(frame: Frame, cls: ClassId) -> list[str]:
    """The fields of a class and its bases, bases first, as a dataclass orders them."""
    names: list[str] = []
    seen: set[ClassId] = set()

    def collect(current: ClassId) -> None:
        if current in seen:
            return
        seen.add(current)
        for base in atoms(frame.engine.bases(current)):
            if isinstance(base, Class):
                collect(base.id)
        for name in frame.engine.declared_fields(current):
            if name not in names:
                names.append(name)

    collect(cls)
    return names


def _object(frame: Frame, atom: Object, arguments: list[Passed], site: int) -> Value:
    method = member(frame, atom.cls, "__call__")
    if not method:
        return _unknown(frame, arguments, site)
    return call(frame, method, [Passed(frozenset([atom])), *arguments], site)


# --- the rest ----------------------------------------------------------------------------------


def _wrapped(frame: Frame, atom: Wrapped, arguments: list[Passed], site: int) -> Value:
    if atom.kind == "forget":
        _forget(frame, atom.function, site)
        return NOTHING
    if atom.kind == "accessor":
        return frozenset([Wrapped("property", atom.function)])
    got = call(frame, frozenset([atom.function]), arguments, site)
    if atom.kind != "memo":
        return got
    return remember(frame, atom.function, arguments, got, site)


def remember(frame: Frame, function: Atom, arguments: list[Passed], got: Value, site: int) -> Value:
    """A memo keeps the first result for ever; filled in INIT, it is kept by that INIT call."""
    inner = function.function if isinstance(function, Bound) else function
    if not isinstance(inner, Function):
        return got
    key = ",".join([",".join(texts(argument.value)) for argument in arguments])
    place = Place("memo", inner.id, key)
    name = frame.engine.facts(inner.id).name
    if not (frame.later and frame.engine.places.frozen(place)):
        frame.engine.write(frame, place, got, f"the cache of `{name}`", site, sure=False)
    return join([got, frame.engine.read(frame, place)])


def _forget(frame: Frame, function: Atom, site: int) -> None:
    """`cache_clear`: what the memo kept is gone."""
    inner = function.function if isinstance(function, Bound) else function
    if isinstance(inner, Function):
        for key in frame.engine.places.names("memo", inner.id):
            frame.engine.write(frame, Place("memo", inner.id, key), NOTHING, "", site)


def _partial(frame: Frame, atom: Partial, arguments: list[Passed], site: int) -> Value:
    holder = Container(atom.at, atom.at.site)
    function = frame.engine.read(frame, entry(holder, "function"))
    given: list[Passed] = []
    named = {argument.keyword for argument in arguments if argument.keyword}
    for name in frame.engine.entries(frame, holder.at):
        if name in ("function", ANY):
            continue
        held = frame.engine.read(frame, entry(holder, name))
        if name.isdigit():
            given.append(Passed(held))
        elif name not in named:
            given.append(Passed(held, name))
    positional = [argument for argument in given if argument.keyword is None]
    keyword = [argument for argument in given if argument.keyword is not None]
    return call(frame, function, [*positional, *arguments, *keyword], site)


def _external(frame: Frame, atom: External, arguments: list[Passed], site: int) -> Value:
    return call_external(frame, atom.name, arguments, site)


def _method(frame: Frame, atom: Method, arguments: list[Passed], site: int) -> Value:
    return call_method(frame, atom, arguments, site)


def _made(frame: Frame, atom: Made, arguments: list[Passed], site: int) -> Value:
    if not atom.hazard:
        return call_method(frame, Method(atom, "__call__"), arguments, site)
    carried = [derive(frozenset(hazards(argument.value))) for argument in arguments]
    return join([derive(frozenset([atom])), *carried])


_OF: dict[type[object], Callable[[Frame, Any, list[Passed], int], Value]] = {
    Function: _function,
    Bound: _bound,
    Class: _class,
    Object: _object,
    Wrapped: _wrapped,
    Partial: _partial,
    External: _external,
    Method: _method,
    Made: _made,
}
