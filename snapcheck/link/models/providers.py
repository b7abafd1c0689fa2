"""Providers of dependency_injector: what a container builds when it is asked for it.

`providers.Factory(Mailer, key=providers.Callable(read_key))` builds a mailer at each call, of what
the other provider yields then; `providers.Singleton` builds one for the life of the process.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from snapcheck.link.atoms import Partial
from snapcheck.link.frame import Frame
from snapcheck.link.models.partial import partial
from snapcheck.link.places import EntryPlace
from snapcheck.link.values import Passed, Value, in_order, join

_INSTANCE = "instance()"


def provider(*, once: bool) -> Callable[[Frame, list[Passed], int], Value]:
    """Return the model of a provider: it calls what it is given, each time or `once`."""

    def call(frame: Frame, arguments: list[Passed], site: int) -> Value:
        """Return a partial that is told from others."""
        made = partial(frame, arguments, site)
        for atom in made:
            if isinstance(atom, Partial):
                frame.notes.providers[atom.at] = once
        return made

    return call


def provide(frame: Frame, atom: Partial, given: list[Passed], site: int) -> Value:
    """Call a provider: `given` are its arguments, of which providers are called first."""
    built = EntryPlace(atom.at, _INSTANCE)
    is_shared = frame.notes.providers[atom.at]
    if is_shared and frame.later and frame.heap.frozen(built):
        return frame.read(built)
    certain = frame.state.certain
    frame.state.certain = certain and not is_shared
    function = frame.read(EntryPlace(atom.at, "function"))
    given = [replace(each, value=_yielded(frame, each.value, site)) for each in given]
    got = frame.interpreter.call(frame, function, given, site)
    frame.state.certain = certain
    if is_shared:
        frame.write(built, got, "", site, sure=False)
    return got


def _yielded(frame: Frame, value: Value, site: int) -> Value:
    """Return `value` with what providers in it yield in their place."""
    found = [a for a in value if isinstance(a, Partial) and a.at in frame.notes.providers]
    if not found:
        return value
    providers = in_order(frozenset(found))
    called = [frame.interpreter.call(frame, frozenset([a]), [], site) for a in providers]
    return join([value - frozenset(found), *called])
