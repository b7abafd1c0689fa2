"""A team's own rules, hazards, flags and costs are data: files in a folder, and no Python."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from snapcheck import knowledge
from snapcheck.knowledge.questions import CHECKS

PATTERNS = knowledge.patterns()

WORDS = """\
[[hazard]]
name = "quota-lease"
about = "A share of a quota that is given back when the environment ends."
phrase = "quota lease"
traits = ["data"]

[[hazard]]
name = "tunnel"
about = "A tunnel that does not survive the snapshot."
phrase = "tunnel"
traits = ["connection", "fails"]

[[flag]]
name = "legacy"
about = "Is to be replaced."

[[cost]]
name = "quota"
about = "Takes a share of a quota."
traits = ["shared"]
"""
ROWS = """\
library = "leaselib"
about = "The quota of our company."

[[api]]
names = ["leaselib.take"]
effect = "makes"
hazard = "quota-lease"
cost = "quota"
behaviour = "Takes a share of the quota."
instead = "Take it in the handler."
evidence = "by its authors"

[[api]]
names = ["leaselib.dig"]
effect = "makes"
hazard = "tunnel"
behaviour = "Opens a tunnel."
instead = "Open it in the handler."
evidence = "by its authors"

[[api]]
names = ["leaselib.old"]
effect = "flags"
flag = "legacy"
behaviour = "Is to be replaced."
instead = "Call `leaselib.take`."
evidence = "by its authors"
"""
PAGE = """\
+++
code = "{code}"
name = "own-rule"
summary = "something of our own"
level = "warning"
questions = [{{ {question} }}]
message = "{{name}} is made by {{api}} and {{used}}."
instead = "Do it in the handler."
tags = ["own"]
+++

## What it does

## Why it is wrong after a restore

## Use instead

## When it is fine

```python bad
{bad}```

```python good
{good}```
"""
KEPT = """\
import leaselib

LEASE = leaselib.{function}(){mark}


def handler(event, context):
    return LEASE.use()
"""
MADE_IN_TIME = """\
import leaselib


def handler(event, context):
    return leaselib.{function}().use()
"""
CALLED = """\
import leaselib


def handler(event, context):
    return leaselib.{function}(){mark}
"""
# A cost of a team's own: taken once, however often the function is called.
CALLED_ONCE = """\
import leaselib

leases = {}


