"""The configuration: where it is found, what it may say, and that it reaches the analysis."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck import config, knowledge
from snapcheck.config import Config, ConfigError, find

pytestmark = pytest.mark.slow

RULES = knowledge.load().rules

FROZEN = """\
import time
import uuid

RUN = uuid.uuid4().hex
DAY = time.time()


def handler(event, context):
    return RUN, DAY


def job():
    return RUN
"""


def snapcheck(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snapcheck", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def codes(finished: subprocess.CompletedProcess[str]) -> list[str]:
    """Path and code of each finding of a run with `-f concise --quiet`."""
    assert finished.stderr == ""
    found = re.findall(r"^(\S+?):\d+:\d+: \w+\[(\w+)\] ", finished.stdout, re.MULTILINE)
    return [f"{path}:{code}" for path, code in found]


def concise(folder: Path, *arguments: str) -> list[str]:
    return codes(snapcheck(folder, "check", "-f", "concise", "--quiet", *arguments))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "src").mkdir()
    for name in ("app.py", "src/orders.py"):
        (tmp_path / name).write_text(FROZEN)
    return tmp_path


# Where it is found


def test_without_a_file_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert find(tmp_path) == Config(tmp_path)


def test_the_nearest_file_counts(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.snapcheck]\nselect = ["SNAP2"]\n')
    assert find(project / "src").select == ("SNAP2",)
    assert find(project / "src").folder == project
    (project / "src" / "pyproject.toml").write_text("[project]\nname = 'snapcheck-user'\n")
    assert find(project / "src").select == ("SNAP2",)
    (project / "src" / "snapcheck.toml").write_text('select = ["SNAP3"]\n')
    assert find(project / "src").select == ("SNAP3",)
    assert find(project).select == ("SNAP2",)


def test_a_file_of_its_own_wins_over_the_shared_one(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.snapcheck]\nselect = ["SNAP2"]\n')
    (project / "snapcheck.toml").write_text("")
    assert find(project).select == ()


def test_the_search_ends_at_the_repositorys_root(project: Path) -> None:
    (project / "snapcheck.toml").write_text('select = ["SNAP2"]\n')
    inner = project / "vendor" / "tool"
    (inner / ".git").mkdir(parents=True)
    assert find(inner) == Config(inner)


# What it may say


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("slect = []", 'unknown key "slect" (did you mean "select"?)'),
        ("per_file_ignores = {}", '(did you mean "per-file-ignores"?)'),
        ("xyz = 1", "(known: allow-problems, baseline, entry-points, exclude,"),
        ('select = "SNAP2"', '"select" must be a list of strings'),
        ("select = [2]", '"select" must be a list of strings'),
        ('fail-on = "bad"', '"fail-on" must be one of note, warning, error, never'),
        ("min-confidence = 1", '"min-confidence" must be one of high, medium, low'),
        ("allow-problems = 1", '"allow-problems" must be true or false'),
        ("baseline = []", '"baseline" must be the path of a file'),
        ("per-file-ignores = []", '"per-file-ignores" must be a table of patterns'),
        ('per-file-ignores = { "*.py" = "SNAP2" }', "must be a table of patterns"),
        ('per-file-ignores = { "*.py" = [] }', "must be a table of patterns"),
        ('rules = ["gone"]', '"rules" names "gone", which is no folder'),
        ("select = [", "not readable as TOML"),
        ("a = " + "[" * 3_000, "snapcheck.toml: "),
    ],
)
def test_mistakes_are_told_with_file_key_and_mend(text: str, mistake: str, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "snapcheck.toml").write_text(text)
    with pytest.raises(ConfigError) as raised:
        find(tmp_path)
    (line,) = raised.value.mistakes
    assert "snapcheck.toml: " in line
    assert mistake in line
    assert "\n" not in line


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.snapcheck]\nslect = []\nselect = 1\n")
    with pytest.raises(ConfigError) as raised:
        find(tmp_path)
    assert sorted(raised.value.mistakes) == [
        'pyproject.toml: tool.snapcheck: "select" must be a list of strings',
        'pyproject.toml: tool.snapcheck: unknown key "slect" (did you mean "select"?)',
    ]


@pytest.mark.parametrize("data", [b"\xff", b"\xef\xbb\xbfselect = []", b"\0"])
def test_odd_bytes_are_one_mistake_or_none(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "snapcheck.toml").write_bytes(data)
    if b"select" in data:
        assert find(tmp_path).select == ()
        return
    with pytest.raises(ConfigError) as raised:
        find(tmp_path)
    assert len(raised.value.mistakes) == 1


def test_unknown_codes_are_named_with_the_nearest() -> None:
    wrong = Config(
        Path("/"),
        "snapcheck.toml",
        select=("SNAP2O1",),
        per_file_ignores=(("*.py", ("SNAP2", "XYZ")),),
    )
    with pytest.raises(ConfigError) as raised:
        config.check_codes(wrong, {code: RULES[code] for code in ("SNAP201", "SNAP301")})
    assert raised.value.mistakes == (
        'snapcheck.toml: select: unknown rule code "SNAP2O1" (did you mean "SNAP201"?)',
        'snapcheck.toml: per-file-ignores: unknown rule code "XYZ" (known: SNAP201, SNAP301)',
    )


def test_a_wrong_configuration_ends_the_run_in_one_line(project: Path) -> None:
    (project / "snapcheck.toml").write_text('ignore = ["SNAP2O1"]\n')
    finished = snapcheck(project, "check")
    assert (finished.returncode, finished.stdout) == (2, "")
    assert finished.stderr == (
        'snapcheck: error: snapcheck.toml: ignore: unknown rule code "SNAP2O1" '
        '(did you mean "SNAP201"?)\n'
    )


# What it does


@pytest.mark.parametrize(
    ("text", "arguments", "expected"),
    [
        ('select = ["SNAP2"]', [], ["app.py:SNAP201", "src/orders.py:SNAP201"]),
        ('select = ["SNAP2"]', ["--select", "SNAP1"], []),
        ('ignore = ["SNAP2", "SNAP3"]', [], []),
        ('exclude = ["/src/"]\nignore = ["SNAP3"]', [], ["app.py:SNAP201"]),
        ('exclude = ["*.py"]', [], []),
        (
            '[per-file-ignores]\n"src/**" = ["SNAP2"]\n"app.py" = ["SNAP"]',
            [],
            ["src/orders.py:SNAP301"],
        ),
        (
            'exclude = ["orders.py"]\nselect = ["SNAP2"]',
            ["src/orders.py"],
            ["src/orders.py:SNAP201"],
        ),
        ('exclude = ["orders.py"]', ["src/orders.py", "--force-exclude"], []),
        ("only-snapstart = true", [], []),
    ],
)
def test_settings_reach_the_analysis(
    text: str, arguments: list[str], expected: list[str], project: Path
) -> None:
    (project / "snapcheck.toml").write_text(text)
    assert concise(project, *arguments) == expected


def test_patterns_and_entry_points_are_relative_to_the_configuration(project: Path) -> None:
    (project / "src" / "orders.py").write_text(
        FROZEN.replace("def handler(event, context)", "def other()")
    )
    (project / "snapcheck.toml").write_text(
        'entry-points = ["src/orders.py:job"]\n[per-file-ignores]\n"src/*" = ["SNAP9"]\n'
    )
    assert concise(project / "src") == ["orders.py:SNAP201"]
    (project / "snapcheck.toml").write_text(
        'entry-points = ["src/orders.py:job"]\n[per-file-ignores]\n"src/*" = ["SNAP2"]\n'
    )
    assert concise(project / "src") == []


def test_levels_and_problems_make_the_exit_code(project: Path) -> None:
    (project / "broken.py").write_text("def handler")
    assert snapcheck(project, "check").returncode == 2
    (project / "snapcheck.toml").write_text("allow-problems = true\n")
    assert snapcheck(project, "check").returncode == 1
    (project / "snapcheck.toml").write_text('allow-problems = true\nfail-on = "never"\n')
    assert snapcheck(project, "check").returncode == 0
    assert snapcheck(project, "check", "--fail-on", "error").returncode == 1


def test_the_output_can_be_configured(project: Path) -> None:
    (project / "snapcheck.toml").write_text('output-format = ["concise", "json=out.json"]\n')
    finished = snapcheck(project, "check")
    assert finished.stdout.startswith("app.py:4:7: error[SNAP201] ")
    assert (project / "out.json").is_file()
    (project / "out.json").unlink()
    snapcheck(project / "src", "check")
    assert (project / "out.json").is_file()
    assert snapcheck(project, "check", "-f", "text").stdout.startswith("error[SNAP201]")


def test_git_ignores_hold_for_named_files_only_by_force(project: Path) -> None:
    (project / ".gitignore").write_text("src/\n")
    assert len(concise(project, "src/orders.py")) == 2
    assert concise(project, "src/orders.py", "--force-exclude") == []
    assert len(concise(project, "app.py", "src/orders.py", "--force-exclude")) == 2


OWN_RULE = """\
+++
code = "ACME101"
name = "ticket-frozen"
summary = "ticket made before the snapshot"
level = "error"
questions = [{ check = "kept", hazard = "unique-id" }]
message = "{name} is made by {api} and {used}."
instead = "Make it in the handler."
tags = ["ours"]
+++

