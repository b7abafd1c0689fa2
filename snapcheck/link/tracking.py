"""Where a value is kept, and through which calls it came there: what a report tells of it.

A value that INIT puts into a place that outlives INIT is *kept* from then on; the first such place
is where the finding is.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from snapcheck.link.atoms import Atom, Container, Keep, Made, Method, Suspended
from snapcheck.link.places import ClosurePlace, Site
from snapcheck.link.values import LONGEST_PATH, Value, changed, traits
from snapcheck.model import Phase

# Of more containers at once it is not noted that a second place has them too: tables of tables hold
# hundreds, and each place would have a note for each of them.
_MOST_COPIED = 64


def keep(
    value: Value,
    kept: Keep,
    phase: Phase,
    is_new: Callable[[Atom], bool] = lambda atom: False,
) -> Value:
    """Return `value` as a place keeps it: what INIT made and nothing kept before is kept here.

    What `is_new` is of the invocation: nobody is told where it is kept.
    """
    # The snapshot is not taken yet: what something else keeps is then there twice.
    copying = phase is Phase.INIT
    if not is_passed_on(value) and not (copying and _has_containers(value)):
        return value
    few = len(value) <= _MOST_COPIED
    return changed(
        value,
        lambda atom: atom if is_new(atom) else _kept(atom, kept, copying=copying, few=few),
    )


def _kept(atom: Atom, kept: Keep, *, copying: bool, few: bool = True) -> Atom:
    if isinstance(atom, Made):
        if is_tracked(atom):
            if atom.kept is None:
                return replace(atom, kept=kept)
            if copying:
                return copied_to(atom, kept)
    elif isinstance(atom, (Container, Suspended)):
        if atom.kept is None:
            return replace(atom, kept=kept)
        if copying and few and isinstance(atom, Container):
            return copied_to(atom, kept)
    elif isinstance(atom, Method) and isinstance(atom.receiver, Made):
        receiver = _kept(atom.receiver, kept, copying=copying)
        assert isinstance(receiver, Made)
        return replace(atom, receiver=receiver)
    return atom


def copied_to(atom: Made | Container, second: Keep) -> Made | Container:
    """Return something kept as a second place holds it, which another renewal leaves old."""
    if atom.kept is None or atom.kept.place == second.place or atom.copied == second:
        return atom
    return replace(atom, copied=second)


def put_into(value: Value, entry: Keep) -> Value:
    """Return `value` as an entry of a container that INIT builds, and nothing keeps yet, has it."""
    if not is_passed_on(value) and not _has_containers(value):
        return value
    few = len(value) <= _MOST_COPIED
    return changed(value, lambda atom: _put_into(atom, entry, few=few))


def _has_containers(value: Value) -> bool:
    return any(type(atom) is Container for atom in value)


def _put_into(atom: Atom, entry: Keep, *, few: bool) -> Atom:
    if isinstance(atom, Made):
        return copied_to(atom, entry) if is_tracked(atom) else atom
    if few and isinstance(atom, Container):
        return copied_to(atom, entry)
    return atom


def returned(value: Value, scope: Site, site: Site) -> Value:
    """Return `value` as the call at `site` yields it: what the callee made is passed through.

    `scope` is the callee's; what it was handed is still where it was made.
    """
    return changed(value, lambda atom: _passed(atom, scope, site)) if is_passed_on(value) else value


def let_go(value: Value, activation: int) -> Value:
    """Return `value` as its caller has it: the locals of what has returned do not keep it there.

    Where a function inside of it sees them and is kept, they keep it besides.
    """
    return changed(value, lambda atom: _let_go(atom, activation))


def _let_go(atom: Atom, activation: int) -> Atom:
    if not isinstance(atom, (Made, Container)) or atom.kept is None:
        return atom
    place = atom.kept.place
    if not isinstance(place, ClosurePlace) or place.owner != activation:
        return atom
    return replace(atom, kept=atom.copied, copied=None)


def is_passed_on(value: Value) -> bool:
    """Tell whether it is noted of anything in `value` where it is kept, and how it came there."""
    for atom in value:
        if type(atom) in _PASSED_ON:
            has = traits(value)
            return has.told or has.unkept
    return False


_PASSED_ON = frozenset({Made, Container, Suspended, Method})


def _passed(atom: Atom, scope: Site, site: Site) -> Atom:
    if isinstance(atom, Made):
        tracked = is_tracked(atom) and same_scope(atom.here, scope)
        if tracked and atom.kept is None and len(atom.path) < LONGEST_PATH:
            return replace(atom, here=site, path=(*atom.path, atom.here))
    elif isinstance(atom, (Container, Suspended)):
        moves = atom.kept is None and atom.here is not None and atom.here != site
        return replace(atom, here=site) if moves else atom
    elif isinstance(atom, Method) and isinstance(atom.receiver, Made):
        receiver = _passed(atom.receiver, scope, site)
        assert isinstance(receiver, Made)
        return replace(atom, receiver=receiver)
    return atom


def is_tracked(made: Made) -> bool:
    """Tell whether a report may tell the way of this value: the hazards that INIT makes."""
    return bool(made.hazard) and made.phase is Phase.INIT


def same_scope(one: Site, other: Site) -> bool:
    """Tell whether two sites are in the same body."""
    return (one.path, one.function) == (other.path, other.function)
