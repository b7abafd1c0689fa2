"""Putting values into places, taking them out, and noticing when they are consumed.

Consumed is what leaves the program's own flow: passed to a library, returned from the entry point,
compared, raised, used as a key.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from snapcheck.knowledge import GENERATOR, Api, Effect, Hazard
from snapcheck.link.atoms import (
    Atom,
    Class,
    Constant,
    ConstantKind,
    Container,
    Field,
    Keep,
    Made,
    Method,
    Partial,
    Suspended,
)
from snapcheck.link.frame import Frame
from snapcheck.link.heap import Heap
from snapcheck.link.keys import ANY_KEY, is_holed, may_coincide, name_of, text_with_holes
from snapcheck.link.places import Allocation, ConnectionPlace, EntryPlace, Place, Site
from snapcheck.link.summary import Use
from snapcheck.link.suspended import resume
from snapcheck.link.tracking import is_passed_on, is_tracked, put_into, same_scope
from snapcheck.link.values import (
    LONGEST_PATH,
    MOST_FOLLOWED,
    NOTHING,
    Passed,
    Value,
    changed,
    derive,
    hazards,
    join,
    order,
    texts,
    traits,
)
from snapcheck.model import Confidence, Phase

ANY = ANY_KEY
"""The name of a container's entry when the key is no literal."""


def _asked_for(frame: Frame, container: Container) -> Value:
    """Return what a `map` of INIT yields that nothing has gone over yet: the function runs here."""
    callee, given = frame.notes.lazy[container.at]
    at = container.at.site
    site = at.number if at.path == frame.module.path else max(frame.at, 0)
    return frame.interpreter.call(frame, callee, [Passed(value) for value in given], site)


KEYS = "keys()"
"""The name of what holds those keys of a mapping that are hazards."""

# Data structures that refer to each other can reach everything: of packages, what matters is near.
_MOST_CONTAINERS = MOST_FOLLOWED
_MOST_CONTAINERS_INSIDE = 24


def make(frame: Frame, api: Api | None, name: str, hazard: Hazard | None, site: int) -> Made:
    """Return the value that the API call at `site` yields in the frame's phase."""
    here = frame.site(site)
    sure = api.confidence if api is not None else Confidence.HIGH
    return Made(name, api, hazard, here, here, frame.phase, confidence=sure)


def yielded(frame: Frame, api: Api, name: str, site: int) -> Value:
    """Return what a call that makes a hazard yields; after the restore, only a moment matters."""
    if frame.later and not (api.hazard is not None and api.hazard.moment):
        return NOTHING
    return frozenset([make(frame, api, name, api.hazard, site)])


# --- entries of containers ---------------------------------------------------------------------


def entry_names(index: Value) -> list[str]:
    """Return the entries that an index may mean."""
    if len(index) == 1:
        (only,) = index
        return [_key(only)]
    keys = [_key(atom) for atom in index]
    return sorted({*keys}) if keys and ANY not in keys else [ANY]


def key_names(index: Value) -> list[str]:
    """Return the entries of a container that an index may mean, texts with holes among them."""
    text = text_with_holes(index)
    return [name_of(text)] if text else entry_names(index)


def _key(atom: Atom) -> str:
    if isinstance(atom, Constant) and not atom.is_known:
        return ANY
    if isinstance(atom, Constant):
        # Counted from the end: any of them.
        negative = atom.kind is ConstantKind.INT and repr(atom.value).startswith("-")
        return ANY if negative else repr(atom.value)
    return f"{atom.id.path}:{atom.id.number}" if isinstance(atom, Class) else ANY


def entry(container: Container, name: str) -> Place:
    """Return the place of one entry."""
    return EntryPlace(container.at, name)


def put(frame: Frame, container: Container, name: str, value: Value, statement: int) -> None:
    """Put `value` into an entry."""
    # What a container holds that nothing keeps yet is kept where the container will be.
    kept = container.kept if frame.is_told else None
    label = _entry_label(kept.label, name) if kept is not None else ""
    place = EntryPlace(container.at, name)
    if not label and not frame.later:
        value = put_into(value, Keep(place, frame.site(statement), _entry_label("", name)))
    if is_holed(name):
        frame.notes.holed.add(container.at)
    frame.write(place, value, label, statement, sure=name != ANY and not is_holed(name))


def remove(frame: Frame, container: Container, index: Value) -> None:
    """Take entries out again; what INIT took out is not in the snapshot."""
    for name in entry_names(index):
        if name != ANY:
            forget(frame, entry(container, name), 0)


def forget(frame: Frame, place: Place, statement: int) -> None:
    """Empty a place; what INIT takes out is not in the snapshot."""
    if frame.later:
        frame.write(place, frozenset(), "", statement)
    else:
        frame.heap.clear(place)


def _entry_label(label: str, name: str) -> str:
    bare = label.strip("`")
    is_known = name not in (ANY, KEYS) and not is_holed(name)
    return f"`{bare}[{name}]`" if is_known else f"`{bare}`"


