"""Environment variables: what is read there, what INIT put there."""

from __future__ import annotations

from snapcheck.knowledge import Effect, Handling
from snapcheck.link import mildness
from snapcheck.link.atoms import Constant, ConstantKind, Container, Made, constant
from snapcheck.link.flow import ANY, chosen_by
from snapcheck.link.frame import Frame
from snapcheck.link.iteration import gather
from snapcheck.link.keys import is_holed
from snapcheck.link.models import django
from snapcheck.link.optional import optional_reads
from snapcheck.link.places import EnvironmentPlace, GlobalPlace, Place
from snapcheck.link.summary import AbsentRead, Flagged
from snapcheck.link.values import (
    COMPUTED,
    NOTHING,
    Passed,
    Value,
    changed,
    derive,
    join,
    less_sure,
    texts,
)

_OF_RUNTIME = ("AWS_", "LAMBDA_", "_", "PYTHON", "PATH", "HOME", "TZ", "LANG")
_INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE"


def place(name: str) -> Place:
    """Return the place of one environment variable."""
    return EnvironmentPlace(None, name)


def read(frame: Frame, key: Value, site: int) -> Value:
    """Return what the variable that `key` names holds, as far as a snapshot cares."""
    return join([_variable(frame, name, site) for name in texts(key)])


def _variable(frame: Frame, name: str, site: int) -> Value:
    if name == _INITIALIZATION_TYPE:
        # The program is judged as it runs under SnapStart.
        return frozenset([Constant("snap-start", ConstantKind.PLATFORM)])
    found = frame.read(place(name))
    for api in frame.knowledge.apis.get(f"os.environ[{name}]", ()):
        here = frame.site(site)
        if api.effect is Effect.ABSENT:
            frame.activation.events.append(AbsentRead(api, here))
        elif api.effect is Effect.FLAGS and site not in _optional(frame):
            frame.activation.events.append(Flagged(api, here))
        elif api.effect is Effect.MAKES:
            made = Made(
                f"os.environ[{name!r}]",
                api,
                api.hazard,
                here,
                here,
                frame.phase,
                confidence=api.confidence,
            )
            found = join([found, frozenset([made])])
    if not found and not name.startswith(_OF_RUNTIME):
        # INIT set variables of which the names are not known: this may be one of them.
        found = changed(frame.read(place(ANY)), less_sure)
    # What a function is configured with is constant, and not known.
    return found or COMPUTED


def given_by_variables(frame: Frame, name: str, arguments: list[Passed]) -> list[Passed]:
    """Return the arguments of a call, and what INIT has put into variables that it reads.

    Clients of services take a key that they are not given from a variable, which nobody spells.
    """
    use = frame.knowledge.flows.first(name, Handling.READS)
    if use is None or any(argument.star == "**" for argument in arguments):
        return arguments
    named = {argument.keyword for argument in arguments}
    read = [each.split("=") for each in use.detail.split(",")]
    given = {variable for keyword, variable in read if keyword in named}
    taken = {variable: keyword for keyword, variable in read if variable not in given}
    set_by_init = {keyword: frame.read(place(variable)) for variable, keyword in taken.items()}
    return [*arguments, *[Passed(value, each) for each, value in set_by_init.items() if value]]


def _optional(frame: Frame) -> frozenset[int]:
    """Return the reads of the body that its code can do without: looked up once."""
    known = frame.notes.optional
    if frame.body not in known:
        known[frame.body] = optional_reads(frame.module, frame.function)
    return known[frame.body]


def write(frame: Frame, key: Value, value: Value, statement: int) -> None:
    """Put `value` into the variable that `key` names."""
    for name in texts(key) or [ANY]:
        if name == django.VARIABLE:
            django.load_settings(frame, value)
        label = f'`os.environ["{name}"]`' if name != ANY else "`os.environ`"
        frame.write(place(name), value, label, statement, sure=name != ANY)


def read_global(frame: Frame, path: str, name: str) -> Value:
    """Return what the global `name` of the module `path` holds."""
    return frame.read(GlobalPlace(path, name)) if name else NOTHING


def get(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Return what `os.environ.get(name, default)` may be."""
    if not arguments:
        return NOTHING
    since = mildness.noted(frame)
    found = read(frame, arguments[0].value, site)
    if len(arguments) > 1:
        mildness.defaulted(frame, since)
        if any(texts(arguments[1].value)):
            mildness.made_up(frame, since)
    chosen = chosen_by(arguments[0].value)
    return join([found, chosen, *[argument.value for argument in arguments[1:2]]])


def put(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `os.environ.setdefault(name, value)` and `os.putenv(name, value)`."""
    if len(arguments) > 1:
        write(frame, arguments[0].value, arguments[1].value, site)
    return get(frame, arguments[:1], site)


def update(frame: Frame, arguments: list[Passed], site: int) -> Value:
    """Follow `os.environ.update(mapping, NAME=value)`."""
    held = Container(frame.allocate(site), frame.here(site), mapping=True)
    entries: dict[str, Value] = {}
    for argument in arguments:
        if argument.keyword:
            entries[repr(argument.keyword)] = argument.value
            continue
        gather(frame, held, entries, argument.value, site)
        rest = derive(frozenset(a for a in argument.value if isinstance(a, Made)))
        if rest:
            entries[ANY] = join([entries.get(ANY, NOTHING), rest])
    for name, value in entries.items():
        is_known = name != ANY and not is_holed(name)
        key = frozenset([constant(name[1:-1])]) if is_known else NOTHING
        write(frame, key, value, site)
    return NOTHING
