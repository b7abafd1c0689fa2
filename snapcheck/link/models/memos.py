"""Functions that remember what they returned for the same arguments."""

from __future__ import annotations

from itertools import product

from snapcheck.link.atoms import Atom, Bound, Class, Constant, ConstantKind, Function, Made, Object
from snapcheck.link.declared import member
from snapcheck.link.flow import ANY, forget
from snapcheck.link.frame import Frame
from snapcheck.link.places import FunctionId, MemoPlace, Place
from snapcheck.link.values import Passed, Value, changed, derive, hazards, join, less_sure, order
from snapcheck.model import Confidence

# A call whose arguments may be more than this asks for any entry.
_MOST_KEYS = 16
_UNKNOWN = frozenset({ConstantKind.COMPUTED, ConstantKind.PLATFORM, ConstantKind.DECIDED})


def remember(frame: Frame, function: Atom, arguments: list[Passed], got: Value, site: int) -> Value:
    """Let a memo keep the first result for ever; filled in INIT, it is kept by that INIT call."""
    inner = _remembering(frame, function)
    if inner is None:
        return got
    id, name = inner
    keys = _keys(arguments)
    for key in keys:
        place = MemoPlace(id, key)
        if not (frame.later and frame.heap.frozen(place)):
            frame.write(place, got, f"the cache of `{name}`", site, sure=False)
            if not frame.later and frame.is_sure:
                frame.notes.filled.add(place)
    before = _before(frame, id, keys)
    clocks = {
        made.api.clock
        for argument in arguments
        for made in hazards(argument.value)
        if _is_moment(made) and made.phase is frame.phase and made.api is not None
    }
    if frame.later and clocks:
        # `rates(round(time.time() / 3600))`: the time asks for another entry than INIT's.
        return got if "wall" in clocks else join([got, derive(before, lower_to=Confidence.LOW)])
    return join([got, before])


def filled(frame: Frame, function: Atom, arguments: list[Passed]) -> Value | None:
    """Return what INIT has surely left for these arguments; None where the function may run."""
    inner = _remembering(frame, function)
    if inner is None or not frame.later or not frame.notes.filled:
        return None
    keys = _keys(arguments)
    places: list[Place] = [MemoPlace(inner[0], key) for key in keys]
    if keys == [ANY] or not all(place in frame.notes.filled for place in places):
        return None
    values = [frame.read(place) for place in places]
    return join(values) if all(map(frame.heap.is_left, places)) else None


def forget_all(frame: Frame, function: Atom, site: int) -> None:
    """Follow `cache_clear`: what the memo kept is gone."""
    inner = _remembering(frame, function)
    if inner is not None:
        for key in frame.heap.names(MemoPlace, inner[0]):
            forget(frame, MemoPlace(inner[0], key), site)


def _remembering(frame: Frame, function: Atom) -> tuple[FunctionId, str] | None:
    """Return the first-party function that has the memo, and its name."""
    inner = function.function if isinstance(function, Bound) else function
    if isinstance(inner, Object):
        called = member(frame, inner.cls, "__call__")
        for each in called:
            if isinstance(each, Function):
                return each.id, frame.classes.facts(inner.cls).name
    if not isinstance(inner, Function):
        return None
    return inner.id, frame.modules.function(inner.id).name


def _keys(arguments: list[Passed]) -> list[str]:
    """Return the entries that a call may mean: `*` stands for one that is not known."""
    parts = [_parts(argument) for argument in arguments]
    count = 1
    for part in parts:
        count *= len(part)
    if count > _MOST_KEYS or any(ANY in part for part in parts):
        return [ANY]
    return [",".join(key) for key in product(*parts)]


def _parts(argument: Passed) -> list[str]:
    """Return what an argument may be, as parts of keys."""
    named = f"{argument.keyword}=" if argument.keyword else ""
    if argument.star or not argument.value:
        return [ANY]
    found = {_part(atom) for atom in argument.value}
    return [ANY] if ANY in found else sorted(f"{named}{part}" for part in found)


def _part(atom: Atom) -> str:
    if isinstance(atom, Constant):
        return ANY if atom.kind in _UNKNOWN else repr(atom.value)
    if isinstance(atom, (Object, Class, Function)):
        return " ".join(map(str, order(atom)))
    return ANY


def _before(frame: Frame, id: FunctionId, keys: list[str]) -> Value:
    """Return what was remembered before; asked for an unknown key, it may be what any other has."""
    own = [frame.read(MemoPlace(id, key)) for key in keys]
    if keys != [ANY]:
        return join(own)
    others = [
        frame.read(MemoPlace(id, key)) for key in frame.heap.names(MemoPlace, id) if key != ANY
    ]
    return join([*own, *[changed(value, less_sure) for value in others]])


def _is_moment(made: Made) -> bool:
    return made.hazard is not None and made.hazard.moment