def take(frame: Frame, container: Container, name: str) -> Value:
    """Return what an entry holds; of an unknown key, what any entry holds."""
    if container.at in frame.notes.lazy:
        if not frame.later:
            frame.notes.gone_over.add(container.at)
        elif container.at not in frame.notes.gone_over:
            return _asked_for(frame, container)
    wanted = _entries_of(frame, container, name)
    held = [frame.read(entry(container, each)) for each in wanted]
    if frame.is_told:
        held = [_upgraded(frame, *each, container) for each in zip(held, wanted, strict=True)]
    return frame.bounded(join(held))


def _entries_of(frame: Frame, container: Container, name: str) -> list[str]:
    """Return the names of the entries that the key of one may be the key of."""
    if name == ANY:
        return frame.entries(container.at)
    if not is_holed(name) and container.at not in frame.notes.holed:
        return [name, ANY]
    others = [each for each in frame.entries(container.at) if each != name]
    return [name, ANY, *[each for each in others if may_coincide(name, each)]]


def keys(frame: Frame, container: Container) -> Value:
    """Return the keys of a mapping that are hazards themselves."""
    place = entry(container, KEYS)
    if not frame.heap.has(place):
        return NOTHING
    return _upgraded(frame, frame.read(place), KEYS, container)


def _upgraded(frame: Frame, value: Value, name: str, container: Container) -> Value:
    """Return entries of a kept container as kept, where the container is or they were made."""
    if not is_passed_on(value):
        return value
    here = container.here
    if container.kept is None:
        return changed(value, lambda atom: _handed_on(atom, here)) if here is not None else value
    kept = kept_entry(container.kept, container, name)
    copied = kept_entry(container.copied, container, name) if container.copied else None
    is_new = frame.heap.is_of_invocation
    return changed(value, lambda atom: atom if is_new(atom) else _upgrade(atom, here, kept, copied))


def kept_entry(holder: Keep, container: Container, name: str) -> Keep:
    """Return where an entry is kept by what `holder` says of its container."""
    label = _entry_label(holder.label, name)
    return Keep(entry(container, name), holder.site, label, holder.place)


def _handed_on(atom: Atom, here: Site) -> Atom:
    """Return what came out of a call inside a container, with the container's place."""
    if isinstance(atom, Container):
        own = atom.kept is not None or atom.here is None or same_scope(atom.here, here)
        return atom if own else replace(atom, here=here)
    if not isinstance(atom, Made) or atom.kept is not None or not is_tracked(atom):
        return atom
    if same_scope(atom.here, here):
        return atom
    return replace(atom, here=here, path=(*atom.path, atom.here)[-LONGEST_PATH:])


def _upgrade(atom: Atom, here: Site | None, kept: Keep, copied: Keep | None) -> Atom:
    if isinstance(atom, Container):
        if atom.kept is None:
            own = here is None or atom.here is None or same_scope(atom.here, here)
            return replace(atom, here=atom.here if own else here, kept=kept, copied=copied)
        return _still_held(atom, kept, copied)
    if isinstance(atom, Made) and is_tracked(atom):
        if atom.kept is not None:
            return _still_held(atom, kept, copied)
        if here is None or same_scope(atom.here, here):
            return replace(atom, kept=kept, copied=copied)
        path = (*atom.path, atom.here)[-LONGEST_PATH:]
        return replace(atom, here=here, path=path, kept=kept, copied=copied)
    return atom


def _still_held(atom: Made | Container, kept: Keep, copied: Keep | None) -> Made | Container:
    """Return what was kept before its container was, with the name of the last holder."""
    last = atom.copied if atom.copied is not None else atom.kept
    if last is None or last.place != kept.place:
        return atom
    if atom.copied is not None:
        return replace(atom, copied=copied or kept)
    return replace(atom, copied=copied) if copied is not None else atom


def entry_of_data(frame: Frame, data: Made, key: Value) -> Value:
    """Return what stands under `key` in data: as stale as that, or what a row says of such a key.

    Rows are named `remote-data[access_token]`: by what the data is, and by the key.
    """
    found = derive(frozenset([data]))
    if data.hazard is None:
        return found
    known = frame.knowledge.apis
    rows = [api for name in texts(key) for api in known.get(f"{data.hazard.name}[{name}]", ())]
    return frozenset(_by_key(made, rows[0]) for made in hazards(found)) if rows else found


def chosen_by(key: Value) -> Value:
    """Return what a look-up takes over from `key`: what it yields was drawn, or read off a clock.

    A key that identifies something chooses nothing: what is found by it is no copy of it.
    """
    return derive(frozenset([made for made in hazards(key) if _chooses(made)]))


def _chooses(made: Made) -> bool:
    if made.phase is not Phase.INIT or made.hazard is None:
        return False
    is_draw = made.api is not None and made.api.effect is Effect.DRAWS
    return made.hazard.moment or (made.hazard.drawn and is_draw)