## What it does

One.

## Why it is wrong after a restore

Two.

## Use instead

Three.

## When it is fine

Four.

```python bad
import tickets
T = tickets.new()  # expect: ACME101
```

```python good
import tickets
```
"""
OWN_API = """\
library = "tickets"
about = "the ticket office"

[[api]]
names = ["tickets.new"]
effect = "makes"
hazard = "unique-id"
behaviour = "makes a number"
instead = "Make it in the handler."
evidence = "measured by us"
"""


def test_own_rules_and_apis_are_read_from_a_folder(project: Path) -> None:
    (project / "house" / "apis").mkdir(parents=True)
    (project / "house" / "ACME101-ticket-frozen.md").write_text(OWN_RULE)
    (project / "house" / "apis" / "tickets.toml").write_text(OWN_API)
    (project / "src" / "orders.py").unlink()
    (project / "app.py").write_text(
        "import tickets\n\nT = tickets.new()\n\n\ndef handler(event, context):\n    return T\n"
    )
    assert concise(project) == []
    (project / "snapcheck.toml").write_text('rules = ["house"]\nselect = ["ACME", "SNAP201"]\n')
    assert concise(project) == ["app.py:ACME101", "app.py:SNAP201"]
    (project / "house" / "apis" / "tickets.toml").write_text(OWN_API + "strange = 1\n")
    finished = snapcheck(project, "check")
    assert finished.returncode == 2
    assert 'house/apis/tickets.toml: api 1: unknown field "strange"' in finished.stderr
