"""Hazards, flags and costs of one's own, and the mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from knowledge_folders import (
    APIS,
    LIBRARY,
    SHIPPED,
    hazard_of,
    write,
)

from snapcheck.knowledge import (
    Effect,
    Knowledge,
    KnowledgeError,
    load,
)

OWN_WORDS = """\
[[hazard]]
name = "quota-lease"
about = "A share of a quota that is given back."
phrase = "quota lease"
traits = ["data", "ages"]

[[flag]]
name = "legacy"
about = "Is to be replaced."

[[cost]]
name = "quota"
about = "Takes a share of a quota."
traits = ["shared"]
"""
OWN_PLACE = "own/hazards.toml"


def with_own_words(folder: Path, words: str) -> Knowledge:
    """What comes along, with a folder that defines words of its own."""
    (folder / "own").mkdir()
    (folder / "own" / "hazards.toml").write_text(words, encoding="utf-8")
    return load(more=(folder / "own",))


def test_hazards_flags_and_costs_of_ones_own_join_those_that_come_along(tmp_path: Path) -> None:
    words = with_own_words(tmp_path, OWN_WORDS).vocabulary
    lease = words.hazards["quota-lease"]
    assert (lease.phrase, lease.data, lease.ages) == ("quota lease", True, True)
    others = (lease.connection, lease.moment, lease.fails, lease.personal, lease.drawn)
    assert others == (False,) * 5
    assert words.costs["quota"].shared
    assert words.flags["legacy"].about == "Is to be replaced."
    shipped = SHIPPED.vocabulary
    for mine, all_of_them in zip(words.all, shipped.all, strict=True):
        assert len(mine) == len(all_of_them) + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"quota-lease"', '"Quota"', ': hazard 1: "Quota" must be lower-case letters, digits and'),
        (
            '"quota-lease"',
            '"clock"',
            ': hazard 1: "clock" is already defined in rules',
        ),
        ('phrase = "quota lease"\n', "", ': hazard 1: missing field "phrase"'),
        ('traits = ["data", "ages"]\n', "", ': hazard 1: missing field "traits"'),
        ('["data", "ages"]', '["ages"]', ': hazard 1: "traits" must name one of "data" and "conn'),
        ('"ages"', '"connection"', ': hazard 1: "traits" must name one of "data" and "connection"'),
        ('"ages"', '"age"', ': hazard 1: unknown trait "age" (did you mean "ages"?)'),
        ("[[flag]]", "[[flags]]", ': unknown field "flags" (did you mean "flag"?)'),
        ('about = "Is to be replaced."', "", ': flag 1: missing field "about"'),
        ('"legacy"', '"secrets-extension"', ': flag 1: "secrets-extension" is already defined in'),
        ('"shared"', '"data"', ': cost 1: unknown trait "data" (known: shared)'),
        ("[[cost]]", "[cost]", ': "cost" must be a list of tables'),
    ],
)
def test_a_mistake_of_the_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in OWN_WORDS
    with pytest.raises(KnowledgeError) as caught:
        with_own_words(tmp_path, OWN_WORDS.replace(old, new, 1))
    assert any(mistake.startswith(OWN_PLACE + said) for mistake in caught.value.mistakes)


def test_only_one_hazard_is_that_of_what_is_drawn(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as caught:
        with_own_words(tmp_path, OWN_WORDS.replace('"ages"', '"drawn"'))
    assert caught.value.mistakes == (
        'hazards.toml: only one hazard may have the trait "drawn": unique-id, quota-lease',
    )


def test_what_is_drawn_has_the_hazard_of_draws_unless_its_row_names_another() -> None:
    draws = [api for api in APIS if api.effect in (Effect.DRAWS, Effect.BUILDS_GENERATOR)]
    assert {hazard_of(api) for api in draws} == {"unique-id"}


def test_what_draws_may_name_a_hazard_of_its_own(tmp_path: Path) -> None:
    text = LIBRARY.replace('"draws"', '"draws"\nhazard = "secret-material"')
    (api,) = load(write(tmp_path, {"apis/dice.toml": text})).apis["dice.roll"]
    assert hazard_of(api) == "secret-material"
