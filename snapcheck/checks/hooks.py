"""Hooks that are registered where they can't run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from snapcheck import facts
from snapcheck.checks.draft import SNAPSHOT, Draft, DraftStep, call_label, in_scope
from snapcheck.knowledge import Api
from snapcheck.link.atoms import Bound, Function, Wrapped
from snapcheck.link.entry_set import NO_ENTRIES, EntrySet
from snapcheck.link.imports import lies_in
from snapcheck.link.places import FunctionId, Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Hooked
from snapcheck.link.syntax import nodes, partials_in, plain
from snapcheck.link.values import Value
from snapcheck.model import Confidence, EntryPoint, Phase, Question, StepKind


class _Registered(Struct, frozen=True):
    """One place that registers hooks: by which run, with the entry points concerned."""

    hooked: Hooked
    activation: Activation
    entries: EntrySet


def late(program: Program, question: Question) -> Iterator[Draft]:
    """Yield hooks registered after the snapshot, or in a function that never runs."""
    in_time: dict[Site, EntrySet] = {}
    late: dict[Site, list[_Registered]] = {}
    for activation, event in program.events():
        if isinstance(event, Hooked) and question.concerns(event.api.name):
            entries = program.reached[activation.id]
            if runs_in(activation.phase, event.api):
                in_time[event.site] = in_time.get(event.site, NO_ENTRIES) | entries
            else:
                late.setdefault(event.site, []).append(_Registered(event, activation, entries))
    for site, found in sorted(late.items()):
        too_late = EntrySet.union(each.entries for each in found) - in_time.get(site, NO_ENTRIES)
        if too_late:
            first = found[0]
            sure = max(program.confidence(each.activation, too_late) for each in found)
            when = "called after the snapshot is taken"
            using = f"{when}, {in_scope(program.scope(site))}"
            concerned = program.named(too_late)
            yield hook_draft(program, first.hooked, concerned, sure, using, before=(SNAPSHOT,))
    yield from _results(program, question)
    for hooked, concerned in _never_run(program, question):
        if program.module_entries(hooked.site.path):
            scope = program.scope(hooked.site)
            where = f"in `{scope}`, which nothing calls" if scope else _UNDER_MAIN
            using = f"called {where}"
            yield hook_draft(program, hooked, concerned, Confidence.HIGH, using, before=())


_UNDER_MAIN = 'under `if __name__ == "__main__"`, which Lambda does not run'


def _results(program: Program, question: Question) -> Iterator[Draft]:
    """Yield registrations of what a function returns that returns nothing."""

    def using(activation: Activation, hooked: Hooked) -> str:
        called = None if hooked.callback else _called_instead(program, activation, hooked)
        if called is None:
            return ""
        name = program.function(called).qualified
        return f"given what `{name}()` returns, which is nothing: it ran before the snapshot"

    yield from registered(program, question, using, before=())


def registered(
    program: Program,
    question: Question,
    using: Callable[[Activation, Hooked], str],
    *,
    before: tuple[DraftStep, ...],
) -> Iterator[Draft]:
    """Yield one draft for each place that registers a hook, if `using` has words for that."""
    found: dict[Site, Draft] = {}
    for activation, event in program.events():
        if (
            isinstance(event, Hooked)
            and event.site not in found
            and question.concerns(event.api.name)
            and (words := using(activation, event))
        ):
            entries = program.reached[activation.id]
            sure = program.confidence(activation, entries)
            found[event.site] = hook_draft(
                program, event, program.named(entries), sure, words, before=before
            )
    for site in sorted(found):
        yield found[site]


def _called_instead(program: Program, activation: Activation, hooked: Hooked) -> FunctionId | None:
    """Return the function that is called where it should be handed over."""
    module, id = program.modules[hooked.site.path], activation.function
    body = module.body if id is None else program.function(id).body
    partials = partials_in(module)
    for call in [plain(each, partials) for each in nodes(body, facts.Call)]:
        if call.site == hooked.site.number and call.arguments:
            given = call.arguments[0].value
            for callee, site in activation.calls.items():
                called = program.activations[callee].function
                if isinstance(given, facts.Call) and site.number == given.site and called:
                    is_nothing = not _returns(program, program.activations[callee], _DEEPEST)
                    return called if is_nothing else None
    return None


# Wrappers around a function that is called instead of handed over.
_DEEPEST = 4


def _returns(program: Program, activation: Activation, deepest: int) -> bool:
    """Tell whether a function may return anything, itself or what it calls last."""
    if activation.function is None or not deepest:
        return True
    function = program.function(activation.function)
    values = [each.value for each in nodes(function.body, facts.Return) if each.value is not None]
    return function.is_generator or any(
        not isinstance(value, facts.Call) or _yields(program, activation, value.site, deepest)
        for value in values
    )


def _yields(program: Program, activation: Activation, call: int, deepest: int) -> bool:
    """Tell whether a call in a body may yield anything."""
    called = [callee for callee, site in activation.calls.items() if site.number == call]
    return not called or any(
        _returns(program, program.activations[callee], deepest - 1) for callee in called
    )


def runs_in(phase: Phase, api: Api) -> bool:
    """Tell whether a hook registered in `phase` still runs: the runtime asks for hooks twice."""
    return phase is Phase.INIT or (phase is Phase.RESTORE and api.phase == "RESTORE")


def hook_draft(
    program: Program,
    hooked: Hooked,
    entries: tuple[EntryPoint, ...],
    sure: Confidence,
    using: str,
    *,
    before: tuple[DraftStep, ...],
) -> Draft:
    label = _callback_label(program, hooked.callback)
    site = hooked.site
    step = DraftStep(StepKind.USED, f"{call_label(hooked.api.name)} {using}", site)
    return Draft(
        site,
        label,
        call_label(hooked.api.name),
        site,
        using,
        (*before, step),
        entries,
        sure,
        f"{program.scope(site)}:{hooked.api.name}:{label}",
    )


def _callback_label(program: Program, callback: Value) -> str:
    """Return what a message calls the function that is registered."""
    names = sorted({f"`{program.function(id).qualified}`" for id in functions_of(callback)})
    return names[0] if len(names) == 1 and "lambda" not in names[0] else "the function"


def functions_of(callback: Value) -> Iterator[FunctionId]:
    """Yield the first-party functions that a callback may be."""
    for atom in callback:
        inner: object = atom
        while isinstance(inner, (Bound, Wrapped)):
            inner = inner.function
        if isinstance(inner, Function):
            yield inner.id


def _never_run(
    program: Program, question: Question
) -> Iterator[tuple[Hooked, tuple[EntryPoint, ...]]]:
    """Yield registrations in code that no entry point runs, with those that could have run it."""
    found: dict[Site, Hooked] = {}
    for activation in program.activations:
        if not program.reached[activation.id]:
            for event in activation.events:
                if isinstance(event, Hooked) and question.concerns(event.api.name):
                    found.setdefault(event.site, event)
    for site in sorted(found):
        if not program.registers(site):
            entries = program.named(program.module_entries(site.path))
            around = entries or program.around.get(site.path) or _around(program, site.path)
            if around:
                yield found[site], around


def _around(program: Program, path: str) -> tuple[EntryPoint, ...]:
    """Return the entry points whose program lies around the file `path`."""
    entries = enumerate(program.entry_points)
    return tuple([entry for position, entry in entries if lies_in(path, program.homes(position))])


def not_imported(program: Program, question: Question) -> Iterator[Draft]:
    """Yield hooks in modules that no entry point imports."""
    for hooked, entries in _never_run(program, question):
        if not program.module_entries(hooked.site.path):
            using = f"called in {hooked.site.path}, which no entry point imports"
            yield hook_draft(program, hooked, entries, Confidence.HIGH, using, before=())
