"""The knowledge that comes with snapcheck is sound."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

import pytest
from knowledge_folders import (
    APIS,
    FILLED,
    SHIPPED,
    cost_of,
    hazard_of,
    row_of,
    rows_of,
)
from msgspec import to_builtins

from snapcheck.analysis.examples import files_of
from snapcheck.knowledge import (
    HEADINGS,
    Effect,
    load,
)
from snapcheck.model import Confidence, Example, Level, Rule

RULES = list(SHIPPED.rules.values())
EXAMPLES = [
    (rule, example) for rule in RULES for example in rule.examples if example.language == "python"
]


def test_the_rules_ask_what_their_table_says() -> None:
    asked = {
        code: [(question.check, question.about) for question in rule.questions]
        for code, rule in SHIPPED.rules.items()
    }
    expected = {
        "SNAP101": [("drawn", "seed"), ("drawn", "key")],
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
    # Users read it: in words, and without the names of programs that nobody else has.
    jargon = re.compile(r"\b(?:SAME|DIFF)\b|raw-clone|\boracle\b")
    assert [api.evidence for api in APIS if jargon.search(api.evidence)] == []
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
