"""Putting values into places, taking them out, and noticing when they are consumed.

A value that INIT puts into a place that outlives INIT is *kept* from then on; the first such place
is where the finding stands. Consumed is what leaves the program's own plumbing: passed to a
library, returned from the entry point, compared, raised, used as a key.
"""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.knowledge import GENERATOR, Api, Hazard
from snapcheck.link.frame import Frame
from snapcheck.link.summary import Use
from snapcheck.link.values import (
    LONGEST_PATH,
    Allocation,
    Atom,
    Class,
    Constant,
    Container,
    Field,
    Keep,
    Made,
    Method,
    Partial,
    Place,
    Site,
    Suspended,
    Value,
    changed,
    join,
    order,
    texts,
    traits,
)
from snapcheck.model import Confidence, Phase

FACTORY = "default_factory"
"""The name of the place where a defaultdict has its factory."""

ANY = "*"
"""The name of a container's entry when the key is no literal."""

# Data structures that refer to each other can reach everything; what matters is near.
_MOST_CONTAINERS = 24


def make(frame: Frame, api: Api | None, name: str, hazard: Hazard | None, site: int) -> Made:
    """The value that the API call at `site` yields in the frame's phase."""
    here = frame.site(site)
    sure = api.confidence if api is not None else Confidence.HIGH
    return Made(name, api, hazard, here, here, frame.phase, confidence=sure)


def keep(frame: Frame, value: Value, place: Place, label: str, statement: int) -> Value:
    """`value` as `place` keeps it: what INIT made and nothing kept before is kept here."""
    if not is_passed_on(value):
        return value
    site = frame.site(statement)
    # The snapshot is not taken yet: what something else keeps is then there twice.
    copying = frame.phase is Phase.INIT
    return changed(value, lambda atom: _kept(atom, place, label, site, copying))


def _kept(atom: Atom, place: Place, label: str, statement: Site, copying: bool) -> Atom:
    if isinstance(atom, Made):
        if _is_told(atom):
            if atom.kept is None:
                return replace(atom, kept=Keep(place, statement, label))
            if copying and atom.kept.place != place:
                return replace(atom, copied=Keep(place, statement, label))
    elif isinstance(atom, (Container, Suspended)):
        if atom.kept is None:
            return replace(atom, kept=Keep(place, statement, label))
    elif isinstance(atom, Method) and isinstance(atom.receiver, Made):
        receiver = _kept(atom.receiver, place, label, statement, copying)
        assert isinstance(receiver, Made)
        return replace(atom, receiver=receiver)
    return atom


def returned(value: Value, site: Site) -> Value:
    """`value` as the call at `site` yields it: what the callee made is passed through here."""
    return changed(value, lambda atom: _passed(atom, site)) if is_passed_on(value) else value


def is_passed_on(value: Value) -> bool:
    """Whether it is noted of anything in `value` where it is kept, and how it came there."""
    for atom in value:
        if type(atom) in _PASSED_ON:
            has = traits(value)
            return has.told or has.unkept
    return False


_PASSED_ON = frozenset({Made, Container, Suspended, Method})


def _passed(atom: Atom, site: Site) -> Atom:
    if isinstance(atom, Made):
        told = _is_told(atom) and not _same_scope(atom.here, site)
        if told and atom.kept is None and len(atom.path) < LONGEST_PATH:
            return replace(atom, here=site, path=(*atom.path, atom.here))
    elif isinstance(atom, (Container, Suspended)):
        moves = atom.kept is None and atom.here is not None and atom.here != site
        return replace(atom, here=site) if moves else atom
    elif isinstance(atom, Method) and isinstance(atom.receiver, Made):
        receiver = _passed(atom.receiver, site)
        assert isinstance(receiver, Made)
        return replace(atom, receiver=receiver)
    return atom


def _is_told(made: Made) -> bool:
    """Whether a report may tell the way of this value: the hazards that INIT makes."""
    return made.hazard is not None and made.phase is Phase.INIT


