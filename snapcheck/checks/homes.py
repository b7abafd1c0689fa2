"""Who holds the object that a value is part of: where a report of the value stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.link.atoms import Atom, Bound, Keep, Made, Method, Object
from snapcheck.link.places import (
    Allocation,
    AttributePlace,
    ClassId,
    ClassPlace,
    EntryPlace,
    GlobalPlace,
    MemoPlace,
    Place,
    Site,
)
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation
from snapcheck.link.tracking import same_scope
from snapcheck.link.values import LONGEST_PATH, Value
from snapcheck.model import Phase

# From an object to what holds it, and so on.
_DEEPEST = 8


class _Held(Struct, frozen=True):
    """That a statement of INIT puts an object somewhere."""

    place: Place
    site: Site
    writer: int


class _Returned(Struct, frozen=True):
    """Where a function returns an object to: at `site`, which puts it there, or into `around`."""

    held: _Held
    site: Site
    around: Allocation | None


class Homes:
    """The objects of a program that something keeps from INIT on."""

    def __init__(self, program: Program) -> None:
        self._program = program

    @cached_property
    def _holders(self) -> Mapping[Allocation, list[_Held]]:
        """Where each object is put, in the order of the text."""
        found: defaultdict[Allocation, list[_Held]] = defaultdict(list)
        for place, writer, statement, value in self._program.heap.written():
            activation = self._program.activations[writer]
            if activation.phase is Phase.INIT:
                function = activation.function.number if activation.function is not None else -1
                held = _Held(place, Site(activation.path, function, statement), writer)
                for at, _ in _objects(value):
                    found[at].append(held)
        for each in found.values():
            each.sort(key=lambda held: held.site)
        return found

    @cached_property
    def _classes(self) -> Mapping[Allocation, ClassId]:
        """The classes of the objects that are put anywhere."""
        return {
            at: cls
            for _, _, _, value in self._program.heap.written()
            for at, cls in _objects(value)
            if cls is not None
        }

    def home(self, made: Made) -> Made:
        """Return `made` as the place has it that a report stands at.

        That is where it was made, but for what an object has that nobody keeps: it keeps nothing,
        so the report stands where the value was taken from it. And what a function gives to an
        object that it returns is kept where that is kept.
        """
        kept, copied = made.kept, made.copied
        if kept is None or not isinstance(kept.place, (AttributePlace, EntryPlace)):
            return made
        owner = kept.place.owner
        if not isinstance(owner, Allocation):
            return made
        if (
            copied is not None
            and isinstance(copied.place, GlobalPlace)
            and isinstance(kept.place, AttributePlace)
            and owner not in self._holders
        ):
            path = (*made.path, made.here)[-LONGEST_PATH:]
            return replace(made, here=copied.site, path=path, kept=copied, copied=None)
        if owner.site.function < 0 or not same_scope(made.here, owner.site):
            return made
        if same_scope(kept.site, owner.site) and kept.site.number != owner.site.number:
            # `app.config["NODE"] = ...`: the function itself puts it there, no constructor.
            return made
        return self._kept_outside(made, kept, owner)

    def _kept_outside(self, made: Made, kept: Keep, owner: Allocation) -> Made:
        """Return `made` as it is kept by whoever the function around it returns the object to."""
        way = [kept.place.name] if isinstance(kept.place, AttributePlace) else []
        found: _Returned | None = None
        sites: list[Site] = []
        for _ in range(_DEEPEST):
            returned = self._returned(owner)
            if returned is None:
                break
            found = returned
            sites.append(returned.site)
            if returned.around is None:
                break
            if isinstance(returned.held.place, AttributePlace):
                way.insert(0, returned.held.place.name)
            owner = returned.around
        label = self._label(found.held.place) if found is not None else ""
        if found is None or not label:
            return made
        if found.around is not None:
            del way[0]
        path = (*made.path, made.here, *sites[:-1])[-LONGEST_PATH:]
        label = label if " " in label else f"`{'.'.join([label, *way])}`"
        home = Keep(found.held.place, found.held.site, label)
        return replace(made, here=found.site, path=path, kept=home)

    def _returned(self, owner: Allocation) -> _Returned | None:
        """Return where the function that builds an object returns it to, if that keeps it."""
        held = self._outside(owner, owner.site, _DEEPEST)
        activations = self._program.activations
        callee = activations[owner.activation]
        if held is None or callee.function is None:
            return None
        for _ in range(_DEEPEST):
            callers = [id for id in sorted(callee.callers) if not activations[id].is_root]
            if not callers:
                return None
            caller = activations[held.writer if held.writer in callers else callers[0]]
            site = caller.calls.get(callee.id)
            if site is None or site.number < 0:
                return None
            around = held.place.owner
            if isinstance(around, Allocation) and same_scope(around.site, site):
                return _Returned(held, site, around)
            if caller.function is None or not self._hands_up(caller, held):
                return _Returned(held, site, None)
            callee = caller
        return None

    def _hands_up(self, caller: Activation, held: _Held) -> bool:
        """Tell whether a function returns the object further, to who keeps it."""
        if held.writer == caller.id:
            return False
        writer = self._program.activations[held.writer]
        return caller.id not in writer.callers

    def _outside(self, owner: Allocation, scope: Site, deepest: int) -> _Held | None:
        """Return where an object is put by another function than the one that builds it."""
        first: _Held | None = None
        for held in self._holders.get(owner, ()):
            around = held.place.owner
            if isinstance(around, Allocation) and same_scope(around.site, scope):
                found = self._outside(around, scope, deepest - 1) if deepest else None
                if found is not None:
                    return found
            elif not same_scope(held.site, scope):
                if not isinstance(held.place, EntryPlace) or not isinstance(around, Allocation):
                    return first or held
                # Another function builds something around it, which somebody may keep.
                found = self._outside(around, around.site, deepest - 1) if deepest else None
                if found is not None:
                    return found
                first = first or held
            elif isinstance(held.place, (GlobalPlace, ClassPlace)):
                return first
        return first

    def _label(self, place: Place) -> str:
        """Return what a person calls a place; empty for one that has no name of its own."""
        if isinstance(place, GlobalPlace):
            return place.name
        modules = self._program.modules
        if isinstance(place, MemoPlace):
            function = modules[place.owner.path].functions[place.owner.number]
            return f"the cache of `{function.name}`"
        cls = place.owner if isinstance(place, ClassPlace) else None
        if isinstance(place, AttributePlace) and isinstance(place.owner, Allocation):
            cls = self._classes.get(place.owner)
        return f"{modules[cls.path].classes[cls.number].name}.{place.name}" if cls else ""


def _objects(value: Value) -> Iterator[tuple[Allocation, ClassId | None]]:
    for atom in value:
        inner: Atom = atom.receiver if isinstance(atom, (Bound, Method)) else atom
        if isinstance(inner, Object):
            yield inner.at, inner.cls
        elif isinstance(inner, Made) and inner.holds is not None:
            yield inner.holds, None
