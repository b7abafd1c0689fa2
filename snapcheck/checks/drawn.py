"""Generators: drawn from after the restore in the state that the snapshot holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from snapcheck.checks.draft import SNAPSHOT, Draft, DraftStep, call_label, in_scope
from snapcheck.checks.holder import place_of
from snapcheck.checks.kept import kept
from snapcheck.checks.waiting import only_waited_for
from snapcheck.knowledge import GENERATOR, Effect
from snapcheck.link.entry_set import EntrySet
from snapcheck.link.models.generators import state_of, state_of_instance
from snapcheck.link.places import Site
from snapcheck.link.program import Program
from snapcheck.link.summary import Activation, Draw, Seeding, Use
from snapcheck.model import Confidence, Level, Question, StepKind
from snapcheck.model.proof import Holder, Kept


def drawn(program: Program, question: Question) -> Iterator[Draft]:
    """Answer a question about one case: "instance", "key", "global", "library" or "seed"."""
    if question.about in ("instance", "key"):
        drafts = kept(program, replace(question, about=GENERATOR.name))
        is_key = question.about == "key"
        return (each for each in drafts if _is_of_key(each) is is_key)
    if question.about == "seed":
        return _seeded(program, question)
    return _global(program, question)


def _is_of_key(draft: Draft) -> bool:
    return draft.row is not None and draft.row.effect is Effect.BUILDS_KEY


def _global(program: Program, question: Question) -> Iterator[Draft]:
    """Yield draws from a process-wide generator that nothing reseeds after the restore.

    Those of the program's own code, or those inside the libraries that it uses.
    """
    by_library = question.about == "library"
    by_site: dict[tuple[Site, str], list[tuple[Activation, Draw, EntrySet]]] = {}
    for activation, event in program.events():
        if (
            isinstance(event, Draw)
            and event.by_library is by_library
            and question.concerns(event.api.name)
        ):
            entries = _unseeded(program, activation, event)
            if entries:
                by_site.setdefault((event.site, event.generator), []).append(
                    (activation, event, entries)
                )
    for (site, generator), found in sorted(by_site.items()):
        activation, draw, _ = found[0]
        entries = EntrySet.union(each for _, _, each in found)
        confidence = max(
            min(each.api.confidence, program.confidence(by, some)) for by, each, some in found
        )
        if draw.api.lazy and not entries & program.touched(generator):
            if by_library and not program.loading_runtimes(generator):
                # Nothing before the snapshot gives it a state.
                continue
            confidence = min(confidence, _loaded_by_runtime(program, generator, entries))
        label = f"the global generator of `{generator}`"
        using = f"{_drawing(draw)} {in_scope(program.scope(site))}"
        yield Draft(
            site,
            label,
            call_label(draw.api.name),
            site,
            using,
            _draw_steps(label, draw, using, site),
            program.named(entries),
            confidence,
            f"{program.scope(site)}:{generator}:{draw.api.name}",
            draw.api.instead if by_library else "",
            draw.api.level if by_library else _level(program, found),
            draw.api,
            kept=Kept(Holder.GENERATOR, site.path, (generator,)),
            subject=call_label(draw.api.name),
        )


def _level(program: Program, found: Iterable[tuple[Activation, Draw, EntrySet]]) -> Level | None:
    """Return the level of one finding of several draws: the rule's own if any of them has that."""
    levels = {_level_of(program, activation, draw) for activation, draw, _ in found}
    return None if None in levels else max(level for level in levels if level is not None)


def _level_of(program: Program, activation: Activation, draw: Draw) -> Level | None:
    if draw.level is None and draw.returned and only_waited_for(program, activation):
        return Level.NOTE
    return draw.level


def _drawing(draw: Draw) -> str:
    return "built" if draw.api.draws_when == "later" else "called"


def _draw_steps(label: str, draw: Draw, using: str, site: Site) -> tuple[DraftStep, ...]:
    """Return the story of a draw: the state comes first, and the call, or what will draw later."""
    state = DraftStep(StepKind.MADE, f"{label} got its state when it was imported", None)
    if draw.api.draws_when != "later":
        return (state, SNAPSHOT, DraftStep(StepKind.USED, using, site))
    built = DraftStep(StepKind.PASSED, using, site)
    drawn = DraftStep(StepKind.USED, "it draws whenever it is used after the restore", None)
    return (state, built, SNAPSHOT, drawn)


