"""The knowledge: what comes with snapcheck is sound, and every kind of mistake is named."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

import pytest
from msgspec import structs, to_builtins

from snapcheck.analysis.examples import files_of
from snapcheck.knowledge import (
    HEADINGS,
    MESSAGE_WORDS,
    Api,
    Effect,
    Knowledge,
    KnowledgeError,
    Mend,
    load,
)
from snapcheck.model import Confidence, Example, Level, Question, Rule

SHIPPED = load()
WORDS = (Path(__file__).parent.parent / "rules" / "hazards.toml").read_text(encoding="utf-8")
RULES = list(SHIPPED.rules.values())
APIS = [api for apis in SHIPPED.apis.values() for api in apis]
EXAMPLES = [
    (rule, example) for rule in RULES for example in rule.examples if example.language == "python"
]
FILLED = {
    "name": "`RUN_ID`",
    "api": "`uuid.uuid4()`",
    "used": "used in `handler` (app.py:31)",
    "behaviour": "It is drawn from the `random` module.",
}

PAGE = """\
+++
code = "SNAP999"
name = "test-rule"
summary = "something frozen"
level = "error"
questions = [{ check = "kept", hazard = "unique-id" }]
message = "{name} is made by {api} and {used}."
instead = "Make it in the handler."
tags = ["test"]
+++

## What it does

Prose.

## Why it is wrong after a restore

## Use instead

## When it is fine

```python bad
X = make()  # expect: SNAP999
```

```python good
X = 1
```
"""
PAGE_NAME = "SNAP999-test-rule.md"
PAGE_PLACE = f"rules/{PAGE_NAME}"

LIBRARY = """\
library = "dice"
about = "Dice."

[[api]]
names = ["dice.roll"]
effect = "draws"
generators = ["dice"]
behaviour = "Draws."
instead = "Reseed."
evidence = "measured"
"""
LIBRARY_PLACE = "rules/apis/dice.toml"

ARGUMENT_FORMS = "name, name@2, name=Value or name@2=Value"
FENCE_MISTAKE = (
    "a code block must begin with ``` and one of python, yaml, json, hcl, and bad or good"
)


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write the files, given by their path below rules/, and return that folder.

    The words are those that come with snapcheck, where the files bring none.
    """
    for name, text in {"hazards.toml": WORDS, **files}.items():
        path = folder / "rules" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder / "rules"


