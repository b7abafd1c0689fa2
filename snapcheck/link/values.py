"""What an expression can be, as far as a snapshot cares.

A value is a frozenset of atoms: all that it may be on the paths that were followed. The empty set
is a value of which nothing that matters is known.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from msgspec.structs import replace

from snapcheck.facts import Expression, Fact
from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Constant,
    ConstantKind,
    Container,
    External,
    Field,
    Function,
    Made,
    Method,
    Module,
    Namespace,
    Object,
    Partial,
    Prefix,
    Super,
    Suspended,
    Wrapped,
    constant,
)
from snapcheck.link.places import Site
from snapcheck.model import Confidence, Phase

Value = frozenset[Atom]

NOTHING: Value = frozenset()


class Passed(Fact, frozen=True):
    """One argument at a call: `star` is "", "*" or "**".

    `spelled` is how the activation that calls spells it out, where that runs after the restore, or
    looks something up by a key.
    """

    value: Value
    keyword: str | None = None
    star: str = ""
    spelled: tuple[int, Expression] | None = None

    def __eq__(self, other: object) -> bool:
        return type(other) is Passed and self._passed == other._passed

    def __hash__(self) -> int:
        return hash(self._passed)

    @property
    def _passed(self) -> tuple[Value, str | None, str]:
        """What is passed, however it is spelled out."""
        return (self.value, self.keyword, self.star)


# A value holds no more than this, but for hazards, and where it comes of many or of one that holds
# more: the entries of a table.
WIDEST = 32
# Of what may lead to a hazard, no value holds more.
MOST_FOLLOWED = 512
LONGEST_PATH = 8

COMPUTED: Value = frozenset([Constant("", ConstantKind.COMPUTED)])
"""What is constant, and not known."""

CUT = Constant("", ConstantKind.CUT)
"""What a value has lost; who reads it tells."""

_DECIDED = {truth: frozenset([Constant(truth, ConstantKind.DECIDED)]) for truth in (False, True)}


def decided(truth: bool) -> Value:
    """Return a truth value that follows from the platform or the language."""
    return _DECIDED[truth]


@lru_cache(maxsize=1 << 12, typed=True)
def one_constant(value: str | bytes | int | None) -> Value:
    """Return a literal as a value: the same one each time, so that equal values are identical."""
    return frozenset([constant(value)])


@lru_cache(maxsize=1 << 12)
def one_external(name: str) -> Value:
    """Return something imported as a value: the same one each time."""
    return frozenset([External(name)])


def join(values: Iterable[Value]) -> Value:
    """Return what may be any of `values`, bounded in width."""
    some = [value for value in values if value]
    if len(some) <= 1:
        return some[0] if some else NOTHING
    joined = some[0].union(*some[1:])
    if len(joined) == len(some[0]):
        # The same set as before can be told from another one at once.
        return some[0]
    if len(joined) <= WIDEST:
        return joined
    widest = max(len(value) - (CUT in value) for value in some)
    return narrowed(joined, min(MOST_FOLLOWED, max(len(some), widest)))


def gathered(values: Sequence[Value]) -> Value:
    """Return what may be any of `values`, results of as many functions: each may be several things.

    All that leads anywhere is kept, up to the most that is followed.
    """
    everything = frozenset[Atom]().union(*values)
    return join(values) if len(everything) <= WIDEST else narrowed(everything, MOST_FOLLOWED)


def narrowed(value: Value, most: int) -> Value:
    """Return `value` without constants and, if it still is more than so many things, some of it."""
    # Where a value was last read is no part of what it is, so equal values may differ in it.
    return _narrowed(value, most) if traits(value).told else _narrowed_once(value, most)


def _narrowed(value: Value, most: int) -> Value:
    without = frozenset([a for a in value if type(a) is not Constant or a is CUT])
    if len(without) <= WIDEST:
        return without
    inner = without - {CUT}
    followed = sum(map(_is_followed, inner))
    number = max(WIDEST, min(sum(map(_is_hazard, inner)), MOST_FOLLOWED), min(followed, most))
    if number >= len(inner):
        return without
    # Deterministic whatever order the parts came in.
    kept = sorted(inner, key=_importance)[:number]
    return frozenset([*kept, CUT] if CUT in without or number < followed else kept)


_narrowed_once = lru_cache(maxsize=1 << 13)(_narrowed)


def _is_hazard(atom: Atom) -> bool:
    return type(atom) is Made and atom.hazard is not None


def _is_followed(atom: Atom) -> bool:
    return _is_hazard(atom) if type(atom) is Made else type(atom) not in _LEADS_NOWHERE


# What may lead to no hazard, whatever is done with it.
_LEADS_NOWHERE = frozenset((External, Prefix, Module, Namespace, Method))


class Traits(Fact, frozen=True):
    """What there is in a value, found out once: nearly all have nothing that most questions ask.

    `told` are hazards that INIT made, `unkept` containers and generators that nothing keeps yet,
    `hazards` anything with a hazard, `holders` what may hold more, `library` objects of libraries
    that are no hazard, `callables` first-party functions, classes and what wraps them.
    """

    told: bool
    unkept: bool
    hazards: bool
    holders: bool
    library: bool
    callables: bool


_PLAIN = Traits(False, False, False, False, False, False)
_CALLABLE = Traits(False, False, False, False, False, True)
_PARTIAL = Traits(False, False, False, True, False, True)
_KEPT = Traits(False, False, False, True, False, False)
_UNKEPT = Traits(False, True, False, True, False, False)
# Nearly all values are one atom whose kind says it all.
_ALWAYS: dict[type[object], Traits] = {
    **dict.fromkeys((External, Constant, Prefix, Module, Namespace, Super, Object), _PLAIN),
    **dict.fromkeys((Function, Bound, Class, Wrapped), _CALLABLE),
    Partial: _PARTIAL,
    Field: _KEPT,
}


def traits(value: Value) -> Traits:
    """Return the traits of `value`; equal values have the same ones."""
    if len(value) == 1:
        (atom,) = value
        known = _ALWAYS.get(type(atom))
        return known if known is not None else _traits_of_one(atom)
    return _traits_of_many(value) if value else _PLAIN


def _traits_of_one(atom: Atom) -> Traits:
    if isinstance(atom, Method):
        atom = atom.receiver
        if not isinstance(atom, Made):
            return _PLAIN
    if isinstance(atom, Made):
        is_hazard = atom.hazard is not None
        told = is_hazard and atom.phase is Phase.INIT
        return Traits(told, False, is_hazard, atom.holds is not None, not is_hazard, False)
    if isinstance(atom, (Container, Suspended)):
        return _KEPT if atom.kept is not None else _UNKEPT
    return _ALWAYS[type(atom)]


@lru_cache(maxsize=1 << 15)
def _traits_of_many(value: Value) -> Traits:
    each = [_traits_of_one(atom) for atom in value]
    return Traits(
        any(has.told for has in each),
        any(has.unkept for has in each),
        any(has.hazards for has in each),
        any(has.holders for has in each),
        any(has.library for has in each),
        any(has.callables for has in each),
    )


def changed(value: Value, change: Callable[[Atom], Atom]) -> Value:
    """Return `value` with `change` made to each atom; the same set where that changes nothing."""
    after = [change(atom) for atom in value]
    return value if all(map(operator.is_, after, value)) else frozenset(after)


_Order = tuple[str, str, int, int, int, str]


def _importance(atom: Atom) -> tuple[int, _Order]:
    if _is_hazard(atom):
        return (0, order(atom))
    return (1 if _is_followed(atom) else 2, order(atom))


def in_order(value: Value) -> tuple[Atom, ...]:
    """Return the atoms of `value`, in an order that is the same on every run."""
    if len(value) <= 1:
        return tuple(value)
    # Where a value was last read is no part of what it is, so equal values may differ in it.
    return tuple(sorted(value, key=order)) if traits(value).told else _in_order(value)


@lru_cache(maxsize=1 << 15)
def _in_order(value: Value) -> tuple[Atom, ...]:
    return tuple(sorted(value, key=order))


def order(atom: Atom) -> _Order:
    """Return a key that sorts atoms the same way on every run."""
    if isinstance(atom, (Container, Object, Partial, Field, Suspended)):
        site = atom.at.site
        place = (site.path, site.function, site.number)
        return (type(atom).__name__, *place, atom.at.activation, _besides_place(atom))
    if isinstance(atom, Made):
        return _made_order(atom)
    if isinstance(atom, Method):
        kind, *rest = order(atom.receiver)
        return (f"Method {atom.name} {kind}", *rest)  # type: ignore[return-value]
    if isinstance(atom, (Function, Class)):
        environment = atom.environment if isinstance(atom, Function) else 0
        return (type(atom).__name__, atom.id.path, atom.id.number, environment, 0, "")
    return (type(atom).__name__, "", 0, 0, 0, repr(atom))


def _besides_place(atom: Container | Object | Partial | Field | Suspended) -> str:
    """Return what tells objects apart that one expression builds: `kinds[name]()`."""
    if isinstance(atom, Object):
        return f"{atom.cls.path} {atom.cls.number}"
    if isinstance(atom, Container):
        return f"{atom.here} {atom.kept} {atom.copied} {atom.mapping}"
    if isinstance(atom, Suspended):
        return f"{atom.function} {atom.here} {atom.kept}"
    return ""


@lru_cache(maxsize=1 << 14)
def _made_order(atom: Made) -> _Order:
    kept = f"{atom.kept.label} {atom.kept.site}" if atom.kept is not None else ""
    how = f"{atom.name} {kept} {atom.derived} {atom.compared} {atom.phase.value} {atom.path}"
    how += f" {atom.confidence} {atom.constant} {atom.replayed} {atom.copied} {atom.holds}"
    origin = atom.origin
    return ("Made", origin.path, origin.function, origin.number, atom.here.number, how)


def hazards(value: Value) -> list[Made]:
    """Return the atoms of `value` that carry data made by an API that matters."""
    if not value or not traits(value).hazards:
        return []
    return [atom for atom in value if isinstance(atom, Made) and atom.is_data]


def reads_of(*values: Value) -> list[tuple[_Order, Site]]:
    """Return where what INIT made was last read, of all that is in some values, in order.

    Equal values may differ in it.
    """
    return sorted(
        (order(atom), atom.read)
        for value in values
        if value and traits(value).told
        for atom in value
        if isinstance(atom, Made) and atom.hazard is not None and atom.read is not None
    )


def derive(value: Value, *, lower_to: Confidence = Confidence.HIGH) -> Value:
    """Return what is computed from `value`: its hazards, no longer the API's own value."""
    found = frozenset([_derived(made, lower_to) for made in hazards(value)])
    # All that a container holds, however deep, is more than a value may be.
    return found if len(found) <= MOST_FOLLOWED else narrowed(found, MOST_FOLLOWED)


def _derived(made: Made, lower_to: Confidence) -> Made:
    sure = min(made.confidence, lower_to)
    # Wide values are computed from each other again and again: what they hold is the same.
    if made.derived and made.confidence == sure:
        return made
    return replace(made, derived=True, confidence=sure)


def less_sure(atom: Atom) -> Atom:
    """Return what was found by inference, of medium confidence at most."""
    if isinstance(atom, Made) and atom.confidence > Confidence.MEDIUM:
        return replace(atom, confidence=Confidence.MEDIUM)
    return atom


def literals(value: Value) -> list[object]:
    """Return the literals that `value` may be."""
    return [atom.value for atom in value if isinstance(atom, Constant)]


def is_literal(value: Value) -> bool:
    """Tell whether `value` is surely a literal."""
    for atom in value:
        if type(atom) is not Constant:
            return False
    return bool(value)


def texts(value: Value) -> list[str]:
    """Return the string literals that `value` may be, sorted."""
    return sorted(literal for literal in literals(value) if isinstance(literal, str))