def handler(event, context):
    if "lease" not in leases:
        leases["lease"] = leaselib.take()
    return leases["lease"]
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`snapcheck` in a folder."""
    command = [sys.executable, "-m", "snapcheck", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


def write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def page(code: str, question: str, bad: str, good: str) -> str:
    return PAGE.format(code=code, question=question, bad=bad, good=good)


# --- one file: a rule of a known shape -----------------------------------------------------------


def test_there_is_a_pattern_for_each_check() -> None:
    asked = {
        (question.check, question.about if question.check == "hooks" else "")
        for rule in knowledge.load(more=(next(iter(PATTERNS.values())).parent,)).rules.values()
        if rule.code.startswith("NEW")
        for question in rule.questions
    }
    assert {check for check, _ in asked} == CHECKS.keys() - {"ignores"}
    # Three modules answer for hooks: hooks, shadowed and unfinished.
    assert {about for check, about in asked if check == "hooks"} == {
        *("late", "local", "cannot-finish"),
    }


@pytest.mark.parametrize("shape", PATTERNS)
def test_a_rule_of_a_known_shape_is_one_file(tmp_path: Path, shape: str) -> None:
    made = run(tmp_path, "rules", "new", "ACME101", "--check", shape, "--folder", "own")
    assert made.returncode == 0, made.stderr
    assert [file.name for file in (tmp_path / "own").iterdir()] == [f"ACME101-own-{shape}.md"]
    tested = run(tmp_path, "rules", "test", "own")
    assert (tested.returncode, tested.stdout) == (0, "")
    examples = knowledge.load(more=(tmp_path / "own",)).rules["ACME101"].examples
    assert {example.kind for example in examples} == {"bad", "good"}
    assert tested.stderr == (
        f"snapcheck: {len(examples)} of {len(examples)} examples of 1 rule pass.\n"
    )


def test_a_new_rule_goes_to_the_folder_that_is_configured(tmp_path: Path) -> None:
    write(tmp_path, {"snapcheck.toml": 'rules = ["house"]\n', "house/apis/.keep": ""})
    made = run(tmp_path, "rules", "new", "ACME101", "--check", "kept", "--name", "time-id")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "house" / "ACME101-time-id.md").is_file()
    assert run(tmp_path, "rules", "test", "house").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("acme1", "--check", "kept"), "'acme1' is no code"),
        (("ACME101", "--check", "kep"), "unknown check 'kep'; did you mean 'kept'?"),
        (("ACME101", "--check", "kept", "--name", "Own Rule"), "'Own Rule' is no name"),
        (("ACME101", "--check", "kept"), "no folder of your own rules is configured"),
    ],
)
def test_what_no_new_rule_can_be(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    finished = run(tmp_path, "rules", "new", *arguments)
    assert finished.returncode == 2
    assert finished.stderr.startswith(f"snapcheck: error: {said}")
    assert list(tmp_path.iterdir()) == []


def test_a_page_is_not_written_over(tmp_path: Path) -> None:
    arguments = ("rules", "new", "ACME101", "--folder", "own", "--check")
    assert run(tmp_path, *arguments, "kept").returncode == 0
    again = run(tmp_path, *arguments, "flagged")
    assert again.returncode == 2
    assert "ACME101 has a page already" in again.stderr


# --- examples that fail --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "client.legacy_call(event)  # expect: ACME101",
            "client.call(event)  # expect: ACME101",
            "ACME101 is expected here, and not reported",
        ),
        (
            "DEFAULTS = client.legacy_call({})\n\n\ndef handler(event, context):\n    return ",
            "def handler(event, context):\n    return client.legacy_call(event) or ",
            "ACME101 is reported, and not expected: `acme.client.legacy_call()`",
        ),
        ("return client.call(event)", "return (", "a problem: "),
    ],
)
def test_an_example_that_is_wrong_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    run(tmp_path, "rules", "new", "ACME101", "--check", "flagged", "--folder", "own")
    file = tmp_path / "own" / "ACME101-own-flagged.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    finished = run(tmp_path, "rules", "test", "own")
    assert finished.returncode == 1
    assert finished.stderr == "snapcheck: 2 of 3 examples of 1 rule pass.\n"
    (shown, *_) = finished.stdout.splitlines()
    place, line, told = shown.split(":", 2)
    assert Path(place) == Path("own") / "ACME101-own-flagged.md"
    assert told.startswith(f" {said}")
    assert new.splitlines()[-1] in text.splitlines()[int(line) - 1]


def test_mistakes_of_a_folder_are_told_one_a_line(tmp_path: Path) -> None:
    text = page(
        "ACME101", 'check = "kept", hazard = "quota-lease"', "A = 1  # expect: ACME101\n", ""
    )
    write(tmp_path, {"own/ACME101-own-rule.md": text, "own/hazards.toml": "[[hazard]]\n"})
    finished = run(tmp_path, "rules", "test", "own")
    assert finished.returncode == 1
    places = [line.split(": ")[:2] for line in finished.stdout.splitlines()]
    assert places == [
        *[["own/hazards.toml", "hazard 1"]] * 4,
        ["own/ACME101-own-rule.md", "question 1"],
    ]


# --- three files: a hazard, a flag, a cost -------------------------------------------------------

OWN = {
    "snapcheck.toml": 'rules = ["own"]\nselect = ["ACME"]\n',
    "own/hazards.toml": WORDS,
    "own/apis/leaselib.toml": ROWS,
}


@pytest.mark.parametrize(
    ("question", "bad", "good"),
    [
        (
            'check = "kept", hazard = "quota-lease"',
            KEPT.format(function="take", mark="  # expect: ACME101"),
            MADE_IN_TIME.format(function="take"),
        ),
        (
            'check = "kept", hazard = "tunnel"',
            KEPT.format(function="dig", mark="  # expect: ACME101"),
            MADE_IN_TIME.format(function="dig"),
        ),
        (
            'check = "flagged", flag = "legacy"',
            CALLED.format(function="old", mark="  # expect: ACME101"),
            CALLED.format(function="take", mark=""),
        ),
        (
            'check = "per-invoke", cost = "quota"',
            CALLED.format(function="take", mark="  # expect: ACME101"),
            CALLED_ONCE,
        ),
    ],
)
def test_a_word_of_ones_own_fires_and_is_silent(
    tmp_path: Path, question: str, bad: str, good: str
) -> None:
    write(tmp_path, {**OWN, "own/ACME101-own-rule.md": page("ACME101", question, bad, good)})
    tested = run(tmp_path, "rules", "test", "own")
    assert (tested.returncode, tested.stdout) == (0, "")
    assert tested.stderr == "snapcheck: 2 of 2 examples of 1 rule pass.\n"
    for text, codes in ((bad, ["ACME101"]), (good, [])):
        write(tmp_path, {"app.py": text})
        for screen in ((), ("--no-screen",)):
            finished = run(tmp_path, "check", "app.py", "-f", "concise", *screen)
            assert re.findall(r"warning\[(\w+)\]", finished.stdout) == codes
            assert finished.returncode == len(codes)


def test_a_hazard_that_nothing_defines_is_a_mistake_of_the_files_that_name_it(
    tmp_path: Path,
) -> None:
    bad = KEPT.format(function="take", mark="  # expect: ACME101")
    text = page("ACME101", 'check = "kept", hazard = "quota-lease"', bad, "")
    write(tmp_path, {**OWN, "own/ACME101-own-rule.md": text, "own/hazards.toml": "", "app.py": bad})
    finished = run(tmp_path, "check", "app.py")
    assert finished.returncode == 2
    for place in ("own/ACME101-own-rule.md: question 1", "own/apis/leaselib.toml: api 1"):
        assert f"{place}: " in finished.stderr
    assert '"quota-lease"' in finished.stderr
