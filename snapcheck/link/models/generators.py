"""Random number generators: drawing from them, seeding them, building them."""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.knowledge import GENERATOR, Api, Effect
from snapcheck.link.atoms import Made
from snapcheck.link.flow import consume, contents, make, use
from snapcheck.link.frame import Frame
from snapcheck.link.places import Place, SeedPlace, StatePlace
from snapcheck.link.summary import Draw, Seeding
from snapcheck.link.values import NOTHING, Passed, Value, is_literal
from snapcheck.link.waits import Waits, waits_of
from snapcheck.model import Level, Phase


def state_of(generator: str) -> Place:
    """Return the state of a process-wide generator, as a place that a reseed renews."""
    return StatePlace(None, generator)


def state_of_instance(made: Made) -> Place:
    """Return the state of a generator object, as a place that its `seed()` renews."""
    return StatePlace(made.kept.place if made.kept is not None else made.origin, "")


def _fixed(generator: str) -> Place:
    """Return the place that holds while a process-wide generator runs from a seed of INIT."""
    return SeedPlace(None, generator)


def draw(frame: Frame, api: Api, name: str, site: int) -> Value:
    """Draw from a process-wide generator."""
    if not frame.later:
        if all(_fixed(generator) in frame.state.fresh for generator in api.generators):
            return NOTHING
        # Of what says how long something lasts, it is worth a note that all have the same.
        own = replace(api, level=Level.NOTE) if site in _waits(frame).waited else api
        return frozenset([make(frame, own, name, api.hazard, site)])
    frozen = [g for g in api.generators if state_of(g) not in frame.state.fresh]
    for generator in frozen:
        _note(frame, generator, api, site)
    if frozen and frame.phase is Phase.RESTORE:
        # What a hook draws from a frozen generator is as frozen as the generator.
        return frozenset([replace(make(frame, api, name, api.hazard, site), replayed=True)])
    return NOTHING


def _note(frame: Frame, generator: str, api: Api, site: int) -> None:
    """Note a draw from a frozen generator: a note where it says only how long something waits."""
    waits = _waits(frame)
    level = Level.NOTE if site in waits.waited else None
    returned = site in waits.returned
    frame.activation.events.append(Draw(generator, api, frame.site(site), level, returned))


def _waits(frame: Frame) -> Waits:
    """Return the calls of the body that say only how long something waits: looked up once."""
    known = frame.notes.waits
    if frame.body not in known:
        known[frame.body] = waits_of(frame.module, frame.function)
    return known[frame.body]


def draw_in_library(frame: Frame, api: Api, name: str, site: int) -> Value | None:
    """Call something that draws inside; None where that says nothing of what it yields."""
    if api.draws_when == "methods":
        return frozenset([make(frame, api, name, None, site)])
    if not frame.later:
        frame.activation.touches |= frozenset(api.generators)
    if frame.later or api.draws_when == "later":
        for generator in api.generators:
            if state_of(generator) not in frame.state.fresh:
                _note(frame, generator, api, site)
    if api.draws_when == "call" and api.hazard:
        return NOTHING if frame.later else frozenset([make(frame, api, name, api.hazard, site)])
    return None


def call_drawing(
    frame: Frame,
    receiver: Made,
    name: str,
    arguments: list[Passed],
    site: int,
    *,
    rows: list[Api],
) -> Value:
    """Call a method of a library's object whose methods draw from a process-wide generator."""
    assert receiver.api is not None
    for argument in arguments:
        consume(frame, argument.value, site)
    effects = {api.effect for api in rows} - {Effect.FLAGS}
    if Effect.SEEDS_RECEIVER in effects:
        if frame.later:
            for generator in receiver.api.generators:
                _renew(frame, state_of(generator), arguments, site)
    elif not effects and not name.startswith("_"):
        if not frame.later:
            dotted = f"{receiver.name}.{name}"
            hazard = receiver.api.hazard
            return frozenset([make(frame, receiver.api, dotted, hazard, site)] if hazard else [])
        for generator in receiver.api.generators:
            if state_of(generator) not in frame.state.fresh:
                _note(frame, generator, receiver.api, site)
    return NOTHING


def seed(frame: Frame, api: Api, arguments: list[Passed], site: int) -> None:
    """Seed process-wide generators."""
    constant = bool(arguments) and all(is_literal(a.value) for a in arguments)
    if not frame.later:
        event = Seeding(api, frame.site(site), constant=constant)
        frame.activation.events.append(event)
        fixed = frozenset(_fixed(generator) for generator in api.generators)
        frame.state.fresh = frame.state.fresh | fixed if constant else frame.state.fresh - fixed
        return
    for argument in arguments:
        consume(frame, argument.value, site)
    for generator in api.generators:
        _renew(frame, state_of(generator), arguments, site)


def _renew(frame: Frame, place: Place, arguments: list[Passed], site: int) -> None:
    """Note a reseed; from a value that is frozen itself it renews nothing."""
    given = frozenset(m for argument in arguments for m in contents(frame, argument.value))
    frame.write(place, given, "", site)


def build(frame: Frame, api: Api, name: str, arguments: list[Passed], site: int) -> Value:
    """Build a generator object."""
    given = [m for argument in arguments for m in contents(frame, argument.value)]
    constant = bool(arguments) and all(is_literal(a.value) for a in arguments)
    # A generator over another one (`Generator(PCG64(7))`) is as constant as that one.
    constant = constant or (bool(given) and all(m.constant for m in given))
    return frozenset([replace(make(frame, api, name, GENERATOR, site), constant=constant)])


def call_generator(
    frame: Frame, receiver: Made, name: str, arguments: list[Passed], site: int
) -> Value:
    """Call a method of a generator object: nearly all of them draw."""
    for argument in arguments:
        consume(frame, argument.value, site)
    dotted = f"{receiver.name}.{name}"
    effects = {api.effect: api for api in frame.knowledge.apis.get(dotted, ())}
    if Effect.SEEDS_RECEIVER in effects:
        _seed_instance(frame, receiver, effects[Effect.SEEDS_RECEIVER], arguments, site)
        return NOTHING
    if Effect.QUIET in effects or name.startswith("__"):
        return NOTHING
    if not frame.later:
        if receiver.constant or receiver.api is None:
            return NOTHING
        return frozenset([make(frame, receiver.api, dotted, receiver.api.hazard, site)])
    if state_of_instance(receiver) in frame.state.fresh:
        return NOTHING
    use(frame, receiver, site)
    if frame.phase is Phase.RESTORE and receiver.phase is Phase.INIT and receiver.api is not None:
        made = make(frame, receiver.api, dotted, receiver.api.hazard, site)
        return frozenset([replace(made, replayed=True)])
    return NOTHING


def _seed_instance(
    frame: Frame, receiver: Made, api: Api, arguments: list[Passed], site: int
) -> None:
    if frame.later:
        _renew(frame, state_of_instance(receiver), arguments, site)
        return
    constant = bool(arguments) and all(is_literal(a.value) for a in arguments)
    frame.activation.events.append(Seeding(api, frame.site(site), receiver, constant))


def call_secure(frame: Frame, receiver: Made, name: str, site: int) -> Value:
    """Draw from the operating system: safe, but what INIT drew stays what it was."""
    if frame.later or receiver.api is None or name in ("seed", "getstate", "setstate"):
        return NOTHING
    dotted = f"{receiver.name}.{name}"
    return frozenset([make(frame, receiver.api, dotted, receiver.api.hazard, site)])
