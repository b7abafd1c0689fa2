"""Calls: what is called, how arguments meet parameters, how objects are built."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, assert_never

from msgspec.structs import replace

from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Container,
    External,
    Field,
    Function,
    Made,
    Method,
    Object,
    Partial,
    Wrapped,
    Wrapping,
)
from snapcheck.link.attributes import attribute
from snapcheck.link.callbacks import hand_over
from snapcheck.link.declared import METHOD, member
from snapcheck.link.external import call_external
from snapcheck.link.flow import ANY, consume, put
from snapcheck.link.frame import Frame
from snapcheck.link.handing import note_handed
from snapcheck.link.methods import call_method
from snapcheck.link.models import memos
from snapcheck.link.models.decorators import with_setter
from snapcheck.link.models.providers import provide
from snapcheck.link.models.wrapt import call_wrapper, wrapper_of
from snapcheck.link.objects import build
from snapcheck.link.parameters import bind
from snapcheck.link.places import ClassPlace, EntryPlace, FunctionId, Site
from snapcheck.link.spreading import spelled_out
from snapcheck.link.suspended import suspend
from snapcheck.link.tracking import let_go, returned
from snapcheck.link.values import (
    NOTHING,
    Passed,
    Value,
    changed,
    derive,
    gathered,
    hazards,
    in_order,
    join,
)
from snapcheck.model import Phase


def call(frame: Frame, callee: Value, arguments: list[Passed], site: int) -> Value:
    """Return what calling `callee` with `arguments` may return."""
    arguments = spelled_out(frame, arguments)
    if not callee:
        return _unknown(frame, arguments, site)
    found = []
    frame.tell(callee)
    outer, frame.at = frame.at, site
    frame.steps += len(callee)
    is_followed = len(callee) > 1 and any(isinstance(atom, _FOLLOWED) for atom in callee)
    data = [atom for atom in callee if isinstance(atom, Made) and atom.hazard]
    if data:
        callee = callee.difference(data)
        carried = [derive(frozenset(hazards(argument.value))) for argument in arguments]
        found.append(join([derive(frozenset(data)), *carried]))
    for atom in in_order(callee) if len(callee) > 1 else callee:
        of = _OF.get(type(atom))
        if of is not None:
            frame.is_followed = is_followed
            found.append(of(frame, atom, arguments, site))
    frame.at = outer
    if not found:
        return _unknown(frame, arguments, site)
    value = found[0] if len(found) == 1 else _of_several(frame, found)
    frame.tell(value)
    return value


def _of_several(frame: Frame, found: list[Value]) -> Value:
    return join(found) if frame.is_library else gathered(found)


def _unknown(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Let the arguments leave the program, as nothing is known of what is called."""
    for argument in arguments:
        consume(frame, argument.value, site)
        hand_over(frame, argument.value, site)
    return NOTHING


# --- first-party functions and objects ----------------------------------------------------------


def _function(frame: Frame, atom: Function, arguments: list[Passed], site: int) -> Value:
    return _run(frame, atom, arguments, site)


def _bound(frame: Frame, atom: Bound, arguments: list[Passed], site: int) -> Value:
    receiver = Passed(frozenset([atom.receiver]))
    return _run(frame, atom.function, [receiver, *arguments], site)


def _run(frame: Frame, atom: Function, arguments: list[Passed], site: int) -> Value:
    facts = frame.modules.function(atom.id)
    bound = bind(frame, atom, facts, arguments, site)
    if facts.is_generator:
        return suspend(frame, atom, bound, arguments, site)
    activation = frame.interpreter.enter(frame, atom, bound)
    note_handed(frame, activation.id, facts, arguments)
    returns = activation.returns
    if not frame.is_told:
        return returns
    if facts.captured and not frame.later:
        returns = let_go(returns, activation.id)
    return returned(returns, Site(atom.id.path, atom.id.number, 0), frame.site(site))


def _object(frame: Frame, atom: Object, arguments: list[Passed], site: int) -> Value:
    method = member(frame, atom.cls, "__call__")
    if not method:
        return _unknown(frame, arguments, site)
    return call(frame, method, [Passed(frozenset([atom])), *arguments], site)


# --- the rest ----------------------------------------------------------------------------------


