"""Objects that are connected to something outside: opening, using, reviving and closing them."""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck.knowledge import Api, Effect
from snapcheck.link.atoms import Atom, Made
from snapcheck.link.flow import use
from snapcheck.link.frame import Frame
from snapcheck.link.places import ConnectionPlace, Place
from snapcheck.link.summary import Closed, Opened
from snapcheck.link.values import NOTHING, Value

# Methods whose result is a part of the connection, and no data that came over it.
_PARTS = frozenset(
    {
        *("cursor", "connect", "begin", "raw_connection", "getconn", "get_connection"),
        *("acquire", "pubsub", "pipeline", "channel", "session", "start_session", "register"),
        *("get_database", "get_collection", "execution_options", "client", "makefile"),
    }
)


def state_of_connection(made: Made) -> Place:
    """Return whether a connection is alive, as a place that reconnecting renews."""
    return ConnectionPlace(made.kept.place if made.kept is not None else made.origin, "")


def dormant(built: Atom, api: Api) -> Atom:
    """Return an object of a library that connects with its first use."""
    if not isinstance(built, Made):
        return built
    return replace(built, api=api, hazard=api.hazard, confidence=api.confidence)


def is_dormant(made: Made) -> bool:
    """Tell whether a connection is one only if INIT has used it."""
    return made.api is not None and made.api.effect is Effect.CONNECTS_ON_USE


def open_given(frame: Frame, value: Value) -> None:
    """Note that a function connects what INIT gives it."""
    for atom in value:
        if not frame.later and isinstance(atom, Made) and atom.is_connected:
            here = frame.site(max(frame.at, 0))
            frame.activation.events.append(Opened(atom.origin, here))


def call_connected(frame: Frame, receiver: Made, method: str, rows: list[Api], site: int) -> Value:
    """Call a method of a connection."""
    effects = {api.effect for api in rows}
    part = replace(receiver, derived=True, name=f"{receiver.name}.{method}")
    if effects & {Effect.REVIVES, Effect.CLOSES}:
        if not frame.later:
            frame.activation.events.append(Closed(receiver.origin))
        elif Effect.REVIVES in effects:
            frame.write(state_of_connection(receiver), NOTHING, "", site)
        return NOTHING
    if effects & {Effect.SAFE, Effect.QUIET, Effect.OFF}:
        return frozenset([part])
    if not frame.later:
        here = frame.site(site)
        if is_dormant(receiver) or Effect.OPENS in effects:
            frame.activation.events.append(Opened(receiver.origin, here, part.name))
        # What is opened on a connection that is kept is one thing with it.
        new = part if part.kept is not None else replace(part, here=here)
        return frozenset([new] if method in _PARTS else [])
    if state_of_connection(receiver) not in frame.state.fresh:
        use(frame, receiver, site)
    return frozenset([part]) if method in _PARTS else NOTHING