# --- entries of containers ---------------------------------------------------------------------


def entry_names(index: Value) -> list[str]:
    """The entries that an index may mean."""
    if len(index) == 1:
        (only,) = index
        return [_key(only)]
    keys = [_key(atom) for atom in index]
    return sorted({*keys}) if keys and ANY not in keys else [ANY]


# Kinds of constants whose value is not known.
_UNKNOWN = frozenset({"computed", "platform", "decided"})


def _key(atom: Atom) -> str:
    if isinstance(atom, Constant) and atom.kind in _UNKNOWN:
        return ANY
    if isinstance(atom, Constant):
        # Counted from the end: any of them.
        negative = atom.kind == "int" and repr(atom.value).startswith("-")
        return ANY if negative else repr(atom.value)
    return f"{atom.id.path}:{atom.id.number}" if isinstance(atom, Class) else ANY


def entry(container: Container, name: str) -> Place:
    """The place of one entry."""
    return Place("entry", container.at, name)


def put(frame: Frame, container: Container, name: str, value: Value, statement: int) -> None:
    """Put `value` into an entry."""
    # What a container holds that nothing keeps yet is kept where the container will be.
    label = _entry_label(container.kept.label, name) if container.kept is not None else ""
    place = Place("entry", container.at, name)
    frame.engine.write(frame, place, value, label, statement, sure=name != ANY)


def remove(frame: Frame, container: Container, index: Value) -> None:
    """Take entries out again; what INIT took out is not in the snapshot."""
    for name in entry_names(index):
        if name != ANY:
            forget(frame, entry(container, name), 0)


def forget(frame: Frame, place: Place, statement: int) -> None:
    """Empty a place; what INIT takes out is not in the snapshot."""
    if frame.later:
        frame.engine.write(frame, place, frozenset(), "", statement)
    else:
        frame.engine.places.clear(place)


def _entry_label(label: str, name: str) -> str:
    bare = label.strip("`")
    return f"`{bare}[{name}]`" if name != ANY else f"`{bare}`"


def take(frame: Frame, container: Container, name: str) -> Value:
    """What an entry holds; of an unknown key, what any entry holds."""
    wanted = frame.engine.entries(frame, container.at) if name == ANY else [name, ANY]
    return join(
        [
            _upgraded(frame.engine.read(frame, entry(container, each)), container, each)
            for each in wanted
        ]
    )


def _upgraded(value: Value, container: Container, name: str) -> Value:
    """Entries of a kept container are kept, where the container is or where they were made."""
    if not is_passed_on(value):
        return value
    here = container.here
    if container.kept is None:
        return changed(value, lambda atom: _handed_on(atom, here)) if here is not None else value
    kept = Keep(
        entry(container, name),
        container.kept.site,
        _entry_label(container.kept.label, name),
        container.kept.place,
    )
    return changed(value, lambda atom: _upgrade(atom, here, kept))


def _handed_on(atom: Atom, here: Site) -> Atom:
    """What came out of a call inside a container is where the container is."""
    if isinstance(atom, Container):
        own = atom.kept is not None or atom.here is None or _same_scope(atom.here, here)
        return atom if own else replace(atom, here=here)
    if not isinstance(atom, Made) or atom.kept is not None or not _is_told(atom):
        return atom
    if _same_scope(atom.here, here):
        return atom
    return replace(atom, here=here, path=(*atom.path, atom.here)[-LONGEST_PATH:])


def _upgrade(atom: Atom, here: Site | None, kept: Keep) -> Atom:
    if isinstance(atom, Container) and atom.kept is None:
        own = here is None or atom.here is None or _same_scope(atom.here, here)
        return replace(atom, here=atom.here if own else here, kept=kept)
    if isinstance(atom, Made) and atom.kept is None and _is_told(atom):
        if here is None or _same_scope(atom.here, here):
            return replace(atom, kept=kept)
        path = (*atom.path, atom.here)[-LONGEST_PATH:]
        return replace(atom, here=here, path=path, kept=kept)
    return atom


