"""Hooks that are never awaited, or that can outlast the time they have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from snapcheck import facts
from snapcheck.checks.draft import SNAPSHOT, Draft, DraftStep, call_label
from snapcheck.checks.hooks import functions_of, hook_draft, registered, runs_in
from snapcheck.link.atoms import Wrapped
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.places import FunctionId, Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Hooked, Pause
from snapcheck.link.syntax import last_names, nodes
from snapcheck.link.values import Value
from snapcheck.model import Confidence, Phase, Question, StepKind

RESTORE_SECONDS = 10
"""How long all after-restore hooks together may take; then the restore fails.

https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks.html
"""


def unfinished(program: Program, question: Question) -> Iterator[Draft]:
    """Yield hooks that are never awaited, or that can outlast the time they have."""
    yield from _never_awaited(program, question)
    pauses = _Pauses(program)
    found: dict[Site, Draft] = {}
    for run in program.hook_runs:
        entries = program.reached[run.root]
        hooked = run.registration.hooked
        if not entries or hooked is None or not question.concerns(hooked.api.name):
            continue
        waiting = pauses.of(run.root)
        if waiting is not None:
            found.setdefault(
                hooked.site,
                _waiting_draft(program, hooked, entries, waiting),
            )
    for site in sorted(found):
        yield found[site]


def _never_awaited(program: Program, question: Question) -> Iterator[Draft]:
    def using(activation: Activation, hooked: Hooked) -> str:
        runs = runs_in(activation.phase, hooked.api)
        why = _why_it_never_runs(program, hooked) if runs else ""
        return f"registered though it is {why}" if why else ""

    yield from registered(program, question, using, before=(SNAPSHOT,))


def _why_it_never_runs(program: Program, hooked: Hooked) -> str:
    """Return what the registered function is, if calling it does not run it; else nothing."""
    for id in functions_of(hooked.callback):
        if _is_coroutine(program, id):
            return "an `async def`: it is called, and never awaited"
        if program.function(id).is_generator and not _is_wrapped(hooked.callback, id):
            return "a generator function: it is called, and nothing iterates over it"
    return ""


def _is_wrapped(callback: Value, id: FunctionId) -> bool:
    """Tell whether something else than the function itself is called."""
    return any(isinstance(a, Wrapped) and id in functions_of(frozenset([a])) for a in callback)


def _is_coroutine(program: Program, id: FunctionId) -> bool:
    """Tell whether calling a hook makes a coroutine: an `async def`, or a lambda that calls one."""
    function = program.function(id)
    if function.is_async or function.name != "<lambda>":
        return function.is_async
    (returned,) = [s for s in function.body if isinstance(s, facts.Return)]
    site = returned.value.site if isinstance(returned.value, facts.Call) else None
    return any(
        callee.function is not None
        and program.function(callee.function).is_async
        and activation.calls[callee.id].number == site
        for activation in program.activations
        if activation.function == id
        for callee in [program.activations[called] for called in activation.calls]
    )


class _Waiting(Struct, frozen=True):
    """That a hook can take too long: the place that waits longest, and why."""

    site: Site
    why: str
    sure: Confidence


class _Pauses:
    """How long a run and all that it calls wait."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def of(self, root: int) -> _Waiting | None:
        """Return why the run `root` can outlast the limit; None if it can't."""
        total = 0.0
        longest: tuple[float, Site] | None = None
        endless: list[_Waiting] = []
        for id in self._called(root):
            activation = self._program.activations[id]
            for pause in _pauses(activation):
                if pause.seconds is None:
                    why = f"{call_label(pause.api.name)} waits without a limit"
                    endless.append(_Waiting(pause.site, why, pause.api.confidence))
                    continue
                total += pause.seconds
                longest = max(longest or (0.0, pause.site), (pause.seconds, pause.site))
            endless.extend(self._polling(activation))
        if longest is not None and total >= RESTORE_SECONDS:
            return _Waiting(longest[1], f"it sleeps for {total:g} s", Confidence.HIGH)
        return endless[0] if endless else None

    def _called(self, root: int) -> list[int]:
        found = [root]
        seen = {root}
        for id in found:
            for callee in sorted(self._program.activations[id].calls):
                if callee not in seen and self._program.activations[callee].phase is Phase.RESTORE:
                    seen.add(callee)
                    found.append(callee)
        return found

    def _polling(self, activation: Activation) -> Iterator[_Waiting]:
        """Yield loops that sleep until something outside says stop."""
        if activation.function is None:
            return
        sleeps = {p.site.number for p in _pauses(activation) if p.seconds is not None}
        sleeps |= {
            call.site
            for call in nodes(self._program.function(activation.function).body, facts.Call)
            if isinstance(call.function, (facts.Attribute, facts.Name))
            and call.function.name == "sleep"
        }
        for loop in nodes(self._program.function(activation.function).body, facts.While):
            inside = [c.site for c in nodes(loop.body, facts.Call) if c.site in sleeps]
            if inside and not _is_bounded(loop):
                site = Site(activation.path, activation.function.number, inside[0])
                yield _Waiting(site, "it polls in a loop without a limit", Confidence.MEDIUM)


def _is_bounded(loop: facts.While) -> bool:
    """Tell whether a count or a clock can end the loop: it, or a test in it, compares sizes."""
    tests = [loop.test, *[branch.test for branch in nodes(loop.body, facts.If)]]
    if any(compared.operator == "<" for compared in nodes(tuple(tests), facts.Compare)):
        return True
    # `while attempts:` with `attempts -= 1` in it.
    counted = {
        name.name
        for counting in nodes(loop.body, facts.Augment)
        for name in nodes(counting.target, facts.Name)
    }
    return not counted.isdisjoint(last_names(loop.test))


def _pauses(activation: Activation) -> Iterable[Pause]:
    """Return the waits of a body, each place once: loops are followed more than once."""
    by_site: dict[Site, Pause] = {}
    for event in activation.events:
        if isinstance(event, Pause):
            known = by_site.get(event.site)
            if known is None or (known.seconds or 0) < (event.seconds or 0):
                by_site[event.site] = event
    return by_site.values()


def _waiting_draft(program: Program, hooked: Hooked, entries: EntrySet, waiting: _Waiting) -> Draft:
    using = f"registered though {waiting.why}"
    draft = hook_draft(
        program, hooked, program.named(entries), waiting.sure, using, before=(SNAPSHOT,)
    )
    step = DraftStep(StepKind.USED, waiting.why, waiting.site)
    return replace(draft, used=waiting.site, trace=(draft.trace[-1], SNAPSHOT, step))
