"""What INIT overwrites before the snapshot is taken: only its last word is in there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from snapcheck.link.atoms import Container, Object
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.frame import Frame, is_constructor
from snapcheck.link.heap import Heap
from snapcheck.link.places import Allocation, AttributePlace, EntryPlace, MemoPlace, Place
from snapcheck.link.reach import Root
from snapcheck.link.summary import Activation, Assigned
from snapcheck.link.values import Value
from snapcheck.model import Phase


def settle(
    heap: Heap,
    activations: Sequence[Activation],
    hooks: Sequence[Root],
    reached: Sequence[EntrySet],
) -> None:
    """Take out of the snapshot what top levels and before-snapshot hooks have overwritten."""
    for activation in list(activations):
        if activation.function is None and activation.phase is Phase.INIT and activation.assigned:
            _settle_top_level(heap, activations, activation, activation.assigned)
    for (place, _, _), gone in heap.replaced.items():
        heap.overwrite(place, gone)
    by_hooks = _entered(activations, [root.activation for root in hooks])
    for root in hooks:
        if root.sure:
            for place in activations[root.activation].renews:
                if is_single(heap, place):
                    _overwrite_by_hook(heap, place, by_hooks, reached, reached[root.cause])


def note_built(frame: Frame, value: Value, site: int) -> None:
    """Note that a statement of INIT builds one object at `site`, by calling its class."""
    for atom in value if len(value) == 1 else ():
        if isinstance(atom, Object):
            at = atom.at
            if at.activation == frame.activation.id and at.site.number == site:
                frame.built.add(at)


def note_replaced(frame: Frame, place: Place, site: int, *, sure: bool) -> None:
    """Note that INIT sets an attribute right after building the object.

    However many objects are built there, of each what its constructor has put there is gone.
    """
    if frame.later or not isinstance(place, AttributePlace):
        return
    key, at = (place, frame.activation.id, site), place.owner
    frame.heap.replaced.pop(key, None)
    if not sure or not isinstance(at, Allocation) or at not in frame.built:
        return
    built = (frame.activation.id, at.site.number)
    frame.heap.replaced[key] = {
        write
        for write in frame.heap.initial_writes(place)
        if write == built or _constructs(frame, write[0])
    }


def _constructs(frame: Frame, writer: int) -> bool:
    function = frame.activations[writer].function
    return function is not None and is_constructor(frame.modules.function(function))


def builds_anew(heap: Heap, activations: Sequence[Activation], callee: Activation) -> bool:
    """Tell whether each call of a body returns something that it builds, and that nobody else has.

    What it leaves anywhere, a registry or a memo, it may return another time.
    """
    built = frozenset([a.at for a in callee.returns if isinstance(a, (Container, Object))])
    inside = _entered(activations, [callee.id]) if built else set()
    own = frozenset([at for at in built if at.activation in inside])
    return bool(own) and not heap.is_left_behind(own, inside)


def is_single(heap: Heap, place: Place) -> bool:
    """Tell whether a place of the analysis is one place of the program."""
    if isinstance(place, (AttributePlace, EntryPlace)) and isinstance(place.owner, Allocation):
        return heap.is_single(place.owner)
    return True


def _settle_top_level(
    heap: Heap,
    activations: Sequence[Activation],
    top: Activation,
    assigned: dict[Place, Assigned],
) -> None:
    """Take out what a top level, and the calls that it made until then, put there before."""
    for place, last in assigned.items():
        if isinstance(place, MemoPlace) or not is_single(heap, place):
            continue
        gone: set[tuple[int, int]] = set()
        later: set[int] | None = None
        for writer, statement in heap.initial_writes(place):
            if writer == top.id:
                if statement not in last.statements:
                    gone.add((writer, statement))
                continue
            if later is None:
                later = _entered(activations, top.called[last.calls :])
            if writer not in later and _is_only_entered_by(activations, writer, top.id):
                gone.add((writer, statement))
        heap.overwrite(place, gone)


def _overwrite_by_hook(
    heap: Heap, place: Place, by_hooks: set[int], reached: Sequence[EntrySet], entries: EntrySet
) -> None:
    """Take out what any code but hooks put there, for those whose INIT runs the hook."""
    gone = {
        (writer, statement)
        for writer, statement in heap.initial_writes(place)
        if writer not in by_hooks and not reached[writer] - entries
    }
    heap.overwrite(place, gone)


def _entered(activations: Sequence[Activation], starts: Iterable[int]) -> set[int]:
    """Return `starts` and all that they enter."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        new = activations[waiting.pop()].calls.keys() - found
        found |= new
        waiting.extend(new)
    return found


def _is_only_entered_by(activations: Sequence[Activation], writer: int, top: int) -> bool:
    """Tell whether every chain of calls to `writer` begins at `top`."""
    seen, waiting = {writer}, [writer]
    while waiting:
        callers = activations[waiting.pop()].callers
        if not callers:
            return False
        new = callers - seen - {top}
        seen |= new
        waiting.extend(new)
    return True