def _same_scope(one: Site, other: Site) -> bool:
    return (one.path, one.function) == (other.path, other.function)


# --- consuming ---------------------------------------------------------------------------------


def contents(frame: Frame, value: Value) -> list[Made]:
    """Everything made that `value` carries, inside its containers too, nearest first."""
    found: list[Made] = []
    if frame.phase is Phase.INVOKE and not frame.engine.carries:
        return found
    seen: set[Allocation] = set()
    waiting = [value]
    for current in waiting:
        holders: list[Container | Partial | Field] = []
        for atom in current:
            if isinstance(atom, Method) and isinstance(atom.receiver, Made):
                atom = atom.receiver
            if isinstance(atom, Made):
                found.append(atom)
                if atom.holds is not None and atom.holds not in seen:
                    seen.add(atom.holds)
                    waiting.append(held(frame, atom.holds))
            elif isinstance(atom, (Container, Partial, Field)):
                holders.append(atom)
            elif isinstance(atom, Suspended) and atom.at not in seen:
                seen.add(atom.at)
                waiting.append(frame.engine.resume(frame, atom))
        # Where there are more than are looked into, it is the same ones on every run.
        for holder in sorted(holders, key=order):
            if holder.at not in seen and len(seen) < _MOST_CONTAINERS:
                seen.add(holder.at)
                inside = take(frame, holder, ANY) if isinstance(holder, Container) else None
                waiting.append(held(frame, holder.at) if inside is None else inside)
    return found


def carried(frame: Frame, value: Value) -> list[Made]:
    """As `contents`, where it is only asked for hazards: nothing where there surely is none."""
    has = traits(value)
    if has.hazards or (has.holders and frame.engine.bears(frame, value)):
        return contents(frame, value)
    return []


def held(frame: Frame, at: Allocation) -> Value:
    """All that an object of a library, a partial or a field holds."""
    names = frame.engine.entries(frame, at)
    return join([frame.engine.read(frame, Place("entry", at, name)) for name in names])


def listed(frame: Frame, place: Place) -> list[str]:
    """The string literals in the list that `place` holds, sorted."""
    containers = [a for a in frame.engine.read(frame, place) if isinstance(a, Container)]
    held_there = join([take(frame, container, ANY) for container in containers])
    return texts(held_there)


def consume(frame: Frame, value: Value, site: int) -> None:
    """Note that `value` leaves the program here, with all that it carries."""
    if not frame.later or not value or not frame.engine.carries:
        return
    for made in carried(frame, value):
        use(frame, made, site)


def read_at(frame: Frame, value: Value, site: int) -> Value:
    """`value` as the expression at `site` reads it: what is kept is used where it was read."""
    if not frame.later:
        return value
    for atom in value:
        if type(atom) is Made and atom.kept is not None:
            return _read_here(value, frame.site(site))
    return value


def _read_here(value: Value, here: Site) -> Value:
    def read(atom: Atom) -> Atom:
        if isinstance(atom, Made) and atom.kept is not None and atom.is_data:
            return replace(atom, read=here)
        return atom

    return changed(value, read)


def use(frame: Frame, made: Made, site: int, by: str = "") -> None:
    """Note the use of one value, if it is of those made before the snapshot."""
    if not frame.later or made.phase is not Phase.INIT or made.kept is None:
        return
    if made.is_data or made.is_connected or made.hazard is GENERATOR:
        if frame.activation.is_root and not by:
            # No code of the program stands there: show where the library was given the value.
            library = "by the library it is given to"
            frame.activation.events.append(Use(made, made.kept.site, library))
            return
        where = made.read if made.read is not None else frame.site(site)
        frame.activation.events.append(Use(made, where, by))


def fresh_only(value: Value) -> bool:
    """Whether nothing in `value` was made before the snapshot."""
    return not any(
        isinstance(atom, Made) and atom.hazard and (atom.phase is Phase.INIT or atom.replayed)
        for atom in value
    )
