"""What becomes of a read or a draw inside an expression, where that makes it a lesser fault.

Packages make ids that only they use, within the process: as keys of contexts, to tell their own
objects apart. What is wrong there is what goes out.
"""

from __future__ import annotations

from msgspec.structs import replace

from snapcheck import facts
from snapcheck.knowledge import Effect
from snapcheck.link.atoms import CALLABLES, Atom, External, Made
from snapcheck.link.formatting import FORMATTING
from snapcheck.link.frame import Frame
from snapcheck.link.summary import AbsentRead, Draw, Flagged
from snapcheck.link.syntax import last_names
from snapcheck.link.values import Passed, Value, hazards, texts
from snapcheck.model import Level


def noted(frame: Frame) -> int:
    """Return how many events the body has noted so far."""
    return len(frame.activation.events)


def shown(frame: Frame, since: int) -> None:
    """Make reads of what is absent notes: a text shows None, and nothing fails."""
    for index, event in _later(frame, since):
        if isinstance(event, AbsentRead):
            frame.activation.events[index] = replace(event, level=Level.NOTE)


def defaulted(frame: Frame, since: int) -> None:
    """Take back reads of what is absent: there is a default for them."""
    events = frame.activation.events
    events[since:] = [each for each in events[since:] if not isinstance(each, AbsentRead)]


def made_up(frame: Frame, since: int) -> None:
    """Make reads of keys notes: another text instead of them is for an emulator of AWS."""
    for index, event in _later(frame, since):
        if isinstance(event, Flagged):
            mild = replace(event.api, level=Level.NOTE)
            frame.activation.events[index] = replace(event, api=mild)


def of_arguments(frame: Frame, call: facts.Call, callee: Value, since: int) -> None:
    """Judge what was noted while the arguments of a call were evaluated."""
    if len(frame.activation.events) == since:
        return
    names = [atom.name for atom in callee if isinstance(atom, External)]
    if _words(call, callee) or any(name.startswith("logging.") for name in names):
        shown(frame, since)
    rows = [api for name in names for api in frame.knowledge.apis.get(name, ())]
    if any(api.effect is Effect.SLEEPS for api in rows):
        waited(frame, since)
    _once(frame, since)


def _words(call: facts.Call, callee: Value) -> bool:
    """Tell whether a call puts what it is given into words, as `format` and loggers do."""
    if any(isinstance(atom, CALLABLES) for atom in callee):
        return False
    function = call.function
    told = isinstance(function, facts.Attribute) and function.name in _TELLING
    return told or any(isinstance(atom, External) and atom.name in _WORDING for atom in callee)


_WORDING = frozenset({"print", "str", "repr", "format"})
_TELLING = frozenset(
    {"format", "debug", "info", "warning", "warn", "error", "exception", "critical", "log"}
)


def of_parts(frame: Frame, operator: str, parts: list[Value], since: int) -> None:
    """Judge what was noted while the parts of an operation were evaluated."""
    if operator in FORMATTING or (operator == "__mod__" and texts(parts[0])):
        shown(frame, since)


def waited(frame: Frame, since: int) -> None:
    """Make draws notes: how long something waits is no identity."""
    for index, event in _later(frame, since):
        if isinstance(event, Draw):
            frame.activation.events[index] = replace(event, level=Level.NOTE)


_LOOK_UPS = frozenset({"get", "pop", "setdefault"})


def leaving(frame: Frame, value: Value) -> Value:
    """Return what counts as used of a key, or of what is compared: no identities of packages."""
    if not frame.is_library or not hazards(value):
        return value
    return frozenset([atom for atom in value if not _is_identity(atom)])


def looked_up(frame: Frame, call: facts.Call, argument: Passed) -> Passed:
    """Return the first argument of a call as one that counts as used: a key of a table does not."""
    function, spelled = call.function, call.arguments[0].value
    if not isinstance(function, facts.Attribute) or function.name not in _LOOK_UPS:
        return argument
    if not any("key" in name.lower() for name in last_names(spelled)):
        return argument
    return replace(argument, value=leaving(frame, argument.value))


def _is_identity(atom: Atom) -> bool:
    return isinstance(atom, Made) and atom.hazard is not None and atom.hazard.identity


def _once(frame: Frame, since: int) -> None:
    """Keep the first of several reads of one kind that one call is given."""
    events, seen = frame.activation.events, set[str]()
    kept = []
    for event in events[since:]:
        if isinstance(event, Flagged):
            if event.api.flag in seen and event.api.effect is Effect.FLAGS:
                continue
            seen.add(event.api.flag)
        kept.append(event)
    events[since:] = kept


def _later(frame: Frame, since: int) -> list[tuple[int, object]]:
    return list(enumerate(frame.activation.events[since:], since))
