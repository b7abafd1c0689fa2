"""Dependencies that a web framework provides: what a parameter gets when a request comes in.

For `def route(user = Depends(current_user))` and `Annotated[User, Depends(current_user)]` the
framework calls `current_user` on each request: https://fastapi.tiangolo.com/tutorial/dependencies/.
"""

from __future__ import annotations

from snapcheck.knowledge import Handling
from snapcheck.link.atoms import Bound, Class, Function, Made, Object, Partial, Wrapped
from snapcheck.link.callbacks import run
from snapcheck.link.frame import Frame
from snapcheck.link.places import EntryPlace
from snapcheck.link.values import Passed, Value, in_order, join

ANNOTATED = frozenset({"typing.Annotated", "typing_extensions.Annotated"})
_DEPENDENCY = "dependency"


def mark(frame: Frame, name: str, arguments: list[Passed], made: Value, site: int) -> None:
    """Note in what a library's call yields, if it marks a dependency, which one it marks."""
    if not frame.knowledge.flows.has(name, Handling.DEPENDENCY):
        return
    given = [
        argument.value
        for position, argument in enumerate(arguments)
        if argument.keyword == _DEPENDENCY or (argument.keyword is None and position == 0)
    ]
    for atom in made:
        if isinstance(atom, Made) and atom.holds is not None:
            frame.notes.injected.add(atom.holds)
            place = EntryPlace(atom.holds, _DEPENDENCY)
            frame.write(place, _callable(join(given)), "", site)


def _callable(value: Value) -> Value:
    kinds = (Function, Bound, Class, Partial, Wrapped, Object)
    return frozenset(atom for atom in value if isinstance(atom, kinds))


def annotated(frame: Frame, parts: list[Value], site: int) -> Value:
    """Return `Annotated[User, Depends(...)]`: its type and metadata; `Depends()` asks the type."""
    for part in parts[1:]:
        for atom in part:
            if _is_marker(frame, atom) and isinstance(atom, Made) and atom.holds is not None:
                place = EntryPlace(atom.holds, _DEPENDENCY)
                if not frame.read(place):
                    frame.write(place, _callable(parts[0]), "", site)
    return join(parts)


def markers(frame: Frame, value: Value) -> Value:
    """Return the dependencies that `value` marks."""
    return frozenset(atom for atom in value if _is_marker(frame, atom))


def _is_marker(frame: Frame, atom: object) -> bool:
    flows = frame.knowledge.flows
    return isinstance(atom, Made) and flows.has(atom.name, Handling.DEPENDENCY)


def provided(frame: Frame, value: Value, site: int) -> Value:
    """Return `value` with its markers replaced by what their dependencies yield in this phase."""
    if not frame.later or not any(_is_marker(frame, atom) for atom in value):
        return value
    found: list[Value] = [frozenset(atom for atom in value if not _is_marker(frame, atom))]
    for atom in in_order(value):
        if isinstance(atom, Made) and _is_marker(frame, atom) and atom.holds is not None:
            dependency = frame.read(EntryPlace(atom.holds, _DEPENDENCY))
            if dependency and atom.holds not in frame.notes.unwrapping:
                frame.notes.unwrapping.add(atom.holds)
                try:
                    found.append(run(frame, dependency, [], site))
                finally:
                    frame.notes.unwrapping.discard(atom.holds)
    return join(found)
