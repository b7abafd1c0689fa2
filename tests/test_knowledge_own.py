"""Knowledge of a folder of one's own is read with all its fields, its mistakes all at once."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

import pytest
from knowledge_folders import (
    APIS,
    LIBRARY,
    LIBRARY_PLACE,
    PAGE,
    PAGE_NAME,
    PAGE_PLACE,
    cost_of,
    hazard_of,
    write,
)
from msgspec import structs

from snapcheck.knowledge import (
    Effect,
    KnowledgeError,
    Mend,
    load,
)
from snapcheck.model import Confidence, Example, Level, Question, Rule


def test_a_rule_is_read_with_all_its_fields(tmp_path: Path) -> None:
    known = load(write(tmp_path, {PAGE_NAME: PAGE, "README.md": "No rule."}))
    prose, _, _ = PAGE.split("+++\n\n")[1].partition("```")
    assert known.rules == {
        "SNAP999": Rule(
            code="SNAP999",
            name="test-rule",
            summary="something frozen",
            level=Level.ERROR,
            questions=(Question("kept", "unique-id"),),
            message="{name} is made by {api} and {used}.",
            instead="Make it in the handler.",
            security_severity=None,
            tags=("test",),
            page=prose.strip() + "\n",
            examples=(
                Example("bad", "python", "X = make()  # expect: SNAP999\n", 23),
                Example("good", "python", "X = 1\n", 27),
            ),
        )
    }
    assert known.apis == {}


def test_an_api_is_read_with_all_its_fields(tmp_path: Path) -> None:
    text = LIBRARY.replace('evidence = "measured"', 'evidence = "from memory"\nlazy = true')
    known = load(write(tmp_path, {"apis/dice.toml": text}))
    (api,) = known.apis["dice.roll"]
    assert structs.asdict(api) == {
        "name": "dice.roll",
        "library": "dice",
        "effect": Effect.DRAWS,
        "hazard": known.vocabulary.hazards["unique-id"],
        "generators": ("dice",),
        "clock": "",
        "phase": "",
        "at_most_arguments": None,
        "first_argument": (),
        "first_argument_contains": (),
        "unless": (),
        "only_with": (),
        "unless_spelled": (),
        "unless_flagged": "",
        "draws_when": "",
        "flag": "",
        "cost": None,
        "level": None,
        "lazy": True,
        "behaviour": "Draws.",
        "instead": "Reseed.",
        "mend": None,
        "evidence": "from memory",
        "confidence": Confidence.MEDIUM,
    }
    assert known.rules == {}


def test_an_api_that_connects_is_read_with_all_its_fields(tmp_path: Path) -> None:
    text = """\
library = "dice"
about = "Dice that are rolled elsewhere."

