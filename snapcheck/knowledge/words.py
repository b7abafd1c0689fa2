"""The reader of `hazards.toml`: hazards, flags and costs with their traits."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

from snapcheck.knowledge.tables import Source, Table, did_you_mean, quoted
from snapcheck.knowledge.vocabulary import (
    COST_TRAITS,
    HAZARD_TRAITS,
    Cost,
    Flag,
    Hazard,
    Vocabulary,
)

FILE = "hazards.toml"
_KINDS = ("hazard", "flag", "cost")
_WORD = re.compile(r"[a-z][a-z0-9-]*")

_Word = TypeVar("_Word", Hazard, Flag, Cost)
_Placed = tuple[Table, _Word]
"""A word and the table that defines it."""


def read_vocabulary(sources: Iterable[Source], mistakes: list[str]) -> Vocabulary:
    """Return the words that the files define together; what is wrong is added to `mistakes`."""
    tables = [table for source in sources if (table := _table(source)) is not None]
    hazards = _by_name([each for table in tables for each in _words(table, "hazard", _hazard)])
    drawn = [hazard.name for hazard in hazards.values() if hazard.drawn]
    if len(drawn) > 1:
        mistakes.append(f'{FILE}: only one hazard may have the trait "drawn": {", ".join(drawn)}')
    return Vocabulary(
        hazards,
        _by_name([each for table in tables for each in _words(table, "flag", _flag)]),
        _by_name([each for table in tables for each in _words(table, "cost", _cost)]),
    )


def _table(source: Source) -> Table | None:
    text = source.text()
    values = None if text is None else source.toml(text)
    if values is None:
        return None
    table = Table(source.place, values, source.mistakes)
    table.expect((), _KINDS)
    return table


def _words(
    table: Table, kind: str, read: Callable[[Table, str, str], _Word]
) -> Iterator[_Placed[_Word]]:
    for row in table.tables(kind, kind):
        name = row.text("name")
        if name and not _WORD.fullmatch(name):
            row.note(f"{quoted(name)} must be lower-case letters, digits and hyphens")
        yield row, read(row, name, row.text("about"))


def _by_name(words: Iterable[_Placed[_Word]]) -> dict[str, _Word]:
    found: dict[str, tuple[Table, _Word]] = {}
    for row, word in words:
        if word.name in found:
            row.note(f"{quoted(word.name)} is already defined in {found[word.name][0].place}")
        elif word.name:
            found[word.name] = (row, word)
    return {name: word for name, (_, word) in found.items()}


def _hazard(row: Table, name: str, about: str) -> Hazard:
    row.expect(("name", "about", "phrase", "traits"), ("name", "about", "phrase", "traits"))
    traits = _traits(row, HAZARD_TRAITS)
    if "traits" in row.values and ("data" in traits) == ("connection" in traits):
        row.note('"traits" must name one of "data" and "connection"')
    return Hazard(name, about, row.text("phrase"), **dict.fromkeys(traits, True))


def _flag(row: Table, name: str, about: str) -> Flag:
    row.expect(("name", "about"), ("name", "about"))
    return Flag(name, about)


def _cost(row: Table, name: str, about: str) -> Cost:
    row.expect(("name", "about"), ("name", "about", "traits"))
    return Cost(name, about, **dict.fromkeys(_traits(row, COST_TRAITS), True))


def _traits(row: Table, known: Collection[str]) -> list[str]:
    traits = row.texts("traits")
    for trait in traits:
        if trait not in known:
            row.note(f"unknown trait {quoted(trait)}{did_you_mean(trait, known)}")
    return [trait for trait in traits if trait in known]