def mistakes(folder: Path, files: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(KnowledgeError) as caught:
        load(write(folder, files))
    return caught.value.mistakes


def page_mistakes(folder: Path, old: str, new: str) -> tuple[str, ...]:
    """What is said of the page with one text replaced."""
    assert old in PAGE
    return mistakes(folder, {PAGE_NAME: PAGE.replace(old, new)})


def library_mistakes(folder: Path, old: str, new: str) -> tuple[str, ...]:
    """What is said of the library with one text replaced."""
    assert old in LIBRARY
    return mistakes(folder, {"apis/dice.toml": LIBRARY.replace(old, new)})


def rows_of(name: str) -> list[Api]:
    return list(SHIPPED.apis[name])


def row_of(name: str) -> Api:
    (api,) = SHIPPED.apis[name]
    return api


def hazard_of(api: Api) -> str:
    return api.hazard.name if api.hazard is not None else ""


def cost_of(api: Api) -> str:
    return api.cost.name if api.cost is not None else ""


# --- what comes with snapcheck -------------------------------------------------------------------


def test_the_rules_ask_what_their_table_says() -> None:
    asked = {
        code: [(question.check, question.about) for question in rule.questions]
        for code, rule in SHIPPED.rules.items()
    }
    expected = {
        "SNAP101": [("drawn", "seed")],
        "SNAP102": [("drawn", "instance")],
        "SNAP103": [("drawn", "global")],
        "SNAP104": [("drawn", "library")],
        "SNAP201": [("kept", "unique-id")],
        "SNAP202": [("kept", "secret-material")],
        "SNAP203": [("kept", "host-identity"), ("absent", "")],
        "SNAP301": [("kept", "clock")],
        "SNAP404": [("started", "")],
        "SNAP401": [("kept", "connection")],
        "SNAP402": [("kept", "pool")],
        "SNAP403": [("kept", "resolved-address")],
        "SNAP501": [("kept", "secret")],
        "SNAP502": [("kept", "credentials")],
        "SNAP503": [("flagged", "static-credentials")],
        "SNAP504": [("kept", "remote-data")],
        "SNAP505": [("flagged", "secrets-extension")],
        "SNAP601": [("per-invoke", "secret")],
        "SNAP602": [("per-invoke", "client")],
        "SNAP603": [("per-invoke", "connection")],
        "SNAP604": [("per-invoke", "metric")],
        "SNAP701": [("hooks", "late")],
        "SNAP702": [("hooks", "not-imported")],
        "SNAP703": [("hooks", "local")],
        "SNAP704": [("hooks", "cannot-finish")],
    }
    assert {code: asked.get(code) for code in expected} == expected


def test_names_and_levels_are_the_public_ones() -> None:
    known = {rule.code: (rule.name, rule.level.label) for rule in RULES}
    expected = {
        "SNAP101": ("seed-before-snapshot", "error"),
        "SNAP102": ("generator-frozen", "error"),
        "SNAP103": ("global-generator-drawn", "warning"),
        "SNAP201": ("unique-id-frozen", "error"),
        "SNAP202": ("secret-material-frozen", "error"),
        "SNAP203": ("host-identity-frozen", "warning"),
        "SNAP104": ("library-draws-global-generator", "warning"),
        "SNAP301": ("timestamp-frozen", "error"),
        "SNAP404": ("background-work-before-snapshot", "note"),
        "SNAP401": ("connection-frozen", "error"),
        "SNAP402": ("pool-without-liveness", "warning"),
        "SNAP403": ("resolved-address-frozen", "warning"),
        "SNAP501": ("secret-frozen", "error"),
        "SNAP502": ("credentials-frozen", "error"),
        "SNAP503": ("static-credentials-read", "warning"),
        "SNAP504": ("data-frozen", "note"),
        "SNAP505": ("secrets-extension", "warning"),
        "SNAP601": ("secret-per-invoke", "warning"),
        "SNAP602": ("client-per-invoke", "note"),
        "SNAP603": ("connection-per-invoke", "note"),
        "SNAP604": ("metric-per-invoke", "note"),
        "SNAP701": ("hook-too-late", "error"),
        "SNAP702": ("hook-not-imported", "error"),
        "SNAP703": ("hook-assigns-local", "error"),
        "SNAP704": ("hook-cannot-finish", "warning"),
    }
    assert {code: known.get(code) for code in expected} == expected


def test_rules_come_in_order_of_their_codes() -> None:
    assert list(SHIPPED.rules) == sorted(SHIPPED.rules)
    assert all(code == rule.code for code, rule in SHIPPED.rules.items())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_message_reads_as_sentences(rule: Rule) -> None:
    message = rule.message.format_map(FILLED)
    assert "{" not in message
    assert FILLED["name"] in message or FILLED["api"] in message
    first, _, _ = message.partition(". ")
    if not any(question.check == "deployment" for question in rule.questions):
        assert FILLED["used"] in first, "GitHub shows the first sentence only"
    assert message.endswith(".")
    assert rule.instead.endswith(".")
    assert not rule.summary.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_has_prose_under_each_heading(rule: Rule) -> None:
    parts = re.split(r"^## .*$", rule.page, flags=re.MULTILINE)
    assert [part for part in parts[1:] if not part.strip()] == []
    assert len(parts) == len(HEADINGS) + 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_how_to_silence_its_rule_where_it_is_fine(rule: Rule) -> None:
    _, _, fine = rule.page.partition("## When it is fine")
    says = re.search(rf"# snapcheck: ignore\[(SNAP\d+, )?{rule.code}\] reason", fine)
    assert says or fine.strip().startswith("Never: ")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_has_enough_examples(rule: Rule) -> None:
    kinds = [example.kind for example in rule.examples]
    # A hook or a setting goes wrong in few ways; values are made, kept and renewed in many.
    of_hooks = any(question.check in ("hooks", "deployment") for question in rule.questions)
    assert kinds.count("bad") >= (2 if of_hooks else 4)
    assert kinds.count("good") >= (3 if of_hooks else 5)


@pytest.mark.parametrize(
    ("rule", "example"),
    EXAMPLES,
    ids=[f"{rule.code}:{example.line}" for rule, example in EXAMPLES],
)
def test_an_example_stands_at_its_line_and_is_a_module_with_a_handler(
    rule: Rule, example: Example
) -> None:
    folder = Path(__file__).parent.parent / "rules"
    page = (folder / f"{rule.code}-{rule.name}.md").read_text(encoding="utf-8").split("\n")
    lines = example.text.splitlines()
    assert page[example.line - 2] == f"```{example.language} {example.kind}"
    assert page[example.line - 1 : example.line - 1 + len(lines)] == lines
    assert any(_ends_with_handler(text) for text in files_of(example).values())


def _ends_with_handler(text: str) -> bool:
    defining = (ast.FunctionDef, ast.Assign)
    found = [node for node in ast.parse(text).body if isinstance(node, defining)]
    return bool(found) and re.match(r"(def )?handler\b", ast.unparse(found[-1])) is not None


def test_a_row_says_what_happens_and_how_that_is_known() -> None:
    assert [api.name for api in APIS if not api.evidence] == []
    assert [api.name for api in APIS if not api.behaviour.endswith(".")] == []


def test_a_row_that_can_lead_to_a_finding_says_what_to_do_instead() -> None:
    harmless = {Effect.SAFE, Effect.QUIET, Effect.OFF, Effect.TOUCHES, Effect.SLEEPS}
    harmless |= {Effect.REVIVES, Effect.CLOSES}
    silent = [api.name for api in APIS if not api.instead and api.effect not in harmless]
    assert silent == []
    assert [api.name for api in APIS if api.instead and not api.instead.endswith(".")] == []


def test_what_is_from_memory_gives_at_most_medium_confidence() -> None:
    medium = {api.name for api in APIS if api.confidence is Confidence.MEDIUM}
    assert medium == {api.name for api in APIS if api.evidence.startswith("from memory")}


def test_a_generator_that_is_drawn_from_can_be_reseeded() -> None:
    drawn = {name for api in APIS if api.effect is Effect.DRAWS for name in api.generators}
    seeded = {name for api in APIS if api.effect is Effect.SEEDS for name in api.generators}
    assert drawn - seeded == set()


def test_a_lazy_generator_is_lazy_in_every_draw() -> None:
    draws = [api for api in APIS if api.effect is Effect.DRAWS]
    lazy = {name for api in draws if api.lazy for name in api.generators}
    eager = {name for api in draws if not api.lazy for name in api.generators}
    assert lazy & eager == set()


def test_all_draws_of_the_random_module_are_known() -> None:
    import random

    public = {f"random.{name}" for name in random.__all__}
    assert public - set(SHIPPED.apis) == set()


def test_no_name_of_the_survey_is_forgotten() -> None:
    # What the survey of libraries named, as calls are named here: rows may be merged or moved, but
    # none may vanish unnoticed.
    names = (Path(__file__).parent / "api_names.txt").read_text(encoding="utf-8").splitlines()
    assert names == sorted(set(names))
    assert [name for name in names if name not in SHIPPED.apis] == []


def test_secrets_stay_as_they_were_and_cost_a_request_each_time() -> None:
    names = ["boto3.client(secretsmanager).get_secret_value", "boto3.client(ssm).get_parameter"]
    rows = [row for name in names for row in rows_of(name)]
    assert {(hazard_of(row), cost_of(row)) for row in rows} == {("secret", "secret")}
    # What is not decrypted is no secret, and as old.
    levels = [(row.unless, row.level) for row in rows_of(names[1])]
    assert levels == [(("WithDecryption",), Level.WARNING), ((), None)]
    cached = "aws_lambda_powertools.utilities.parameters.get_secret"
    assert {(cost_of(api), api.only_with) for api in rows_of(cached)} == {
        ("", ()),
        ("secret", ("force_fetch", "max_age=0")),
    }
    assert hazard_of(row_of("boto3.client(sts).assume_role")) == "credentials"


def test_a_client_of_aws_is_no_hazard_and_costs_when_it_is_built_again() -> None:
    for name in ("boto3.client", "boto3.resource", "boto3.Session.client", "boto3.Session"):
        assert (row_of(name).effect, cost_of(row_of(name))) == (Effect.SAFE, "client")


def test_a_driver_that_never_reconnects_is_a_connection_and_one_that_heals_is_a_pool() -> None:
    names = ["psycopg2.connect", "psycopg.connect", "asyncpg.connect", "pg8000.connect"]
    assert {(row_of(name).effect, hazard_of(row_of(name))) for name in names} == {
        (Effect.MAKES, "connection")
    }
    assert {hazard_of(api) for api in rows_of("sqlalchemy.create_engine")} == {"", "pool"}
    assert {hazard_of(api) for api in rows_of("redis.from_url")} == {"", "pool"}


def test_what_makes_a_pool_check_its_connections_has_a_row_that_is_safe() -> None:
    checked = {
        "sqlalchemy.create_engine": "pool_pre_ping",
        "psycopg_pool.ConnectionPool": "check",
        "redis.from_url": "retry",
    }
    for name, argument in checked.items():
        guarded = [api for api in rows_of(name) if argument in api.only_with]
        open_to_loss = [api for api in rows_of(name) if argument in api.unless]
        assert {api.effect for api in guarded} == {Effect.SAFE}, name
        assert {hazard_of(api) for api in open_to_loss} == {"pool"}, name
        assert all(cost_of(api) == "connection" for api in guarded + open_to_loss), name


def test_the_values_that_must_never_be_guessed_are_secret_material() -> None:
    names = ["secrets.token_hex", "os.urandom", "bcrypt.gensalt"]
    names.append("cryptography.fernet.Fernet.generate_key")
    assert {hazard_of(row_of(name)) for name in names} == {"secret-material"}
    names = ["uuid.uuid4", "secrets.choice", "secrets.randbits", "bson.ObjectId"]
    assert {hazard_of(row_of(name)) for name in names} == {"unique-id"}


def test_a_condition_limits_a_row() -> None:
    assert row_of("time.strftime").at_most_arguments == 1
    assert row_of("time.gmtime").at_most_arguments == 0
    assert row_of("time.time").at_most_arguments is None
    assert row_of("numpy.datetime64").first_argument == ("now", "today")


def test_rows_for_one_name_differ_in_their_condition_and_the_narrow_ones_come_first() -> None:
    assert [hazard_of(api) for api in rows_of("open")] == ["host-identity", "unique-id"]
    reseed = rows_of("mimesis.Person.reseed")
    assert [api.effect for api in reseed] == [Effect.QUIET, Effect.SEEDS_RECEIVER]
    assert [api.conditional for api in reseed] == [True, False]


def test_the_knowledge_that_comes_along_is_read_once_and_can_be_pickled() -> None:
    assert load() is SHIPPED
    again = pickle.loads(pickle.dumps(SHIPPED))
    assert again.rules == SHIPPED.rules
    assert to_builtins(again.apis) == to_builtins(SHIPPED.apis)


# --- a folder of one's own -----------------------------------------------------------------------


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


# --- mistakes of all files at once ---------------------------------------------------------------


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


# --- mistakes of hazards, flags and costs --------------------------------------------------------

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


# --- mistakes of API files -----------------------------------------------------------------------


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


# --- mistakes of rule pages ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('summary = "something frozen"\n', "", ': missing field "summary"'),
        ("summary", "sumary", ': missing field "summary"'),
        (
            'level = "error"',
            'level = "fatal"',
            ': unknown level "fatal" (known: error, note, warning)',
        ),
        ('["test"]', '"test"', ': "tags" must be a list of strings'),
        (
            'check = "kept"',
            'check = "keep"',
            ': question 1: unknown check "keep" (did you mean "kept"?)',
        ),
        ('check = "kept", ', "", ': question 1: missing field "check"'),
        (
            'hazard = "unique-id"',
            'hazard = "unique"',
            ': question 1: check "kept" knows no hazard "unique" (did you mean "unique-id"?)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "absent", hazard = "seed"',
            ': question 1: unknown field "hazard" (known: apis, check)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "drawn", case = "seeds"',
            ': question 1: check "drawn" knows no case "seeds" (did you mean "seed"?)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "flagged", flag = "secrets-extension", phases = ["INTI"]',
            ': question 1: unknown phase "INTI" (did you mean "INIT"?)',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "flagged", apis = ["acme.*"]',
            ': question 1: "acme.*" must be the full name of an API where no flag is given',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "hooks", case = "late", names = ["X"]',
            ': question 1: field "names" does not go with case "late"',
        ),
        (
            'check = "kept", hazard = "unique-id"',
            'check = "kept", hazard = "unique-id", apis = ["uuid.uid4"]',
            ': "uuid.uid4" names no API that has a row',
        ),
        (
            '[{ check = "kept", hazard = "unique-id" }]',
            '["kept"]',
            ': "questions" must be a list of tables',
        ),
        ("{used}.", "{used}", ': "message" must end with a full stop'),
        (
            "{used}.",
            "{where}.",
            ': "message" has the unknown word {where}; known: {name}, {api}, {used}, {behaviour}',
        ),
        (
            "{used}.",
            "{}.",
            ': "message" has the unknown word {}; known: {name}, {api}, {used}, {behaviour}',
        ),
        ("{used}.", "{used.", ": \"message\" is no template: expected '}' before end of string"),
        (
            'tags = ["test"]',
            'tags = ["test"]\nsecurity-severity = "11"',
            ': "security-severity" must be a number from 0.0 to 10.0, as a string',
        ),
        ("Prose.", "## Prose", f": must have exactly these headings: {', '.join(HEADINGS)}"),
        ("## Use instead\n", "", f": must have exactly these headings: {', '.join(HEADINGS)}"),
        (
            "X = 1\n```\n",
            "X = 1\n```\n\nThe end.\n",
            ":30: only examples may follow the first example",
        ),
        ("```python good\nX = 1\n```", "", ": needs at least one good example"),
        (
            "```python bad\nX = make()  # expect: SNAP999\n```\n",
            "",
            ": needs at least one bad example",
        ),
        (
            "# expect: SNAP999",
            "# expect: SNAP998",
            ':23: bad example without a line marked "# expect: SNAP999"',
        ),
        ("X = 1", "X = 1  # expect: SNAP1", ':27: good example with a line marked "# expect:"'),
        ("X = 1\n```", "X = 1", ":26: this code block is not closed"),
        (
            "```python good",
            "```python ugly",
            f":26: {FENCE_MISTAKE}",
        ),
        (
            "Prose.",
            "```\nprose\n```",
            f":14: {FENCE_MISTAKE}",
        ),
    ],
)
def test_a_mistake_of_a_rule_page(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert PAGE_PLACE + said in page_mistakes(tmp_path, old, new)


def test_broken_front_matter_is_named_by_its_line_in_the_page(tmp_path: Path) -> None:
    (said,) = page_mistakes(tmp_path, 'tags = ["test"]', "tags = ]")
    assert re.fullmatch(rf"{PAGE_PLACE}:9: [A-Z].*[^)]", said)


@pytest.mark.parametrize("text", ["", "No front matter.\n", '+++\ncode = "SNAP999"\n'])
def test_a_page_without_front_matter(tmp_path: Path, text: str) -> None:
    said = mistakes(tmp_path, {PAGE_NAME: text})
    assert said == (f"{PAGE_PLACE}:1: must begin with TOML between two lines of +++",)


def test_a_page_is_called_by_code_and_name(tmp_path: Path) -> None:
    said = mistakes(tmp_path, {"SNAP999-other.md": PAGE})
    place = "rules/SNAP999-other.md"
    assert said == (f"{place}: the page of this rule must be called {PAGE_NAME}",)


def test_a_code_is_snap_and_three_digits(tmp_path: Path) -> None:
    said = mistakes(tmp_path, {"SNAP99-test-rule.md": PAGE.replace("SNAP999", "SNAP99")})
    (line,) = said
    assert line == (
        'rules/SNAP99-test-rule.md: "SNAP99" is no code: '
        "SNAP (or your own letters) and three digits"
    )


def test_a_code_has_one_page(tmp_path: Path) -> None:
    other = PAGE.replace("test-rule", "other-rule")
    said = mistakes(tmp_path, {PAGE_NAME: PAGE, "SNAP999-other-rule.md": other})
    assert said == ("SNAP999 has two pages, named other-rule and test-rule",)


def test_two_rules_of_a_folder_may_not_ask_exactly_the_same(tmp_path: Path) -> None:
    other = PAGE.replace("SNAP999", "SNAP998")
    said = mistakes(tmp_path, {PAGE_NAME: PAGE, "SNAP998-test-rule.md": other})
    assert said == (f"{PAGE_PLACE}: SNAP999 asks exactly what SNAP998 asks",)


def test_two_rules_may_ask_about_one_hazard_of_different_apis(tmp_path: Path) -> None:
    asked = 'hazard = "unique-id"'
    other = PAGE.replace("SNAP999", "SNAP998").replace(asked, f'{asked}, apis = ["dice.*"]')
    files = {PAGE_NAME: PAGE, "SNAP998-test-rule.md": other, "apis/dice.toml": LIBRARY}
    rules = load(write(tmp_path, files)).rules
    assert rules["SNAP998"].questions == (Question("kept", "unique-id", ("dice.*",)),)
    assert rules["SNAP999"].questions == (Question("kept", "unique-id"),)


def test_a_bad_example_of_a_template_needs_no_marker(tmp_path: Path) -> None:
    page = PAGE.replace("```python bad\nX = make()  # expect: SNAP999", "```yaml bad\nA: 1")
    example = load(write(tmp_path, {PAGE_NAME: page})).rules["SNAP999"].examples[0]
    assert (example.language, example.text) == ("yaml", "A: 1\n")


def test_the_words_of_a_message_are_those_that_the_checks_fill_in() -> None:
    assert set(MESSAGE_WORDS) == set(FILLED)