def _by_key(made: Made, api: Api) -> Made:
    sure = min(made.confidence, api.confidence, Confidence.MEDIUM)
    return replace(made, api=api, hazard=api.hazard, confidence=sure)


# --- consuming ---------------------------------------------------------------------------------


def contents(frame: Frame, value: Value) -> list[Made]:
    """Return everything made that `value` carries, inside its containers too, nearest first."""
    found: list[Made] = []
    if frame.phase is Phase.INVOKE and not frame.snapshot.holds_hazards:
        return found
    seen: set[Allocation] = set()
    waiting = [value]
    for current in waiting:
        inner: list[Container | Partial | Field] = []
        generators: list[Suspended] = []
        for atom in current:
            made = atom.receiver if isinstance(atom, Method) else atom
            if isinstance(made, Made):
                found.append(made)
                if made.holds is not None and _is_new(made.holds, seen):
                    waiting.append(held(frame, made.holds))
            elif isinstance(atom, (Container, Partial, Field)):
                inner.append(atom)
            elif isinstance(atom, Suspended):
                generators.append(atom)
        # Bodies run in the same order on every run.
        generators = [each for each in sorted(generators, key=order) if _is_new(each.at, seen)]
        waiting.extend([resume(frame, each) for each in generators])
        waiting.extend(_insides(frame, inner, seen))
    return found


def _is_new(at: Allocation, seen: set[Allocation]) -> bool:
    """Tell whether an object was not looked into yet; from now on it was."""
    if at in seen:
        return False
    seen.add(at)
    return True


def _insides(
    frame: Frame, holders: list[Container | Partial | Field], seen: set[Allocation]
) -> Iterator[Value]:
    """Yield what `holders` hold, of those that were not looked into yet."""
    # Where there are more than are looked into, it is the same ones on every run.
    most = _MOST_CONTAINERS_INSIDE if frame.is_library else _MOST_CONTAINERS
    for holder in sorted(holders, key=order):
        if len(seen) >= most:
            if frame.is_library:
                frame.note_narrowed()
            else:
                frame.note_cut()
            return
        if _is_new(holder.at, seen):
            if isinstance(holder, Container):
                yield take(frame, holder, ANY)
                yield keys(frame, holder)
            else:
                yield held(frame, holder.at)


def carried(frame: Frame, value: Value) -> list[Made]:
    """Return what `contents` does, where it is only asked for hazards: nothing if there is none."""
    has = traits(value)
    if has.hazards or (has.holders and _holds_hazard(frame, value)):
        return contents(frame, value)
    return []


def _holds_hazard(frame: Frame, value: Value) -> bool:
    """Tell whether anything that `value` holds, however deep, may be a hazard."""
    return frame.heap.holds_hazard(value, frame.activation.id)


def held(frame: Frame, at: Allocation) -> Value:
    """Return all that an object of a library, a partial or a field holds for its own use.

    What a program puts into `app.state`, only the program reads.
    """
    names = [name for name in frame.entries(at) if not name.startswith("state.")]
    return join([frame.read(EntryPlace(at, name)) for name in names])


def listed(frame: Frame, place: Place) -> list[str]:
    """Return the string literals in the list that `place` holds, sorted."""
    containers = [a for a in frame.read(place) if isinstance(a, Container)]
    held_there = join([take(frame, container, ANY) for container in containers])
    return texts(held_there)


def consume(frame: Frame, value: Value, site: int) -> None:
    """Note that `value` leaves the program here, with all that it carries."""
    if not frame.later or not value or not frame.snapshot.holds_hazards:
        return
    for made in carried(frame, value):
        use(frame, made, site)


def use_object(frame: Frame, value: Value, site: int) -> None:
    """Note that objects of libraries in `value` do their work here, with what they keep."""
    objects = frozenset(a for a in value if isinstance(a, Made) and a.holds is not None)
    consume(frame, objects, site)


def read_at(frame: Frame, value: Value, site: int) -> Value:
    """Return `value` as the expression at `site` reads it: what is kept is used where read."""
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
    """Tell whether nothing in `value` was made before the snapshot."""
    return not any(
        isinstance(atom, Made) and atom.hazard and (atom.phase is Phase.INIT or atom.replayed)
        for atom in value
    )


def is_connection(heap: Heap, place: Place) -> bool:
    """Tell whether INIT left a connection in `place`, or something that holds one."""
    return isinstance(place, ConnectionPlace) or any(
        isinstance(atom, Made) and atom.is_connected for atom in heap.frozen(place)
    )


def is_replaceable(heap: Heap, place: Place) -> bool:
    """Tell whether INIT left in `place` what fails when it is old, and can be replaced."""
    return isinstance(place, ConnectionPlace) or any(
        isinstance(atom, Made) and atom.hazard is not None and atom.hazard.fails
        for atom in heap.frozen(place)
    )
