"""What a row of the knowledge does at a call: one function for each effect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.knowledge import SECURE_GENERATOR, Api, Effect
from snapcheck.link.callbacks import hand_over
from snapcheck.link.flow import consume, make, yielded
from snapcheck.link.frame import Frame
from snapcheck.link.installed import Installed
from snapcheck.link.models import (
    background,
    connections,
    generators,
    holding,
    injection,
    services,
)
from snapcheck.link.places import EntryPlace
from snapcheck.link.summary import Flagged, Hooked, Registration
from snapcheck.link.values import NOTHING, Passed, Value, join, less_sure
from snapcheck.model import Confidence, Phase

OPENERS = frozenset({"open", "io.open", "pathlib.Path"})
"""What opens files by a name: the rows of `open` hold for all of them."""


class _Call(Struct, frozen=True):
    """A call of something that has a row: its real name, its arguments, its site."""

    name: str
    arguments: list[Passed]
    site: int


def apply_row(
    frame: Frame, api: Api, name: str, arguments: list[Passed], site: int
) -> Value | None:
    """Do what a row of the knowledge says; None where that says nothing of the call's result."""
    does = _EFFECTS.get(api.effect)
    return does(frame, api, _Call(name, arguments, site)) if does is not None else None


def _makes(frame: Frame, api: Api, call: _Call) -> Value:
    consume_all(frame, call.arguments, call.site)
    if call.name in OPENERS:
        # The file is no identity; what is read from it is.
        return frozenset([make(frame, api, call.name, None, call.site)])
    return yielded(frame, api, call.name, call.site)


def _draws_in_library(frame: Frame, api: Api, call: _Call) -> Value | None:
    consume_all(frame, call.arguments, call.site)
    return generators.draw_in_library(frame, api, call.name, call.site)


def _draws(frame: Frame, api: Api, call: _Call) -> Value:
    consume_all(frame, call.arguments, call.site)
    return generators.draw(frame, api, call.name, call.site)


def _builds_generator(frame: Frame, api: Api, call: _Call) -> Value:
    return generators.build(frame, api, call.name, call.arguments, call.site)


def _builds_secure(frame: Frame, api: Api, call: _Call) -> Value:
    return frozenset([make(frame, api, call.name, SECURE_GENERATOR, call.site)])


def _seeds(frame: Frame, api: Api, call: _Call) -> Value:
    generators.seed(frame, api, call.arguments, call.site)
    return NOTHING


def _touches(frame: Frame, api: Api, call: _Call) -> None:
    frame.activation.touches |= frozenset(api.generators)


def _hooks(frame: Frame, api: Api, call: _Call) -> Value:
    return register_hook(frame, api, call.arguments, call.site)


def _opens(frame: Frame, api: Api, call: _Call) -> None:
    for argument in call.arguments:
        connections.open_given(frame, argument.value)


def _connects_on_use(frame: Frame, api: Api, call: _Call) -> Value:
    consume_all(frame, call.arguments, call.site)
    for argument in call.arguments:
        hand_over(frame, argument.value, call.site)
    made = built(frame, call.name, call.arguments, call.site)
    return frozenset([connections.dormant(atom, api) for atom in made])


def _flags(frame: Frame, api: Api, call: _Call) -> None:
    frame.activation.events.append(Flagged(api, frame.site(call.site)))


def _starts(frame: Frame, api: Api, call: _Call) -> None:
    background.start(frame, api, frame.site(call.site), call.site)


def _waits(frame: Frame, api: Api, call: _Call) -> None:
    background.wait(frame, api, call.arguments, call.site)


