"""Every kind of mistake of a file of APIs is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from knowledge_folders import (
    ARGUMENT_FORMS,
    LIBRARY,
    LIBRARY_PLACE,
    library_mistakes,
    mistakes,
    write,
)

from snapcheck.knowledge import (
    load,
)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('about = "Dice."\n', "", ': missing field "about"'),
        ('about = "Dice."', "about = 1", ': "about" must be a string'),
        ('about = "Dice."', 'abuot = "Dice."', ': missing field "about"'),
        (
            '"dice"\nabout',
            '"cards"\nabout',
            ': the file of library "cards" must be called cards.toml',
        ),
        ('behaviour = "Draws."\n', "", ': api 1: missing field "behaviour"'),
        ('evidence = "measured"', 'evidence = ""', ': api 1: missing field "evidence"'),
        ('instead = "Reseed."\n', "", ': api 1: missing field "instead"'),
        ('generators = ["dice"]\n', "", ': api 1: missing field "generators"'),
        ('["dice.roll"]', "[]", ': api 1: missing field "names"'),
        ('["dice.roll"]', '"dice.roll"', ': api 1: "names" must be a list of strings'),
        ('["dice.roll"]', "[1]", ': api 1: "names" must be a list of strings'),
        ("dice.roll", "dice roll", ': api 1: "dice roll" is no name of an API'),
        ("dice.roll", "dice.roll()", ': api 1: "dice.roll()" is no name of an API'),
        ('"draws"', "1", ': api 1: "effect" must be a string'),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nphase = "INIT"',
            ': api 1: field "phase" does not go with effect "draws"',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nat-most-arguments = "1"',
            ': api 1: "at-most-arguments" must be a number, 0 or more',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nat-most-arguments = true',
            ': api 1: "at-most-arguments" must be a number, 0 or more',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nlazy = "yes"',
            ': api 1: "lazy" must be true or false',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "makes"\nhazard = "unique"',
            ': api 1: unknown hazard "unique" (did you mean "unique-id"?)',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "makes"\nhazard = "clock"',
            ': api 1: a hazard that is a moment and the field "clock" belong together',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "makes"\nhazard = "clock"\nclock = "sun"',
            ': api 1: unknown clock "sun" (known: monotonic, wall)',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "hook"\nphase = "restore"',
            ': api 1: unknown phase "restore" (known: INIT, RESTORE)',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nmend = { keyword = "check", value = "True" }',
            ': api 1: field "mend" does not go with effect "draws"',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "connects-on-use"\nhazard = "pool"\nmend = "check=True"',
            ': api 1: "mend" must be a table with "keyword" and "value"',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            (
                'effect = "connects-on-use"\nhazard = "pool"\nunless = ["chek"]\n'
                'mend = { keyword = "check", value = "True" }'
            ),
            ': api 1: mend: "check" is not in "unless": the row would apply as before',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            (
                'effect = "connects-on-use"\nhazard = "pool"\nunless = ["check"]\n'
                'mend = { keyword = "check", valeu = "True" }'
            ),
            ': api 1: mend: missing field "value"',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "connects-on-use"',
            ': api 1: missing field "hazard"',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "connects-on-use"\nhazard = "conection"',
            ': api 1: unknown hazard "conection" (did you mean "connection"?)',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "opens"\nhazard = "secret"',
            ': api 1: unknown hazard "secret" (known: connection, pool)',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "revives"\nhazard = "pool"',
            ': api 1: field "hazard" does not go with effect "revives"',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "flags"',
            ': api 1: missing field "flag"',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "flags"\nflag = "static-credential"',
            ': api 1: unknown flag "static-credential" (did you mean "static-credentials"?)',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "safe"\nflag = "static-credentials"',
            ': api 1: field "flag" does not go with effect "safe"',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]',
            'effect = "safe"\ncost = "clients"',
            ': api 1: unknown cost "clients" (did you mean "client"?)',
        ),
        (
            'effect = "draws"\ngenerators = ["dice"]\nbehaviour = "Draws."\ninstead = "Reseed."',
            'effect = "safe"\ncost = "client"\nbehaviour = "Builds."',
            ': api 1: missing field "instead", which goes with the field "cost"',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nunless = ["seed@two"]',
            f': api 1: "seed@two" in "unless" is no argument: {ARGUMENT_FORMS}',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nonly-with = ["seed = 1"]',
            f': api 1: "seed = 1" in "only-with" is no argument: {ARGUMENT_FORMS}',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nunless = ["seed@2="]',
            f': api 1: "seed@2=" in "unless" is no argument: {ARGUMENT_FORMS}',
        ),
        (
            'generators = ["dice"]',
            'generators = ["dice"]\nfirst-argument-contains = "s3://"',
            ': api 1: "first-argument-contains" must be a list of strings',
        ),
        ("[[api]]", "[api]", ': "api" must be a list of tables'),
    ],
)
def test_a_mistake_of_an_api_file(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert library_mistakes(tmp_path, old, new)[0] == LIBRARY_PLACE + said


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("library =", "library", 1),
        ("effect = ", "effect = x", 6),
        ('"measured"', '"measured', 10),
        ('evidence = "measured"\n', "evidence =", 10),
    ],
)
def test_broken_toml_is_named_by_its_line(tmp_path: Path, old: str, new: str, line: int) -> None:
    (said,) = library_mistakes(tmp_path, old, new)
    assert re.fullmatch(rf"{LIBRARY_PLACE}:{line}: [A-Z].*[^)]", said)


def test_an_entry_that_is_no_table(tmp_path: Path) -> None:
    text = 'library = "dice"\nabout = "Dice."\napi = ["dice.roll"]\n'
    said = mistakes(tmp_path, {"apis/dice.toml": text})
    assert said == (f'{LIBRARY_PLACE}: "api" must be a list of tables',)


def test_a_name_that_is_there_twice_in_one_file(tmp_path: Path) -> None:
    said = library_mistakes(tmp_path, '["dice.roll"]', '["dice.roll", "dice.roll"]')
    place = f"{LIBRARY_PLACE}: api 1"
    assert said == (f'{place}: "dice.roll" is already known from {place}',)


def test_a_name_that_is_there_twice_in_two_files(tmp_path: Path) -> None:
    cards = LIBRARY.replace('library = "dice"', 'library = "cards"')
    said = mistakes(tmp_path, {"apis/dice.toml": LIBRARY, "apis/cards.toml": cards})
    known = '"dice.roll" is already known from rules/apis/cards.toml: api 1'
    assert said == (f"{LIBRARY_PLACE}: api 1: {known}",)


def test_a_name_may_be_there_twice_under_two_conditions(tmp_path: Path) -> None:
    row = LIBRARY.partition("[[api]]")[2]
    narrow = f"[[api]]{row}at-most-arguments = 0\n"
    known = load(write(tmp_path, {"apis/dice.toml": f"{LIBRARY}\n{narrow}"}))
    assert [api.at_most_arguments for api in known.apis["dice.roll"]] == [0, None]
    remote = f'[[api]]{row}first-argument-contains = ["https://"]\n'
    known = load(write(tmp_path, {"apis/dice.toml": f"{LIBRARY}\n{remote}"}))
    found = [api.first_argument_contains for api in known.apis["dice.roll"]]
    assert found == [("https://",), ()]
