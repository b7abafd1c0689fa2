"""What every invocation does anew, and need not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from snapcheck.checks.called import called
from snapcheck.checks.draft import Draft
from snapcheck.knowledge import Api
from snapcheck.link.places import Place, Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Cost, WrittenBack
from snapcheck.model import Question

# The cost of building a client or a session.
_CLIENT = "client"


def per_invoke(program: Program, question: Question) -> Iterator[Draft]:
    """Yield one draft for each call of that cost which every invocation makes."""
    calls: dict[Site, list[tuple[Activation, Api]]] = {}
    costs = [
        (activation, event) for activation, event in program.events() if isinstance(event, Cost)
    ]
    varying = _varying(program, costs)
    left_out = _on_the_way(program, costs, varying)
    written = _written(program)
    for activation, cost in costs:
        if (
            not program.always[activation.id]
            or cost.site in left_out
            or (activation.id, cost.site) in varying
        ):
            continue
        if _kept_by(cost) in written:
            continue
        cached = not cost.always or program.caches.ask(cost.asked)
        if not cached and _costs(cost.api, question):
            calls.setdefault(cost.site, []).append((activation, cost.api))
    return called(program, calls, program.always, ", each time that an invocation comes here")


def reasons(program: Program, path: str, numbers: Collection[int]) -> Iterator[str]:
    """Yield why calls that cost something, at sites of a module, are not reported."""
    costs = [
        (activation, event) for activation, event in program.events() if isinstance(event, Cost)
    ]
    here = [(a, c) for a, c in costs if c.site.path == path and c.site.number in numbers]
    if not here:
        return
    varying = _varying(program, costs)
    on_the_way = _on_the_way(program, costs, varying)
    sessions, written = {site for _, site in varying}, _written(program)
    for activation, cost in here:
        if (activation.id, cost.site) in varying or cost.session in sessions:
            yield "what it is called with depends on the event, so there is no one result to keep."
        elif _kept_by(cost) in written:
            yield "the function writes back what it reads here: a cache would be wrong."
        elif cost.site in on_the_way:
            yield "the client that the same expression makes stands for it."
        elif not cost.always:
            yield "only an exception leads here, or a cache that does not have it yet."
        elif program.caches.ask(cost.asked):
            yield f"it stands behind a test of {_cache(program, cost.asked)}."
        elif not program.always[activation.id]:
            yield _no_chain(program, activation)


def _cache(program: Program, asked: frozenset[Place]) -> str:
    """Return the cache among what a test asks, as a message calls it."""
    for place in sorted(asked, key=lambda place: (type(place).__name__, place.name)):
        if program.caches.ask(frozenset([place])):
            return f"`{place.name.strip(chr(39))}`, which keeps what an invocation has made"
    return "what earlier invocations have made"


def _no_chain(program: Program, activation: Activation) -> str:
    """Say why no chain of calls is sure to lead to a body on an invocation."""
    seen, waiting = {activation.id}, [activation]
    while waiting:
        callee = waiting.pop(0)
        for caller in (program.activations[id] for id in sorted(callee.callers)):
            ways = caller.always.get(callee.id, set())
            cached = [asked for asked in ways if program.caches.ask(asked)]
            if cached and len(cached) == len(ways):
                return f"it is called behind a test of {_cache(program, cached[0])}."
            if caller.id not in seen and caller.phase is callee.phase:
                seen.add(caller.id)
                waiting.append(caller)
    return "a memo, an exception or a library stands between each invocation and this call."


def _varying(program: Program, costs: Sequence[tuple[Activation, Cost]]) -> set[tuple[int, Site]]:
    """Return where a client, or a request for a secret, depends on the event or on such a client.

    In each calling context by itself: what one caller hands on concerns no other.
    """
    shared = [(a.id, c) for a, c in costs if c.spelled or c.session is not None]
    if not shared:
        return set()
    depending = program.depending
    found = {
        (id, c.site) for id, c in shared if any(depending.mentions(*each) for each in c.spelled)
    }
    while True:
        sessions = {site for _, site in found}
        further = {(id, c.site) for id, c in shared if c.session in sessions} - found
        if not further:
            return found
        found |= further


def _on_the_way(
    program: Program,
    costs: Sequence[tuple[Activation, Cost]],
    varying: Collection[tuple[int, Site]],
) -> set[Site]:
    """Return sessions of which one expression makes a client or a request: that is the cost.

    A request that the event names costs nothing that could be kept, but its client does.
    """
    return {
        cost.session
        for activation, cost in costs
        if cost.session is not None
        and (_builds(cost.api) or (activation.id, cost.site) not in varying)
        and _is_within(program, cost.session, cost.site)
    }


def _builds(api: Api) -> bool:
    """Tell whether what costs is to build a client, not to ask one."""
    return api.cost is not None and api.cost.name == _CLIENT


def _is_within(program: Program, inner: Site, outer: Site) -> bool:
    if inner.path != outer.path:
        return False
    module = program.modules[inner.path]
    one, other = module.span(inner.number), module.span(outer.number)
    begins = (other.line, other.column) <= (one.line, one.column)
    return begins and (one.end_line, one.end_column) <= (other.end_line, other.end_column)


def _written(program: Program) -> set[tuple[str, str]]:
    """Return what invocations write: by the file and the client, as they read it."""
    return {
        (event.site.path, event.method.rpartition(".")[0])
        for _, event in program.events()
        if isinstance(event, WrittenBack)
    }


def _kept_by(cost: Cost) -> tuple[str, str]:
    """Return the file and the client of a call that costs."""
    return (cost.site.path, cost.api.name.rpartition(".")[0])


def _costs(api: Api, question: Question) -> bool:
    return api.cost is not None and api.cost.name == question.about and question.concerns(api.name)
