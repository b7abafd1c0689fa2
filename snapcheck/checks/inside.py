"""What is wrong inside installed packages, told where the program leads there.

Nobody mends a package in its place: a finding stands at the line of the program by which the
package comes to do it, once for each package and rule, and its story goes on into the package.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.checks.draft import Draft, DraftStep, Found
from snapcheck.knowledge import Effect
from snapcheck.link.atoms import Bound, Object
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation
from snapcheck.model import Confidence, Level, Phase, Rule, StepKind

# What is told of a package, and by which rule: its draws are those of a library.
_LIBRARY_DRAWS = "SNAP104"
_TOLD: Mapping[str, str] = {
    **dict.fromkeys(("SNAP102", "SNAP103", _LIBRARY_DRAWS), _LIBRARY_DRAWS),
    **{
        code: code
        for code in ("SNAP201", "SNAP202", "SNAP203", "SNAP301", "SNAP401", "SNAP402", "SNAP404")
    },
}
_MOST_CALLS = 6

_RESEED = (
    "`{package}` can't be changed from here: reseed the generator in a function registered with "
    "`register_after_restore` (`random.seed()` for the module `random`), or give the package a "
    "source of its own if it takes one."
)
_RENEW = (
    "`{package}` can't be changed from here: let a function registered with "
    "`register_after_restore` set it up again, or import and set it up in the handler, so that "
    "each environment makes its own."
)


def told_outside(
    program: Program, found: Sequence[Found], rules: Iterable[Rule]
) -> Iterator[Found]:
    """Yield what was found, with all that is inside packages where the program leads there."""
    own = [
        (rule, _less_sure(program, draft))
        for rule, draft in found
        if program.is_own(draft.site.path)
    ]
    yield from own
    by_code = {rule.code: rule for rule in rules}
    known = {(rule.code, _package_of_api(draft)) for rule, draft in own}
    told: dict[tuple[str, str], list[tuple[Site, Draft]]] = {}
    for rule, draft in found:
        code = _TOLD.get(rule.code, "")
        if program.is_own(draft.site.path) or code not in by_code or draft.level is Level.NOTE:
            continue
        package = program.libraries.package(draft.site.path)
        # What a row says of the package is said already.
        if (code, package) in known:
            continue
        lead = _lead(program, draft)
        if lead is not None:
            told.setdefault((code, package), []).append((lead.site, _outside(draft, lead, package)))
    for (code, _), drafts in sorted(told.items()):
        yield by_code[code], min(drafts, key=_order)[1]


def _order(told: tuple[Site, Draft]) -> tuple[Site, bool, str]:
    """Return a key by which what is told of a package is the first line, and there the worst.

    Bits and bytes become ids; what is drawn as a fraction mostly decides what to sample.
    """
    site, draft = told
    is_fraction = draft.row is not None and draft.row.name in _FRACTIONS
    return site, is_fraction, draft.symbol


_FRACTIONS = frozenset({"random.random", "random.uniform"})


def _less_sure(program: Program, draft: Draft) -> Draft:
    """Return a finding of the program's own, no surer than the code of packages lets it be."""
    if all(step.site is None or program.is_own(step.site.path) for step in draft.trace):
        return draft
    return replace(draft, confidence=min(draft.confidence, Confidence.MEDIUM))


def _package_of_api(draft: Draft) -> str:
    return draft.api.strip("`").partition(".")[0]


class _Lead(Struct, frozen=True):
    """The line of the program that leads into a package, and the calls from there."""

    site: Site
    steps: tuple[DraftStep, ...]
    activation: Activation


def _outside(draft: Draft, lead: _Lead, package: str) -> Draft:
    draws = draft.kept is not None and draft.used == draft.site
    within = DraftStep(StepKind.PASSED, f"goes on into the package `{package}`", lead.site)
    return replace(
        draft,
        site=lead.site,
        trace=(within, *lead.steps, *draft.trace),
        confidence=min(draft.confidence, Confidence.MEDIUM),
        symbol=f"{package}:{draft.symbol}",
        instead=(_RESEED if draws else _RENEW).format(package=package),
        kept=None,
    )


def _lead(program: Program, draft: Draft) -> _Lead | None:
    """Return the first line of the program, by path and line, that leads to what was found."""
    # Work is started in INIT, and that is all that is told of it.
    is_started = draft.row is not None and draft.row.effect is Effect.STARTS
    is_invoked = draft.site == draft.used and not is_started
    phase = Phase.INVOKE if is_invoked else Phase.INIT
    bodies = [
        activation
        for activation in program.activations
        if activation.phase is phase
        and program.reached[activation.id]
        and _stands_in(activation, draft.site)
    ]
    leads = list(_leads(program, bodies))
    return min(leads, key=lambda lead: lead.site) if leads else None


def _stands_in(activation: Activation, site: Site) -> bool:
    number = activation.function.number if activation.function is not None else -1
    return activation.path == site.path and number == site.function and not activation.is_root


def _leads(program: Program, bodies: Iterable[Activation]) -> Iterator[_Lead]:
    """Yield the lines of the program from which calls, or what INIT set up, lead to `bodies`."""
    came: dict[int, tuple[DraftStep, ...]] = {each.id: () for each in bodies}
    waiting = deque(sorted(came))
    while waiting:
        id = waiting.popleft()
        activation, steps = program.activations[id], came[id]
        for caller_id in sorted(_causes(program, activation)):
            caller = program.activations[caller_id]
            if not program.reached[caller_id] or caller.is_root:
                continue
            site = caller.calls.get(id)
            if program.is_own(caller.path):
                if site is not None and site.number >= 0:
                    yield _Lead(site, steps, caller)
            elif caller_id not in came:
                step = DraftStep(StepKind.PASSED, f"calls {_named(program, activation)}", site)
                known = site is not None and site.number >= 0
                came[caller_id] = ((step, *steps) if known else steps)[:_MOST_CALLS]
                waiting.append(caller_id)


def _causes(program: Program, activation: Activation) -> set[int]:
    """Return the activations that call a body, or have set up what the platform calls."""
    causes = set(activation.callers)
    if any(program.activations[caller].is_root for caller in activation.callers):
        if activation.environment >= 0:
            # What a decorator returned: whoever decorated.
            causes.add(activation.environment)
        for value in activation.arguments.values():
            for atom in value:
                if isinstance(atom, Object):
                    causes.add(atom.at.activation)
                elif isinstance(atom, Bound) and isinstance(atom.receiver, Object):
                    causes.add(atom.receiver.at.activation)
    return causes


def _named(program: Program, activation: Activation) -> str:
    if activation.function is None:
        return f"the top level of `{program.libraries.dotted(activation.path)}`"
    return f"`{program.function(activation.function).qualified}`"
