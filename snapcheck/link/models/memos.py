"""Functions that remember what they returned for the same arguments."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from msgspec.structs import replace

from snapcheck.facts import Attribute, Literal, Subscript
from snapcheck.knowledge import Handling
from snapcheck.link.atoms import (
    Atom,
    Bound,
    Class,
    Constant,
    External,
    Function,
    Made,
    Object,
    Wrapped,
)
from snapcheck.link.declared import member
from snapcheck.link.flow import ANY, forget
from snapcheck.link.frame import Frame, Notes, less_sure_when_old
from snapcheck.link.keys import HOLE, may_match, text_with_holes
from snapcheck.link.places import FunctionId, MemoPlace, Place
from snapcheck.link.summary import Activation
from snapcheck.link.values import Passed, Value, changed, derive, hazards, join, less_sure, order
from snapcheck.model import Confidence, Phase

# A call whose arguments may be more than this asks for any entry.
_MOST_KEYS = 16


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
            if not frame.later and frame.state.certain:
                frame.note_assigned(place, site, sure=len(keys) == 1)
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


def remember_for_a_while(
    frame: Frame, memo: Wrapped, arguments: list[Passed], got: Value, site: int
) -> Value:
    """Let a memo keep a result until it is old: by a clock that may stand still, or the wall's."""
    if memo.by in _BY_THE_WALL:
        return got
    kept = remember(frame, memo.function, arguments, got, site)
    return changed(kept, less_sure_when_old) if frame.later else kept


_BY_THE_WALL = (External("time.time"), External("datetime.datetime.now"))


def note_cache(frame: Frame, name: str, arguments: list[Passed], site: int) -> None:
    """Note the clock that a cache, or its decorator, counts by, and the cache of a decorator."""
    notes, here = frame.notes, frame.site(site)
    for atom in [atom for argument in arguments for atom in argument.value]:
        if atom in _BY_THE_WALL:
            notes.clocks[here] = atom
        if isinstance(atom, Made) and frame.knowledge.flows.has(name, Handling.MEMOISES):
            notes.caches[here] = atom.origin
            if atom.origin in notes.clocks:
                notes.clocks[here] = notes.clocks[atom.origin]


def counting(frame: Frame, decorator: Atom, memo: Atom) -> Atom:
    """Return what a decorator has wrapped, with the clock that it counts by."""
    if not isinstance(decorator, Made) or not isinstance(memo, Wrapped):
        return memo
    cache = frame.notes.caches.get(decorator.origin)
    if cache is not None:
        frame.notes.memoised.setdefault(cache, set()).add(memo.function)
    clock = frame.notes.clocks.get(decorator.origin)
    return replace(memo, by=clock) if clock is not None else memo


def clear(frame: Frame, cache: Made, site: int) -> None:
    """Follow `cache.clear()` of a cache that decorators were given."""
    for function in sorted(frame.notes.memoised.get(cache.origin, ()), key=order):
        forget_all(frame, function, site)


def note_filled(notes: Notes, activations: Iterable[Activation]) -> None:
    """Note the entries of memos that INIT surely makes."""
    for activation in activations:
        if activation.function is None and activation.phase is Phase.INIT:
            notes.filled.update(p for p in activation.assigned if isinstance(p, MemoPlace))


def filled(frame: Frame, function: Atom, arguments: list[Passed]) -> Value | None:
    """Return what INIT has surely left for these arguments; None where the function may run."""
    inner = _remembering(frame, function)
    if inner is None or not frame.later or not frame.notes.filled:
        return None
    keys = _keys(arguments)
    places: list[Place] = [MemoPlace(inner[0], key) for key in keys]
    is_known = keys != [ANY] and not any(HOLE in key for key in keys)
    if not is_known or not all(place in frame.notes.filled for place in places):
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
    variable = _variable(argument)
    if variable:
        return [f"{named}{variable}"]
    text = text_with_holes(argument.value)
    if text:
        return [f"{named}'{text}'"]
    found = {_part(atom) for atom in argument.value}
    return [ANY] if ANY in found else sorted(f"{named}{part}" for part in found)


def _variable(argument: Passed) -> str:
    """Return which variable of the environment is passed, if `os.environ["NAME"]` is."""
    spelled = argument.spelled[1] if argument.spelled is not None else None
    if not isinstance(spelled, Subscript) or not isinstance(spelled.index, Literal):
        return ""
    is_environment = isinstance(spelled.base, Attribute) and spelled.base.name == "environ"
    return f"environ[{spelled.index.value!r}]" if is_environment else ""


def _part(atom: Atom) -> str:
    if isinstance(atom, Constant):
        return repr(atom.value) if atom.is_known else ANY
    if isinstance(atom, (Object, Class, Function)):
        return " ".join(map(str, order(atom)))
    return ANY


def _before(frame: Frame, id: FunctionId, keys: list[str]) -> Value:
    """Return what was remembered before; asked for an unknown key, it may be what any other has."""
    own = [frame.read(MemoPlace(id, key)) for key in keys]
    if keys != [ANY] and not any(HOLE in key for key in keys):
        return join(own)
    others = [
        frame.read(MemoPlace(id, name))
        for name in frame.heap.names(MemoPlace, id)
        if name not in keys and (keys == [ANY] or any(may_match(key, name) for key in keys))
    ]
    return join([*own, *[changed(value, less_sure) for value in others]])


def _is_moment(made: Made) -> bool:
    return made.hazard is not None and made.hazard.moment