def _wrapped(frame: Frame, atom: Wrapped, arguments: list[Passed], site: int) -> Value:
    match atom.kind:
        case Wrapping.FORGET:
            memos.forget_all(frame, atom.function, site)
            return NOTHING
        case Wrapping.ACCESSOR:
            return frozenset([Wrapped(Wrapping.PROPERTY, atom.function, atom.by)])
        case Wrapping.SETTER:
            return with_setter(atom.function, arguments[:1])
        case (
            Wrapping.VIEW
            | Wrapping.CONSTRUCT
            | Wrapping.PARSE
            | Wrapping.DEFAULT
            | Wrapping.SUBCLASSES
        ):
            return _for_class(frame, atom, arguments, site)
        case Wrapping.HANDLERS | Wrapping.LISTENER:
            return _handle(frame, atom, site)
        case Wrapping.MEMO:
            return _memo(frame, atom.function, arguments, site)
        case Wrapping.WRAPPER:
            return call_wrapper(frame, atom, arguments, site)
        case Wrapping.TIMED_MEMO:
            got = _run_maybe(frame, atom.function, arguments, site)
            return memos.remember_for_a_while(frame, atom, arguments, got, site)
        case Wrapping.STATIC | Wrapping.CLASS | Wrapping.PROPERTY | Wrapping.MEMO_PROPERTY:
            return call(frame, frozenset([atom.function]), arguments, site)
        case _:
            assert_never(atom.kind)


def _for_class(frame: Frame, atom: Wrapped, arguments: list[Passed], site: int) -> Value:
    """Return what a library, or the language, does with a class: hand it on, or build an object."""
    if atom.kind is Wrapping.VIEW:
        return frozenset([atom.function])
    if atom.kind is Wrapping.DEFAULT and isinstance(atom.function, Field):
        return _set_default(frame, atom.function, arguments, site)
    if not isinstance(atom.function, Class):
        return call(frame, frozenset([atom.function]), arguments, site)
    if atom.kind is Wrapping.SUBCLASSES:
        return _subclasses(frame, atom.function, site)
    if atom.kind is Wrapping.PARSE:
        arguments = [replace(each, star="**") for each in arguments[:1]]
    return build(frame, atom.function, arguments, site)


def _subclasses(frame: Frame, cls: Class, site: int) -> Value:
    """Return a list of the classes that extend a class."""
    found = Container(frame.allocate(site), frame.here(site))
    extending = frozenset([Class(id) for id in frame.classes.subclasses(cls.id)])
    put(frame, found, ANY, extending, site)
    return frozenset([found])


def _set_default(frame: Frame, field: Field, arguments: list[Passed], site: int) -> Value:
    """Take what is decorated with `@field.default` as what makes the default."""
    for argument in arguments[:1]:
        frame.write(EntryPlace(field.at, METHOD), argument.value, "", site)
    return arguments[0].value if arguments else NOTHING


def _memo(frame: Frame, function: Atom, arguments: list[Passed], site: int) -> Value:
    filled = memos.filled(frame, function, arguments)
    if filled is not None:
        return filled
    got = _run_maybe(frame, function, arguments, site)
    return memos.remember(frame, function, arguments, got, site)


def _run_maybe(frame: Frame, function: Atom, arguments: list[Passed], site: int) -> Value:
    """Call what is run only if its cache does not have the result."""
    certain, frame.state.certain = frame.state.certain, False
    got = call(frame, frozenset([function]), arguments, site)
    frame.state.certain = certain
    return got


# Classes whose objects are plain dicts.
_MAPPING_BASES = frozenset({External("typing.TypedDict"), External("typing_extensions.TypedDict")})


def _called_in_init(frame: Frame) -> frozenset[FunctionId | None]:
    """Return the functions that INIT has called: a library has others to call."""
    return frozenset([a.function for a in frame.activations if a.phase is Phase.INIT])