[[api]]
names = ["dice.Table"]
effect = "connects-on-use"
hazard = "pool"
first-argument-contains = ["https://", "s3://"]
unless = ["check@2", "pool=NullPool", "lazy@1=True"]
only-with = ["host"]
cost = "connection"
behaviour = "Connects with the first roll."
instead = "Roll in the handler."
mend = { keyword = "check", value = "{dice.CHECK}", risk = "it is slow", not-with = ["table"] }
evidence = "measured"
"""
    (api,) = load(write(tmp_path, {"apis/dice.toml": text})).apis["dice.Table"]
    assert (api.effect, hazard_of(api), cost_of(api)) == (
        Effect.CONNECTS_ON_USE,
        "pool",
        "connection",
    )
    assert api.first_argument_contains == ("https://", "s3://")
    assert api.unless == ("check@2", "pool=NullPool", "lazy@1=True")
    assert api.only_with == ("host",)
    assert api.mend == Mend("check", "{dice.CHECK}", "it is slow", ("table",))
    assert api.conditional
    assert api.condition == (
        *(None, (), ("https://", "s3://")),
        *(("check@2", "pool=NullPool", "lazy@1=True"), ("host",)),
    )


MENDS = {api.name: api.mend for api in APIS if api.mend is not None}


@pytest.mark.parametrize("name", MENDS)
def test_an_argument_that_heals_is_one_that_a_program_could_pass(name: str) -> None:
    mend = MENDS[name]
    spelled = re.sub(r"\{([A-Za-z_][\w.]*)\}", r"\1", mend.value)
    ast.parse(f"{name}({mend.keyword}={spelled})", mode="eval")


@pytest.mark.parametrize(
    ("effect", "fields", "found"),
    [
        ("opens", 'hazard = "connection"', (Effect.OPENS, "connection", "", "")),
        ("revives", 'only-with = ["reconnect"]', (Effect.REVIVES, "", "", "")),
        ("closes", "", (Effect.CLOSES, "", "", "")),
        ("flags", 'flag = "secrets-extension"', (Effect.FLAGS, "", "secrets-extension", "")),
        ("safe", 'cost = "metric"', (Effect.SAFE, "", "", "metric")),
        ("makes", 'hazard = "secret"\ncost = "secret"', (Effect.MAKES, "secret", "", "secret")),
        ("makes", 'hazard = "remote-data"', (Effect.MAKES, "remote-data", "", "")),
    ],
)
def test_an_effect_has_fields_of_its_own(
    tmp_path: Path, effect: str, fields: str, found: tuple[Effect, str, str, str]
) -> None:
    text = LIBRARY.replace('"draws"\ngenerators = ["dice"]', f'"{effect}"\n{fields}')
    (api,) = load(write(tmp_path, {"apis/dice.toml": text})).apis["dice.roll"]
    assert (api.effect, hazard_of(api), api.flag, cost_of(api)) == found


@pytest.mark.parametrize(
    ("check", "parameter", "words"),
    [
        ("kept", "hazard", ["connection", "pool", "resolved-address", "secret", "credentials"]),
        ("kept", "hazard", ["remote-data"]),
        ("flagged", "flag", ["static-credentials", "secrets-extension"]),
        ("per-invoke", "cost", ["secret", "client", "connection", "metric"]),
    ],
)
def test_a_rule_may_ask_about_each_word(
    tmp_path: Path, check: str, parameter: str, words: list[str]
) -> None:
    questions = ", ".join(f'{{ check = "{check}", {parameter} = "{word}" }}' for word in words)
    page = PAGE.replace('{ check = "kept", hazard = "unique-id" }', questions)
    rule = load(write(tmp_path, {PAGE_NAME: page})).rules["SNAP999"]
    assert rule.questions == tuple(Question(check, word) for word in words)


@pytest.mark.parametrize(
    "name",
    [
        "os.environ[AWS_REGION]",
        "lambda-context.log_stream_name",
        "boto3.client(secretsmanager).get_random_password",
        "random.Random.seed",
        "open",
    ],
)
def test_a_name_has_one_of_the_known_forms(tmp_path: Path, name: str) -> None:
    text = LIBRARY.replace("dice.roll", name)
    assert list(load(write(tmp_path, {"apis/dice.toml": text})).apis) == [name]


def test_all_mistakes_of_all_files_are_shown_one_a_line(tmp_path: Path) -> None:
    files = {
        PAGE_NAME: PAGE.replace('level = "error"', 'level = "eror"'),
        "apis/dice.toml": LIBRARY.replace("effect", "effct"),
        "apis/cards.toml": LIBRARY.replace('"dice"', '"cards"').replace('"draws"', '"drws"'),
    }
    with pytest.raises(KnowledgeError) as caught:
        load(write(tmp_path, files))
    assert str(caught.value).splitlines() == [
        f'{PAGE_PLACE}: unknown level "eror" (did you mean "error"?)',
        'rules/apis/cards.toml: api 1: unknown effect "drws" (did you mean "draws"?)',
        f'{LIBRARY_PLACE}: api 1: missing field "effect"',
        f'{LIBRARY_PLACE}: api 1: unknown field "effct" (did you mean "effect"?)',
    ]


def test_the_error_survives_the_way_between_processes() -> None:
    error = KnowledgeError("one", "two")
    assert str(pickle.loads(pickle.dumps(error))) == "one\ntwo"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="rules: no such folder"):
        load(tmp_path / "rules")


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    folder = write(tmp_path, {})
    (folder / "apis").mkdir(parents=True)
    (folder / "apis" / "dice.toml").write_bytes(b"\xff")
    (folder / PAGE_NAME).write_bytes(b"\xff")
    with pytest.raises(KnowledgeError) as caught:
        load(folder)
    places = [mistake.split(": cannot be read: ")[0] for mistake in caught.value.mistakes]
    assert places == [PAGE_PLACE, LIBRARY_PLACE]