_EFFECTS: Mapping[Effect, Callable[[Frame, Api, _Call], Value | None]] = {
    Effect.MAKES: _makes,
    Effect.LIBRARY_DRAWS: _draws_in_library,
    Effect.DRAWS: _draws,
    Effect.BUILDS_GENERATOR: _builds_generator,
    Effect.BUILDS_KEY: _builds_generator,
    Effect.BUILDS_SECURE: _builds_secure,
    Effect.SEEDS: _seeds,
    Effect.TOUCHES: _touches,
    Effect.HOOK: _hooks,
    Effect.OPENS: _opens,
    Effect.CONNECTS_ON_USE: _connects_on_use,
    Effect.FLAGS: _flags,
    Effect.STARTS: _starts,
    Effect.SLEEPS: _waits,
    Effect.WAITS: _waits,
}
"""The effects of calls; the others belong to methods and to reads, or say that there is none."""


def register_hook(frame: Frame, api: Api, arguments: list[Passed], site: int) -> Value:
    """Register a function as a hook, and return it, as decorators do."""
    if not arguments:
        return NOTHING
    callback = arguments[0].value
    hooked = Hooked(api, frame.site(site), callback)
    frame.activation.events.append(hooked)
    phase = Phase.RESTORE if api.phase == "RESTORE" else Phase.INIT
    # What a hook registers to run after the restore still runs: the runtime goes on to it.
    if not frame.later or frame.phase is phase:
        registration = Registration(callback, tuple(arguments[1:]), phase, Confidence.HIGH, hooked)
        frame.activation.registrations.append(registration)
    return callback


def consume_all(frame: Frame, arguments: Iterable[Passed], site: int) -> None:
    """Note that all arguments leave the program here."""
    for argument in arguments:
        consume(frame, argument.value, site)


# --- objects of libraries -----------------------------------------------------------------------


def built(frame: Frame, name: str, arguments: list[Passed], site: int) -> Value:
    """Return an object of a library; what its constructor is given, it keeps."""
    at = frame.allocate(site)
    holding.keep(frame, at, name, arguments, site)
    for attribute, value in inherited_attributes(frame, name, site).items():
        place = EntryPlace(at, attribute)
        frame.write(place, value, holding.label_of(name), site)
    named = services.named(frame.knowledge.flows, name, arguments)
    found = frozenset([replace(make(frame, None, named, None, site), holds=at)])
    injection.mark(frame, name, arguments, found, site)
    return found


def handed_out(frame: Frame, name: str, site: int) -> Value:
    """Return what an installed function returns, where that is made by an API that is known."""
    installed = _may_tell(frame, name)
    if installed is None:
        return NOTHING
    return join([_made_inside(frame, api, site) for api in installed.returns(name)])


def _may_tell(frame: Frame, name: str) -> Installed | None:
    """Return what can tell of a name from its source; None where that is followed, or has a row.

    What is known of something by a row, or by following it, is known of its methods too.
    """
    installed = frame.settings.installed
    if installed is None or frame.is_library:
        return None
    followed = frame.notes.followed
    if frame.is_followed:
        followed.add(name)
        return None
    if not installed.has(name):
        return None
    apis, flows = frame.knowledge.apis, frame.knowledge.flows
    # `boto3.client(s3).put_object`
    parts = [part.partition("(")[0] for part in name.split(".")]
    beginnings = [".".join(parts[:end]) for end in range(2, len(parts) + 1)]
    is_known = any(each in apis or each in followed or flows.speaks_of(each) for each in beginnings)
    return None if is_known else installed


def _made_inside(frame: Frame, name: str, site: int) -> Value:
    """Return what the API `name`, called inside a library, makes; it was found by inference."""
    for api in frame.knowledge.apis.get(name, ()):
        value = None if api.conditional else apply_row(frame, api, name, [], site)
        if value is not None:
            return frozenset([less_sure(atom) for atom in value])
    return NOTHING


def inherited_attributes(frame: Frame, base: str, site: int) -> dict[str, Value]:
    """Return what the constructor of an installed class puts into attributes."""
    installed = _may_tell(frame, base)
    if installed is None:
        return {}
    return {
        attribute: join([_made_inside(frame, api, site) for api in apis])
        for attribute, apis in installed.attributes(base).items()
    }
