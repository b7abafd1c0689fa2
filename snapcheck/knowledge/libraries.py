"""API files: what each call of a library does to a snapshot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from snapcheck.knowledge.api import Api, Effect, Mend
from snapcheck.knowledge.flows import HANDLINGS, Use
from snapcheck.knowledge.tables import LEVELS, Source, Table, quoted
from snapcheck.knowledge.uses import read_uses
from snapcheck.knowledge.vocabulary import Hazard, Vocabulary
from snapcheck.model import Confidence, Level

_PHASES = ("RESTORE", "INIT")
_CLOCKS = ("wall", "monotonic")
_DRAWS_WHEN = ("call", "methods", "later")
_PART = r"\w+(?:\([\w-]+\)|\[\w+\])?"
_NAME = re.compile(rf"(?:lambda-context|lambda-runtime|remote-data\[\w+\]|{_PART})(?:\.{_PART})*")
_LIBRARY_FIELDS = ("library", "about", "api")
_ALWAYS = ("names", "effect", "behaviour", "evidence")
_CONDITIONS = (
    *("at-most-arguments", "first-argument", "first-argument-contains"),
    *("unless", "only-with", "unless-spelled"),
)

# The fields that an effect needs, and those it may have, beyond the ones that all rows share.
_NEEDS: Mapping[Effect, tuple[str, ...]] = {
    Effect.MAKES: ("hazard", "instead"),
    Effect.STORES: ("hazard", "instead"),
    Effect.ATTRIBUTE: ("hazard", "instead"),
    Effect.DRAWS: ("generators", "instead"),
    Effect.BUILDS_GENERATOR: ("instead",),
    Effect.BUILDS_KEY: ("instead",),
    Effect.BUILDS_SECURE: ("hazard", "instead"),
    Effect.SEEDS: ("generators", "instead"),
    Effect.SEEDS_RECEIVER: ("instead",),
    Effect.TOUCHES: ("generators",),
    Effect.LIBRARY_DRAWS: ("generators", "draws-when", "instead"),
    Effect.STARTS: ("instead",),
    Effect.WAITS: ("instead",),
    Effect.ABSENT: ("instead",),
    Effect.CONNECTS_ON_USE: ("hazard", "instead"),
    Effect.OPENS: ("hazard", "instead"),
    Effect.FLAGS: ("flag", "instead"),
    Effect.HOOK: ("phase", "instead"),
}
_MAY_HAVE: Mapping[Effect, tuple[str, ...]] = {
    Effect.MAKES: ("clock", "level", "mend"),
    Effect.STORES: ("level",),
    Effect.DRAWS: ("hazard", "lazy"),
    Effect.BUILDS_GENERATOR: ("hazard",),
    Effect.LIBRARY_DRAWS: ("hazard", "lazy", "level"),
    Effect.CONNECTS_ON_USE: ("mend",),
    Effect.FLAGS: ("unless-flagged",),
}
_MEND_FIELDS = ("keyword", "value")
_OPTIONAL_MEND_FIELDS = ("risk", "not-with")
_CONNECTING = (Effect.CONNECTS_ON_USE, Effect.OPENS)
_DRAWING = (Effect.DRAWS, Effect.BUILDS_GENERATOR)
_EFFECTS = {effect.value: effect for effect in Effect}
_SHARED = (*_ALWAYS, *_CONDITIONS, "instead", "cost", "since")
_FIELDS = {
    effect: frozenset((*_SHARED, *_NEEDS.get(effect, ()), *_MAY_HAVE.get(effect, ())))
    for effect in Effect
}
_ANY_FIELD = frozenset().union(*_FIELDS.values())


def read_library(source: Source, words: Vocabulary) -> Iterator[tuple[str, Api | Use]]:
    """Yield the rows of one API file, one for each name, each with the place it stands at."""
    text = source.text()
    values = None if text is None else source.toml(text)
    if values is None:
        return
    table = Table(source.place, values, source.mistakes)
    table.expect(_LIBRARY_FIELDS, _LIBRARY_FIELDS)
    library = table.text("library")
    table.text("about")
    if library and source.name != f"{library}.toml":
        table.note(f"the file of library {quoted(library)} must be called {library}.toml")
    for row in table.tables("api", "api"):
        handling = HANDLINGS.get(str(row.values.get("effect")))
        rows = read_uses(row, handling) if handling else _read_apis(row, library, words)
        for each in rows:
            yield row.place, each


def _read_apis(row: Table, library: str, words: Vocabulary) -> Iterator[Api]:
    """Yield one API for each name of the row; none if its effect is not known."""
    effect = _EFFECTS.get(row.word("effect", (*_EFFECTS, *HANDLINGS)))
    row.expect((*_ALWAYS, *_NEEDS.get(effect, ())) if effect else _ALWAYS, _ANY_FIELD)
    if effect is None:
        return
    hazard = _read_hazard(row, effect, words)
    _check_row(row, effect, hazard)
    clock, flag = row.word("clock", _CLOCKS), row.word("flag", words.flags)
    cost = words.costs.get(row.word("cost", words.costs))
    evidence = row.text("evidence")
    confidence = Confidence.MEDIUM if evidence.startswith("from memory") else Confidence.HIGH
    generators, phase = row.texts("generators"), row.word("phase", _PHASES)
    at_most, first = row.count("at-most-arguments"), row.texts("first-argument")
    containing = row.texts("first-argument-contains")
    unless, only_with = row.arguments("unless"), row.arguments("only-with")
    draws_when, level = row.word("draws-when", _DRAWS_WHEN), row.word("level", LEVELS)
    lazy, behaviour, instead = row.flag("lazy"), row.text("behaviour"), row.text("instead")
    mend, unless_flagged = _read_mend(row, unless), row.word("unless-flagged", words.flags)
    row.text("since")
    for name in row.texts("names"):
        if not _NAME.fullmatch(name):
            row.note(f"{quoted(name)} is no name of an API")
        yield Api(
            name=name,
            library=library,
            effect=effect,
            hazard=hazard,
            generators=generators,
            clock=clock,
            phase=phase,
            at_most_arguments=at_most,
            first_argument=first,
            first_argument_contains=containing,
            unless=unless,
            only_with=only_with,
            draws_when=draws_when,
            flag=flag,
            cost=cost,
            level=Level[level.upper()] if level else None,
            lazy=lazy,
            behaviour=behaviour,
            instead=instead,
            mend=mend,
            evidence=evidence,
            confidence=confidence,
            unless_spelled=row.texts("unless-spelled"),
            unless_flagged=unless_flagged,
        )


def _read_hazard(row: Table, effect: Effect, words: Vocabulary) -> Hazard | None:
    """Return the hazard that a row names, or the one of all draws where it need not."""
    known = words.connections if effect in _CONNECTING else words.hazards
    named = words.hazards.get(row.word("hazard", known))
    return words.drawn if named is None and effect in _DRAWING else named


def _read_mend(row: Table, unless: Iterable[str]) -> Mend | None:
    """Return the argument that heals the calls of a row; None where the row names none."""
    if "mend" not in row.values:
        return None
    values = row.values["mend"]
    if not isinstance(values, dict):
        row.note(f'"mend" must be a table with {quoted("keyword")} and {quoted("value")}')
        return None
    table = Table(f"{row.place}: mend", values, row.mistakes)
    table.expect(_MEND_FIELDS, (*_MEND_FIELDS, *_OPTIONAL_MEND_FIELDS))
    keyword, value = table.text("keyword"), table.text("value")
    if keyword and not any(re.split("[@=]", argument)[0] == keyword for argument in unless):
        table.note(f'{quoted(keyword)} is not in "unless": the row would apply as before')
    return Mend(keyword, value, table.text("risk"), table.texts("not-with"))


def _check_row(row: Table, effect: Effect, hazard: Hazard | None) -> None:
    strange = (row.values.keys() - _FIELDS[effect]) & _ANY_FIELD
    for field in row.values:
        if field in strange:
            row.note(f"field {quoted(field)} does not go with effect {quoted(effect.value)}")
    if (hazard is not None and hazard.moment) != ("clock" in row.values):
        row.note('a hazard that is a moment and the field "clock" belong together')
    if "cost" in row.values and "instead" not in row.values:
        row.note('missing field "instead", which goes with the field "cost"')
