"""`snapcheck api`, `snapcheck apis`, and the code that rule pages show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_options import check

from snapcheck import knowledge
from snapcheck.report.examples import as_markdown, code_of, shown
from snapcheck.report.rule_pages import render_rule

pytestmark = pytest.mark.slow

RULES = knowledge.load().rules
POOL = "psycopg2.pool.ThreadedConnectionPool"
OWN = """\
library = "museum"
about = "Tickets."

[[api]]
names = ["museum.ticket"]
effect = "makes"
hazard = "unique-id"
behaviour = "A ticket is drawn once."
instead = "Draw it in the handler."
evidence = "measured by the team"
"""


def test_an_api_is_told_with_what_to_do_and_who_says_so(tmp_path: Path) -> None:
    told = check(tmp_path, POOL, command="api").stdout
    assert f"{POOL} (psycopg2), unless with minconn=0\n  effect:     makes: pool\n" in told
    assert "  instead:    Pass `minconn=0` and use the pool in the handler only" in told
    assert "  evidence:   measured eager; measured reconnect (psycopg2 2.9.13" in told
    rows = json.loads(check(tmp_path, POOL, "-f", "json", command="api").stdout)["rows"]
    assert {row["hazard"] for row in rows} == {"pool"}
    assert all(row["name"] == POOL and row["evidence"] for row in rows)


def test_the_last_part_of_a_name_finds_all_that_have_it(tmp_path: Path) -> None:
    told = check(tmp_path, "uuid4()", command="api").stdout
    assert "\nuuid.uuid4 (uuid)\n" in told
    assert "\nuuid_utils.uuid4 (uuid_utils)\n" in told


def test_how_values_flow_is_told_too(tmp_path: Path) -> None:
    assert "values: memoises" in check(tmp_path, "functools.lru_cache", command="api").stdout


@pytest.mark.parametrize(
    ("command", "name", "said"),
    [
        ("api", "psycopg2.conect", "did you mean psycopg2.connect"),
        ("api", "nowhere.to.be.found", "nothing is known of 'nowhere.to.be.found': its own code"),
        ("apis", "rediss", "nothing is known of a library 'rediss'; did you mean 'redis'?"),
    ],
)
def test_what_is_not_known_is_said(command: str, name: str, said: str, tmp_path: Path) -> None:
    finished = check(tmp_path, name, command=command)
    assert finished.returncode == 2
    assert said in finished.stderr


def test_libraries_are_listed_and_what_is_known_of_each(tmp_path: Path) -> None:
    listed = check(tmp_path, command="apis").stdout.splitlines()
    known = {row.library for rows in knowledge.load().apis.values() for row in rows}
    assert len(listed) == len(known)
    lines = check(tmp_path, "Redis", command="apis").stdout.splitlines()
    assert any(line.startswith("redis.Redis ") for line in lines)
    fine = [" fine: " in line for line in lines]
    assert fine == sorted(fine)
    objects = json.loads(check(tmp_path, "-f", "json", command="apis").stdout)
    assert {each["library"] for each in objects} == known


def test_rows_of_a_team_are_known_and_their_advice_is_shown(tmp_path: Path) -> None:
    (tmp_path / "own" / "apis").mkdir(parents=True)
    (tmp_path / "own" / "apis" / "museum.toml").write_text(OWN)
    (tmp_path / "snapcheck.toml").write_text('rules = ["own"]\n')
    (tmp_path / "app.py").write_text(
        "import museum\n\nT = museum.ticket()\n\n\ndef handler(event, context):\n    return T\n"
    )
    assert "measured by the team" in check(tmp_path, "museum.ticket", command="api").stdout
    text = check(tmp_path).stdout
    assert "= why: A ticket is drawn once.\n" in text
    assert "= instead: Draw it in the handler.\n" in text


@pytest.mark.parametrize("code", RULES)
def test_a_page_shows_the_mistake_and_what_to_write(code: str) -> None:
    rule = RULES[code]
    kinds = [example.kind for _, example in shown(rule)]
    assert kinds[:2] == ["bad", "good"]
    page = render_rule(rule, "text")
    for _, example in shown(rule):
        text = code_of(example)
        assert "expect:" not in text
        assert all(f"    {line}".rstrip() in page for line in text.splitlines() if line.strip())
    assert f"```{rule.examples[0].language}\n" in as_markdown(rule)


def test_a_page_keeps_to_the_width_but_for_code() -> None:
    for rule in RULES.values():
        for line in render_rule(rule, "text", width=72).splitlines():
            assert len(line) <= 72 or line.startswith(("    ", "|")) or " " not in line.strip()


def test_the_hook_of_a_good_example_is_shown() -> None:
    assert "@register_after_restore" in as_markdown(RULES["SNAP201"])
    assert "\x1b[1mWhat it does\x1b[0m" in render_rule(RULES["SNAP201"], "text", colour=True)


def test_rules_of_a_team_have_pages_and_stand_in_the_list(tmp_path: Path) -> None:
    check(tmp_path, "new", "ACME101", "--check", "flagged", "--folder", "own", command="rules")
    (tmp_path / "snapcheck.toml").write_text('rules = ["own"]\n')
    assert "ACME101" in check(tmp_path, command="rules").stdout
    assert "## Reported" in check(tmp_path, "acme101", command="rule").stdout
    (tmp_path / "snapcheck.toml").write_text("selct = []\n")
    assert check(tmp_path, "SNAP201", command="rule").returncode == 0
