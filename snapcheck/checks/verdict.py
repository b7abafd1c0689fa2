"""Why a line is reported, or why nothing is said of it, in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator

from snapcheck import facts
from snapcheck.checks.draft import call_label
from snapcheck.checks.per_invoke import reasons
from snapcheck.checks.story import KeepingDraft
from snapcheck.knowledge import SECURE_GENERATOR, Effect
from snapcheck.link.atoms import Bound, Class, External, Function, Made, Module, Wrapped
from snapcheck.link.places import FunctionId, GlobalPlace, MemoPlace
from snapcheck.link.program import Program
from snapcheck.link.syntax import nodes
from snapcheck.model import Phase

# What holds nothing itself, with where to look instead.
_JUDGED_ELSEWHERE = (
    (Module, "a module; what it keeps is told at each of its names"),
    (Class, "a class; what its objects keep is told where one is kept"),
    ((Function, Wrapped, Bound), "a function; what it makes is told where that is kept"),
)
_SAFE = (Effect.SAFE, Effect.BUILDS_SECURE)


def verdict(
    program: Program,
    path: str,
    numbers: Collection[int],
    *,
    reached: Collection[Phase],
    keeps: Collection[KeepingDraft],
    codes: Collection[str],
    scope: str,
) -> str:
    """Return the sentence about the sites `numbers` of a module, which stand on one line."""
    if codes:
        return f"Reported: {', '.join(sorted(codes))}."
    if not reached:
        what = f"`{scope}`" if scope else "this module"
        return f"Silent: no entry point runs {what}."
    safe = next(_safe(program, path, numbers), "")
    if keeps:
        return _of_kept(keeps, safe)
    if safe:
        return f"Silent: {safe}"
    unread = next(_unread(program, path, numbers), "")
    if unread:
        return f"Silent: {unread}"
    cost = next(reasons(program, path, numbers), "") if Phase.INVOKE in reached else ""
    if cost:
        return f"Silent: {cost}"
    if Phase.INIT not in reached and _is_memoised(program, path, scope):
        return (
            f"Silent: each environment runs `{scope}` itself, after the restore, and keeps what "
            "comes of it in the function's cache."
        )
    if Phase.INIT not in reached:
        return "Silent: it runs after the restore only, and what it makes is made anew each time."
    return "Silent: nothing made here that a snapshot could freeze outlives INIT."


def _is_memoised(program: Program, path: str, scope: str) -> bool:
    """Return whether the results of a function are kept by its own cache."""
    return any(
        bool(program.heap.names(MemoPlace, FunctionId(path, function.index)))
        for function in program.modules[path].functions
        if function.qualified == scope
    )


def verdict_of_name(
    program: Program,
    place: GlobalPlace,
    *,
    keeps: Collection[KeepingDraft],
    codes: Collection[str],
) -> str:
    """Return the sentence about a global of a module."""
    if codes:
        return f"Reported: {', '.join(sorted(codes))}."
    held = program.heap.frozen(place)
    made = [atom.name for atom in held if isinstance(atom, Made) and _is_safe(atom)]
    safe = next((row for each in made for row in _row_of(program, each)), "")
    if keeps:
        return _of_kept(keeps, safe)
    if safe:
        return f"Silent: {safe}"
    unread = next(_unknown_sources(program, place), "")
    if unread:
        return f"Silent: {unread}"
    kinds = {what for atom in held for kind, what in _JUDGED_ELSEWHERE if isinstance(atom, kind)}
    if kinds:
        return f"Silent: `{place.name}` is {' or '.join(sorted(kinds))}."
    if held:
        return "Silent: nothing that it holds differs from one environment to the next."
    return "Silent: INIT puts nothing there."


def _is_safe(made: Made) -> bool:
    return made.hazard in (None, SECURE_GENERATOR)


def _of_kept(keeps: Collection[KeepingDraft], safe: str) -> str:
    renewed = [keeping for keeping in keeps if keeping.renewed]
    unused = [keeping for keeping in keeps if not keeping.used]
    if renewed:
        return f"Silent: a hook renews {renewed[0].label} after each restore."
    if safe:
        return f"Silent: {safe}"
    fine = [keeping for keeping in keeps if keeping.fine]
    if fine:
        return f"Silent: {fine[0].label} {fine[0].fine}."
    if unused:
        return f"Silent: nothing uses {unused[0].label} after the restore."
    return f"Silent: {next(iter(keeps)).label} is renewed before it is used."


def _safe(program: Program, path: str, numbers: Collection[int]) -> Iterator[str]:
    """Yield the rows by which what INIT keeps here is safe to keep."""
    for _, id, statement, value in program.heap.written():
        activation = program.activations[id]
        if activation.path != path or activation.phase is not Phase.INIT:
            continue
        for atom in value:
            if isinstance(atom, Made) and _is_safe(atom):
                here = {statement, atom.here.number}
                if atom.here.path == path and not here.isdisjoint(numbers):
                    yield from _row_of(program, atom.name)


def _row_of(program: Program, name: str) -> Iterator[str]:
    for each in (name, name.partition("(")[0]):
        for api in program.knowledge.apis.get(each, ()):
            if api.effect in _SAFE:
                evidence = f" ({api.evidence})" if api.evidence.startswith("measured") else ""
                yield f"{call_label(api.name)} is safe to keep. {api.behaviour}{evidence}"


def _unread(program: Program, path: str, numbers: Collection[int]) -> Iterator[str]:
    """Yield the names on the line of which nothing is known, as their module is not read."""
    module = program.modules[path]
    for body in (module.body, *[function.body for function in module.functions]):
        for node in nodes(body, facts.Name):
            if node.site in numbers:
                yield from _unknown_sources(program, GlobalPlace(path, node.name))


def _unknown_sources(program: Program, place: GlobalPlace) -> Iterator[str]:
    """Yield where a global comes from, if that is neither read nor known."""
    known = {api.partition(".")[0] for api in program.knowledge.apis}
    for atom in program.heap.frozen(place):
        if isinstance(atom, External) and "." in atom.name:
            source, _, _ = atom.name.rpartition(".")
            root = source.partition(".")[0]
            if root not in sys.stdlib_module_names and root not in known:
                yield (
                    f"`{place.name}` comes from `{source}`, whose code is not found here: "
                    "nothing is known of it."
                )
