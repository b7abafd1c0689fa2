"""Branches: which are taken, and what a decision on a clock means for what they renew.

An age check (`if time.time() - fetched > 300: fetch()`) is part of a renewal, no use of the old
reading; and behind a check of the wall clock the value in question is never old, whichever way
the check went.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from snapcheck.facts import Expression, Statement, first_site
from snapcheck.link import first_calls, refusals
from snapcheck.link.atoms import Atom, Constant, ConstantKind, External, Made
from snapcheck.link.flow import use
from snapcheck.link.frame import Frame, Guard, doubted, merge
from snapcheck.link.places import AttributePlace, EntryPlace, Place
from snapcheck.link.summary import Event, Use
from snapcheck.link.values import Value, hazards
from snapcheck.model import Phase

_NEVER_RUN = (External("typing.TYPE_CHECKING"), External("typing_extensions.TYPE_CHECKING"))


def decide(
    frame: Frame,
    test: Value,
    asked: Expression,
    then: Callable[[], None],
    otherwise: Callable[[], None],
    *,
    places: frozenset[Place] = frozenset(),
    ways: tuple[tuple[Statement, ...], tuple[Statement, ...]] = ((), ()),
) -> None:
    """Follow both branches behind `test` (or the one that is surely taken), and join them.

    `asked` is what the program spells there, `places` what the test has read, `ways` what runs from
    either branch on. A branch that leaves the body makes the rest of it depend on the test too.
    """
    known = truth(test)
    if known is not None:
        (then if known else otherwise)()
        return
    refusals.note(frame, asked)
    before = frame.activation.writes.now
    flag = first_calls.flag_of(frame, asked, places)
    noted = len(frame.activation.events)
    start = frame.state
    outside = start.asked
    start.asked = outside | places
    frame.branching += 1
    frame.state = start.copy()
    if flag is not None and not flag.first:
        frame.state.fresh |= first_calls.renewed_before(frame, flag, ways[1])
    then()
    one = frame.state
    # Nobody else goes on from the state before the branches: the second one may change it.
    frame.state = start
    if flag is not None and flag.first:
        start.fresh |= first_calls.renewed_behind(frame, flag, one)
        start.fresh |= first_calls.renewed_before(frame, flag, ways[0])
    otherwise()
    other = frame.state
    frame.branching -= 1
    frame.state = merge([one, other])
    both = one.live and other.live
    if both:
        frame.state.asked -= places - outside
    if flag is not None and not flag.first:
        frame.state.fresh |= first_calls.renewed_behind(frame, flag, other)
    if not any(made.compared for made in hazards(test)):
        return
    if not both:
        # `if fresh enough: return kept`: what follows in this body is the other branch.
        frame.guards.append(Guard(test, first_site(asked), before, noted))
        return
    _judge(frame, test, first_site(asked), frame.activation.writes.since(before))
    renewed = (one.fresh | other.fresh) - frame.state.fresh
    clocks = _clocks_now(frame, test)
    aging = any(made.hazard is not None and made.hazard.ages for made in hazards(test))
    if "wall" in clocks or aging:
        frame.state.fresh |= renewed
    elif clocks:
        frame.state.doubtful |= renewed


def close(frame: Frame) -> None:
    """Judge, at the end of a body, the decisions behind which one branch left it."""
    activation = frame.activation
    for guard in frame.guards:
        written = activation.writes.since(guard.writes)
        _judge(frame, guard.test, guard.site, written)
        clocks = _clocks_now(frame, guard.test)
        if clocks:
            wall = "wall" in clocks
            activation.returns = _within_age(activation.returns, written, wall)
            late = activation.events[guard.events :]
            activation.events[guard.events :] = [
                event for event in late if not _is_within_age(event, written)
            ]


def _within_age(value: Value, written: frozenset[Place], wall: bool) -> Value:
    """Leave out what is returned while it is young enough; by a monotonic clock, doubt it."""
    found: list[Atom] = []
    for atom in value:
        if isinstance(atom, Made) and _renews(atom, written):
            if not wall:
                found.append(replace(atom, confidence=doubted(atom)))
        else:
            found.append(atom)
    return frozenset(found)


def _is_within_age(event: Event, written: frozenset[Place]) -> bool:
    return isinstance(event, Use) and not event.made.compared and _renews(event.made, written)


def truth(test: Value) -> bool | None:
    """Tell whether `test` is surely true or false in the program that runs under SnapStart.

    Only what the platform or the language decides counts: a variable that holds False here may
    have been set by something that was not followed.
    """
    if len(test) != 1:
        return None
    (atom,) = test
    if isinstance(atom, Constant) and atom.kind is ConstantKind.DECIDED:
        return bool(atom.value)
    if atom in _NEVER_RUN:
        return False
    return None


def _clocks_now(frame: Frame, test: Value) -> set[str]:
    """Return the clocks that are read after the restore and decide here."""
    return {
        made.api.clock
        for made in hazards(test)
        if made.compared and made.phase is frame.phase is not Phase.INIT and made.api is not None
    }


def _judge(frame: Frame, test: Value, site: int, written: frozenset[Place]) -> None:
    """Note a decision on an old clock reading as a use of it, unless the reading is renewed."""
    for made in hazards(test):
        if made.compared and not _renews(made, written):
            use(frame, made, site)


def _renews(made: Made, written: frozenset[Place]) -> bool:
    holder = made.copied if made.copied is not None else made.kept
    if holder is None:
        return False
    place, within = holder.place, holder.within
    if place in written or within in written:
        return True
    # The reading and what it dates stand side by side in one object, or in one that replaces it.
    if isinstance(place, AttributePlace):
        return any(isinstance(p, AttributePlace) and p.name == place.name for p in written)
    return isinstance(place, EntryPlace) and any(p.owner == place.owner for p in written)
