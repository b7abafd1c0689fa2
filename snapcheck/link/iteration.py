"""Going over what a value holds: loops, unpacking, copying one collection into another."""

from __future__ import annotations

from snapcheck.link.atoms import Class, Container, Made, Object, Suspended, constant
from snapcheck.link.declared import member
from snapcheck.link.flow import ANY, KEYS, entry_names, keys, put, take
from snapcheck.link.frame import Frame
from snapcheck.link.items import items_of
from snapcheck.link.keys import is_holed
from snapcheck.link.models import enums
from snapcheck.link.models.holding import shown
from snapcheck.link.suspended import resume
from snapcheck.link.values import NOTHING, Passed, Value, derive, hazards, in_order, join
from snapcheck.model import Phase

# A list of no more than this is followed item by item, in loops and where lists are paired.
MOST_IN_ORDER = 8


def iterate(frame: Frame, value: Value) -> Value:
    """Return what iterating over `value` yields; the body of a generator runs here."""
    found = []
    for atom in in_order(value):
        if isinstance(atom, Container):
            found.append(keys_of(frame, atom) if atom.mapping else take(frame, atom, ANY))
        elif isinstance(atom, Suspended):
            found.append(resume(frame, atom))
        elif isinstance(atom, Object):
            found.append(_object(frame, atom))
        elif isinstance(atom, Class):
            found.append(enums.members(frame, atom))
        elif isinstance(atom, Made) and not _asks_now(frame, atom):
            found.extend([derive(frozenset([atom])), shown(frame, atom)])
    return join(found)


def _asks_now(frame: Frame, atom: Made) -> bool:
    """Tell whether going over what INIT has built asks AWS for the pages, one by one."""
    is_built = atom.phase is Phase.INIT and not atom.derived
    return frame.later and is_built and atom.origin in frame.notes.pages


def items_in_order(frame: Frame, value: Value) -> list[Value]:
    """Return what a short list holds, item by item; nothing where that is not known."""
    containers = [a for a in value if isinstance(a, Container) and not a.mapping]
    if len(value) != 1 or not containers:
        return []
    names = frame.entries(containers[0].at)
    positions = [str(position) for position in range(len(names))]
    if len(names) > MOST_IN_ORDER or sorted(names) != sorted(positions):
        return []
    return [take(frame, containers[0], position) for position in positions]


def keys_of(frame: Frame, mapping: Container) -> Value:
    """Return the literal keys of a small dict."""
    names = frame.entries(mapping.at)
    texts = [name[1:-1] for name in names if name[:1] in "'\"" and "\\" not in name]
    known = frozenset([constant(text) for text in texts]) if len(texts) <= _FEW else frozenset()
    return known | keys(frame, mapping)


# A loop over the keys of more than this is no list of names.
_FEW = 16


def _object(frame: Frame, atom: Object) -> Value:
    method = member(frame, atom.cls, "__iter__")
    if not method:
        items = items_of(frame, atom)
        return iterate(frame, frozenset([items])) if items is not None else frozenset()
    arguments = [Passed(frozenset([atom]))]
    iterator = frame.interpreter.call(frame, method, arguments, atom.at.site.number)
    if atom in iterator:
        following = member(frame, atom.cls, "__next__")
        return frame.interpreter.call(frame, following, arguments, atom.at.site.number)
    return iterate(frame, frozenset(a for a in iterator if not isinstance(a, Object)))


def put_all(frame: Frame, container: Container, spread: Value, statement: int) -> None:
    """Put all that iterating over `spread` yields into `container`."""
    held = iterate(frame, spread)
    if held:
        put(frame, container, ANY, held, statement)


def gather(
    frame: Frame, container: Container, entries: dict[str, Value], value: Value, site: int
) -> None:
    """Note what `**value` or `dict(value)` brings; the last one under a key is the one there is."""
    for atom in in_order(value):
        if isinstance(atom, Container) and atom.mapping:
            found = {name: take(frame, atom, name) for name in frame.entries(atom.at)}
            found |= _named_by(keys(frame, atom))
        elif isinstance(atom, Container):
            found = _of_pairs(frame, atom)
        else:
            merge_entries(frame, container, frozenset([atom]), site)
            continue
        for name, held in found.items():
            single = name not in (ANY, KEYS) and not is_holed(name) and len(value) == 1
            entries[name] = held if single else join([entries.get(name, frozenset()), held])


def _of_pairs(frame: Frame, pairs: Container) -> dict[str, Value]:
    """Return the entries of a mapping that is made of pairs of key and value."""
    found: dict[str, Value] = {}
    for pair in in_order(take(frame, pairs, ANY)):
        if isinstance(pair, Container):
            held, key = take(frame, pair, "1"), take(frame, pair, "0")
            named = dict.fromkeys(entry_names(key), held) | _named_by(frozenset(hazards(key)))
            for name, value in named.items():
                found[name] = join([found.get(name, frozenset()), value])
    return found


def _named_by(hazardous: Value) -> dict[str, Value]:
    """Return keys of a mapping that are hazards themselves, as an entry of it."""
    return {KEYS: hazardous} if hazardous else {}


def merge_entries(frame: Frame, container: Container, other: Value, statement: int) -> None:
    """Put the entries of `other` into `container`, each under its key."""
    for atom in in_order(other):
        if isinstance(atom, Container) and (container.mapping or not atom.mapping):
            for name in frame.entries(atom.at):
                put(frame, container, name, take(frame, atom, name), statement)
            for name, held in _named_by(keys(frame, atom) if atom.mapping else NOTHING).items():
                put(frame, container, name, held, statement)
        elif isinstance(atom, Made):
            put(frame, container, ANY, derive(frozenset([atom])), statement)
        else:
            put_all(frame, container, frozenset([atom]), statement)