def _loaded_by_runtime(program: Program, generator: str, entries: EntrySet) -> Confidence:
    """Return how sure it is that a generator that INIT does not load is in the snapshot anyway.

    The runtime itself may load it (rows `lambda-runtime.python3.12`); else it is loaded on first
    touch, after the restore.
    """
    loading = program.loading_runtimes(generator)
    if not loading:
        return Confidence.LOW
    runtimes = {entry.runtime for entry in program.named(entries)}
    if runtimes & loading:
        return Confidence.HIGH
    return Confidence.MEDIUM if None in runtimes else Confidence.LOW


def _unseeded(program: Program, activation: Activation, draw: Draw) -> EntrySet:
    return program.reached[activation.id] - program.renewed(state_of(draw.generator))


def _seeded(program: Program, question: Question) -> Iterator[Draft]:
    """Yield seeds set in INIT for generators that are drawn from later."""
    seeds: dict[Site, list[tuple[Activation, Seeding]]] = {}
    for activation, event in program.events():
        if isinstance(event, Seeding) and question.concerns(event.api.name):
            seeds.setdefault(event.site, []).append((activation, event))
    for site in sorted(seeds):
        found = [
            draft
            for activation, seeding in seeds[site]
            if (draft := _seed_draft(program, activation, seeding)) is not None
        ]
        if found:
            yield max(found, key=lambda draft: draft.confidence)


def _seed_draft(program: Program, activation: Activation, seeding: Seeding) -> Draft | None:
    draws = [
        (site, entries & program.reached[activation.id], sure)
        for site, entries, sure in _draws_behind(program, seeding)
        if entries & program.reached[activation.id]
    ]
    if not draws:
        return None
    first = min(draws)[0]
    entries = EntrySet.union(each for _, each, _ in draws)
    confidence = min(
        seeding.api.confidence,
        max(sure for _, _, sure in draws),
        program.confidence(activation, entries),
    )
    label = _generator_label(seeding)
    using = f"drawn from {in_scope(program.scope(first))}"
    how = "with a constant" if seeding.constant else "before the snapshot"
    steps = (
        DraftStep(StepKind.MADE, f"{label} is seeded {how}", seeding.site),
        SNAPSHOT,
        DraftStep(StepKind.USED, using, first),
    )
    return Draft(
        seeding.site,
        label,
        call_label(seeding.api.name),
        first,
        using,
        steps,
        program.named(entries),
        confidence,
        f"{program.scope(seeding.site)}:{label}:{seeding.api.name}",
        kept=_seeded_holder(seeding),
        subject=call_label(seeding.api.name),
    )


def _seeded_holder(seeding: Seeding) -> Kept | None:
    if seeding.instance is None:
        return Kept(Holder.GENERATOR, seeding.site.path, (seeding.api.generators[0],))
    return place_of(seeding.instance.kept) if seeding.instance.kept is not None else None


def _generator_label(seeding: Seeding) -> str:
    if seeding.instance is not None:
        kept_as = seeding.instance.kept
        return kept_as.label if kept_as is not None else call_label(seeding.instance.name)
    names = " and ".join(f"`{generator}`" for generator in seeding.api.generators)
    return f"the global generator of {names}"


def _draws_behind(
    program: Program, seeding: Seeding
) -> Iterator[tuple[Site, EntrySet, Confidence]]:
    """Yield the later draws from what `seeding` seeds, with the entry points that they hurt."""
    for activation, event in program.events():
        if not isinstance(event, (Draw, Use)):
            continue
        renewed = _renewed_draw(program, seeding, event)
        if renewed is not None:
            entries = program.reached[activation.id] - renewed
            yield event.site, entries, program.confidence(activation, entries)


def _renewed_draw(program: Program, seeding: Seeding, event: Draw | Use) -> EntrySet | None:
    """Return entry points that reseed in RESTORE what `event` draws from and `seeding` seeds."""
    if isinstance(event, Draw) and seeding.instance is None:
        of_later = event.api.draws_when == "later"
        if event.generator in seeding.api.generators and not of_later:
            return program.renewed(state_of(event.generator))
    elif isinstance(event, Use) and seeding.instance is not None:
        made = event.made
        if made.hazard is GENERATOR and made.origin == seeding.instance.origin:
            return program.renewed(state_of_instance(made))
    return None
