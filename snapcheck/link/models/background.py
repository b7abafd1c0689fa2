"""Work that goes on beside the code: what INIT starts and ends, and what a hook waits for."""

from __future__ import annotations

from snapcheck.knowledge import Api, Effect
from snapcheck.link.atoms import Made
from snapcheck.link.frame import Frame
from snapcheck.link.places import Site
from snapcheck.link.summary import Ended, Pause, Started
from snapcheck.link.values import Passed, Value, in_order, literals

# Methods and functions that wait for the end of running work, or end it.
_ENDING = frozenset(
    {
        *("join", "wait", "communicate", "result", "poll", "returncode"),
        *("shutdown", "stop", "cancel", "terminate", "kill", "close", "remove", "__exit__"),
    }
)


def start(frame: Frame, api: Api, origin: Site, site: int) -> None:
    """Note that INIT starts work; `origin` is where the object that stands for it was built."""
    if not frame.later:
        frame.activation.events.append(Started(api, frame.site(site), origin))


def end(frame: Frame, receiver: Made, method: str) -> None:
    """Note that INIT waits for work, or ends it."""
    if not frame.later and method in _ENDING:
        frame.activation.events.append(Ended(receiver.origin))


def leave(frame: Frame, manager: Value) -> None:
    """Let a `with` block end what it is built on."""
    for atom in in_order(manager):
        if isinstance(atom, Made):
            end(frame, atom, "__exit__")


def wait(frame: Frame, api: Api, arguments: list[Passed], site: int) -> None:
    """Note a wait, as often as the loops around it surely run it."""
    if not frame.later:
        return
    if api.effect is Effect.WAITS:
        frame.activation.events.append(Pause(api, frame.site(site), None))
        return
    known = literals(arguments[0].value) if arguments else []
    seconds = [value for value in known if isinstance(value, (int, float))]
    if seconds:
        frame.activation.events.append(Pause(api, frame.site(site), min(seconds) * frame.times))
