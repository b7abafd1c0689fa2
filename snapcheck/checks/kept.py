"""Values made in INIT, kept by something that outlives it, and used after the restore."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.checks.draft import (
    SNAPSHOT,
    Draft,
    DraftStep,
    call_label,
    in_scope,
    made_steps,
    maker,
)
from snapcheck.checks.holder import place_of
from snapcheck.checks.homes import Homes
from snapcheck.knowledge import GENERATOR, Api, Effect
from snapcheck.link.atoms import Keep, Made
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.models.connections import is_dormant, state_of_connection
from snapcheck.link.models.generators import state_of_instance
from snapcheck.link.places import Place, Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Found, Opened, Refetched, Use
from snapcheck.link.values import order
from snapcheck.model import Confidence, Level, Phase, Question, StepKind

_MOST_USES = 3
_MOST_MAKERS = 3
# The hazard of what stays closed; a pool opens connections as it needs them.
_SINGLE = "connection"
_LEFT = "left for any code to read"


class _Used(Struct, frozen=True):
    """One use, by entry points whose own INIT made the value; where, if that is seen."""

    made: Made
    site: Site | None
    entry_points: EntrySet
    confidence: Confidence
    by: str = ""


class _Noted(Struct):
    """What else happens to what is kept: where it is opened, and where a hook finds it."""

    openings: dict[Site, Opened] = {}
    found: dict[Place, Site] = {}


def kept(program: Program, question: Question) -> Iterator[Draft]:
    """Draft each place that keeps a value of the hazard in question which is used later.

    Of generators it is asked whether they are drawn from later.
    """
    by_place: dict[Site, list[_Used]] = {}
    noted = _Noted()
    homes = Homes(program)
    refetched: set[Place] = set()
    for activation, event in program.events():
        if isinstance(event, Refetched):
            refetched.add(event.place)
        if isinstance(event, Opened):
            noted.openings.setdefault(event.origin, event)
        if isinstance(event, Found):
            noted.found.setdefault(event.place, event.site)
        if isinstance(event, Use) and _is_asked_for(event.made, question):
            used = _judged(program, activation, event)
            if used is not None:
                used = replace(used, made=homes.home(event.made))
                by_place.setdefault(used.made.here, []).append(used)
    for made in program.environment:
        entries = program.keepers(made)
        if _is_asked_for(made, question) and made.here not in by_place and entries:
            by_place[made.here] = [_Used(made, None, entries, Confidence.LOW)]
    for site, found in _by_binding(program, by_place):
        draft = _draft(program, site, found, noted)
        is_mild = all(_holder(used.made).place in refetched for used in found)
        yield replace(draft, level=Level.NOTE) if is_mild else draft


def _by_binding(
    program: Program, by_place: Mapping[Site, list[_Used]]
) -> Iterator[tuple[Site, list[_Used]]]:
    """Yield the uses by place; what one line puts into one binding is one thing, at its first."""
    first: dict[tuple[Keep | None, int], Site] = {}
    joined: dict[Site, list[_Used]] = {}
    for site in sorted(by_place):
        kept = by_place[site][0].made.kept
        line = program.modules[site.path].span(site.number).line if site.number >= 0 else -1
        at = first.setdefault((kept, line), site) if line >= 0 else site
        joined.setdefault(at, []).extend(by_place[site])
    yield from joined.items()


def _is_asked_for(made: Made, question: Question) -> bool:
    if made.hazard is None or made.hazard.name != question.about:
        return False
    return question.concerns(made.api.name if made.api is not None else made.name)


def _judged(program: Program, activation: Activation, use: Use) -> _Used | None:
    made = use.made
    assert made.kept is not None
    if made.api is not None and program.spells(made.api.unless_spelled):
        return None
    entries = program.reached[activation.id] & program.keepers(made)
    holder = _holder(made)
    entries -= program.renewed(holder.place)
    if holder.within is not None:
        entries -= program.renewed(holder.within)
    if made.hazard is GENERATOR:
        entries -= program.renewed(state_of_instance(made))
    if made.is_connected:
        entries -= program.renewed(state_of_connection(made))
        if made.hazard is None or made.hazard.name != _SINGLE or _is_opened_again(program, made):
            entries -= program.closed(made.origin)
        if is_dormant(made):
            entries &= program.opened(made.origin)
    if not entries:
        return None
    confidence = min(made.confidence, program.confidence(activation, entries))
    return _Used(made, use.site, entries, confidence, use.by)


def _holder(made: Made) -> Keep:
    """Return who keeps what is used: the original may be renewed, and the copy stay as it was."""
    holder = made.copied if made.copied is not None else made.kept
    assert holder is not None
    return holder


def _is_opened_again(program: Program, made: Made) -> bool:
    """Tell whether code after the restore connects it again, or puts another into its place."""
    assert made.kept is not None
    places = [made.kept.place, state_of_connection(made)]
    if made.kept.within is not None:
        places.append(made.kept.within)
    writers = program.heap.writers
    return any(list(writers(p, Phase.RESTORE)) or list(writers(p, Phase.INVOKE)) for p in places)


def _draft(program: Program, site: Site, found: list[_Used], noted: _Noted) -> Draft:
    found = sorted(
        found, key=lambda used: (*_told_first(used), used.site or site, order(used.made))
    )
    first = found[0]
    made = first.made
    assert made.kept is not None
    entries = EntrySet.union(used.entry_points for used in found)
    steps = made_steps(made)
    steps[1:1] = _other_makers(found)
    steps.append(DraftStep(StepKind.KEPT, f"kept as {made.kept.label}", _statement(made)))
    if made.copied is not None:
        text = f"copied from there to {made.copied.label}"
        steps.append(DraftStep(StepKind.KEPT, text, made.copied.site))
    opened = noted.openings.get(made.origin) if is_dormant(made) else None
    if opened is not None and opened.site not in (made.origin, site):
        steps.append(DraftStep(StepKind.PASSED, "connected by this call", opened.site))
    steps.append(SNAPSHOT)
    asked = noted.found.get(_holder(made).place)
    if asked is not None:
        text = f"found by a hook {in_scope(program.scope(asked))}, which leaves it as it is"
        steps.append(DraftStep(StepKind.FOUND, text, asked))
    steps.extend(_use_steps(program, found))
    scope = program.scope(site)
    return Draft(
        site,
        _subject(made),
        call_label(_opener(made, opened), made.api),
        first.site,
        f"used {_where(program, first)}" if first.site is not None else _LEFT,
        tuple(steps),
        program.named(entries),
        first.confidence,
        f"{scope}:{made.kept.label}:{made.name}",
        kept=place_of(made.copied or made.kept),
        level=_level(used.made for used in found),
        instead=made.api.instead if made.api is not None and _advises(made.api) else "",
        row=made.api,
        subject=made.kept.label,
    )


def _told_first(used: _Used) -> tuple[int, bool, bool, bool, bool]:
    """Return a sort key: the surest use first, of what is worst, of the thing itself, and near.

    What uses the object itself mostly stands in its own file, what uses its answers in others.
    """
    made = used.made
    is_mild = made.api is not None and made.api.level is not None
    is_far = used.site is not None and used.site.path != made.here.path
    return (
        -used.confidence,
        is_mild,
        made.copied is not None,
        made.derived,
        made.derived and is_far,
    )


def _subject(made: Made) -> str:
    """Return what a message speaks of: of an object built of a secret, what it holds of that."""
    assert made.kept is not None
    label = made.kept.label
    if label == "`os.environ`":
        # Which of the variables it is, nobody knows.
        return "what is put into `os.environ`"
    of_library = made.derived and made.confidence < Confidence.HIGH
    if made.is_data and (of_library or label.startswith(("the cache", "the `"))):
        return f"what {label} holds"
    return label


def _other_makers(found: list[_Used]) -> list[DraftStep]:
    """Return what else may have made the value: whoever mends one has to mend all."""
    first = found[0].made
    others = {used.made.origin: used.made for used in found if used.made.origin != first.origin}
    steps = [
        DraftStep(StepKind.MADE, _made_too(first, others[origin]), origin)
        for origin in sorted(others)[:_MOST_MAKERS]
    ]
    return _with_more(steps, len(others) - len(steps))


def _made_too(first: Made, other: Made) -> str:
    """Tell of another maker: it makes the value in place of the first, or another part of it."""
    way = "or" if other.here == first.here else "and"
    return f"{way} made by {call_label(other.name)}"


def _opener(made: Made, opened: Opened | None) -> str:
    """Return the call that a message names: what opened a connection, where it was built before."""
    is_single = made.hazard is not None and made.hazard.name == _SINGLE
    return opened.by if opened is not None and opened.by and is_single else maker(made)


def _advises(api: Api) -> bool:
    """Tell whether what a row advises is about keeping its value, and not about drawing it."""
    return api.effect not in (Effect.DRAWS, Effect.LIBRARY_DRAWS)


def _level(found: Iterable[Made]) -> Level | None:
    """Return the level that all rows agree on; None for the rule's own."""
    levels = {made.api.level if made.api is not None else None for made in found}
    return levels.pop() if len(levels) == 1 else None


def _where(program: Program, used: _Used) -> str:
    """Return `in` which function a use stands, or by whom it is."""
    if used.by or used.site is None:
        return used.by
    return in_scope(program.scope(used.site))


def _statement(made: Made) -> Site:
    """Return where the value is put; of a call's results and defaults the call is the place."""
    assert made.kept is not None
    return made.kept.site if made.kept.site.number >= 0 else made.here


def _use_steps(program: Program, found: Iterable[_Used]) -> list[DraftStep]:
    by_site: dict[Site, _Used] = {}
    for used in found:
        if used.site is not None:
            by_site.setdefault(used.site, used)
    sites = list(by_site)
    steps = [
        DraftStep(StepKind.USED, f"used {_where(program, by_site[site])}", site)
        for site in (*sites[:1], *sorted(sites[1:_MOST_USES]))
    ]
    return _with_more(steps, len(by_site) - len(steps))


def _with_more(steps: list[DraftStep], more: int) -> list[DraftStep]:
    """Return some steps, whose last one says how many more there are."""
    if more <= 0:
        return steps
    last = steps[-1]
    places = f"{more} more place" if more == 1 else f"{more} more places"
    return [*steps[:-1], DraftStep(last.kind, f"{last.text} (and in {places})", last.site)]