def _handle(frame: Frame, given: Wrapped, site: int) -> Value:
    """Let a library call the methods of an object, or of one that it builds of a class."""
    atom = given.function
    built = build(frame, atom, [], site) if isinstance(atom, Class) else frozenset([atom])
    own = _called_in_init(frame) if given.kind is Wrapping.LISTENER else frozenset()
    returns: list[Value] = []
    for this in in_order(built):
        if isinstance(this, Object):
            for cls in frame.classes.mro(this.cls):
                for name in frame.heap.names(ClassPlace, cls):
                    if not name.startswith("_"):
                        method = attribute(frame, frozenset([this]), name, site)
                        methods = [a for a in method if isinstance(a, Bound)]
                        called = frozenset([a for a in methods if a.function.id not in own])
                        returns.append(call(frame, called, [], site) if called else NOTHING)
    return join(returns)


def _class(frame: Frame, atom: Class, arguments: list[Passed], site: int) -> Value:
    """Call a class: its metaclass, where that says what it means."""
    wrapper = wrapper_of(frame, atom, arguments) if frame.is_library else NOTHING
    if wrapper:
        return wrapper
    if any(_MAPPING_BASES & frame.classes.bases(cls) for cls in frame.classes.mro(atom.id)):
        return call(frame, frozenset([External("dict")]), arguments, site)
    metas = [meta for meta in in_order(frame.classes.metaclass(atom.id)) if isinstance(meta, Class)]
    own = join([member(frame, meta.id, "__call__") for meta in metas])
    if own:
        return call(frame, own, [Passed(frozenset([atom])), *arguments], site)
    return build(frame, atom, arguments, site)


# Partials of partials, where each may be any of many: those that one call goes through.
_MOST_UNWRAPPED = 8


def _partial(frame: Frame, atom: Partial, arguments: list[Passed], site: int) -> Value:
    unwrapped = frame.unwrapped
    is_outermost = not unwrapped
    times = unwrapped.get(atom.at, 0)
    if times < 0 or times >= _MOST_UNWRAPPED:
        # `f = partial(f, ...)` in a loop: a partial of itself.
        return NOTHING
    unwrapped[atom.at] = -times - 1
    try:
        if atom.at in frame.notes.providers:
            return provide(frame, atom, _with_partial(frame, atom, arguments), site)
        function = frame.read(EntryPlace(atom.at, "function"))
        function = function if frame.later else _handed_on(function, atom)
        return call(frame, function, _with_partial(frame, atom, arguments), site)
    finally:
        unwrapped[atom.at] = times + 1
        if is_outermost:
            unwrapped.clear()


def _with_partial(frame: Frame, atom: Partial, arguments: list[Passed]) -> list[Passed]:
    """Return the partial's own arguments around those of the call."""
    named = {argument.keyword for argument in arguments if argument.keyword}
    positional: list[Passed] = []
    keyword: list[Passed] = []
    for name in frame.entries(atom.at):
        if name != "function":
            value = frame.read(EntryPlace(atom.at, name))
            if not frame.later:
                value = _handed_on(value, atom)
            spelled = frame.notes.spelled.get((atom.at, name))
            if name == ANY:
                # `partial(Login, **secret)`: what is derived from it, under any name.
                held = frozenset(each for each in value if isinstance(each, Made))
                keyword.append(Passed(held, star="**"))
            elif name.isdigit():
                positional.append(Passed(value, spelled=spelled))
            elif name not in named:
                keyword.append(Passed(value, name, spelled=spelled))
    return [*positional, *arguments, *keyword]


def _handed_on(value: Value, partial: Partial) -> Value:
    """Return an argument of a partial that INIT calls: it is kept where the call puts it."""

    def released(atom: Atom) -> Atom:
        if not isinstance(atom, (Made, Container)) or atom.kept is None:
            return atom
        return replace(atom, kept=None) if atom.kept.place.owner == partial.at else atom

    return changed(value, released)


def _external(frame: Frame, atom: External, arguments: list[Passed], site: int) -> Value:
    frame.handing += 1
    got = call_external(frame, atom.name, arguments, site)
    frame.handing -= 1
    return got


def _method(frame: Frame, atom: Method, arguments: list[Passed], site: int) -> Value:
    frame.handing += 1
    got = call_method(frame, atom, arguments, site)
    frame.handing -= 1
    return got


def _made(frame: Frame, atom: Made, arguments: list[Passed], site: int) -> Value:
    return call_method(frame, Method(atom, "__call__"), arguments, site)


_FOLLOWED = (Function, Bound, Class, Object, Wrapped, Partial)

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
