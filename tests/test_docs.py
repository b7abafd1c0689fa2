"""The page on daily work names every key, option, format and rule that it should, and works."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from snapcheck import config, knowledge
from snapcheck.analysis import template_fixes
from snapcheck.commands.check import check
from snapcheck.commands.output import FORMATS
from snapcheck.fix import importing
from snapcheck.fix.propose import FIXERS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "daily-work.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGELOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def table_below(heading: str) -> set[str]:
    """The words in backticks in the first column of the table under a heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    first = re.findall(r"^\|([^|]*)\|", section, re.MULTILINE)
    return {word for cell in first for word in re.findall(r"`([^`]+)`", cell)}


def test_every_key_of_the_configuration_is_told() -> None:
    told = {}
    section = PAGE.partition("\n## Configuration\n")[2].partition("\n## ")[0]
    for first, what in re.findall(r"^\| (`.*?) \| (.*) \|$", section, re.MULTILINE):
        told.update(dict.fromkeys(re.findall(r"`([^`]+)`", first), what))
    assert told == {name: key.what for name, key in config.KEYS.items()}


def test_the_example_configuration_is_one(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(example)
    found = config.find(tmp_path)
    assert tomllib.loads(example)["tool"]["snapcheck"]["select"] == list(found.select)
    assert found.per_file_ignores == (("jobs/**", ("SNAP6",)),)


def test_every_format_is_told() -> None:
    assert table_below("Reports") == set(FORMATS)


@pytest.mark.parametrize("option", [name for p in check.params for name in p.opts if "--" in name])
def test_every_option_is_told_or_explains_itself(option: str) -> None:
    known = {f"--{key}" for key in config.KEYS} | {"--entry-point", "--verbose", "--color"}
    assert option in known or f"`{option}" in PAGE + README or f" {option}" in PAGE + README


def test_the_changelog_names_what_can_be_fixed() -> None:
    (line,) = re.findall(r"^- `--fix`.*\n(?:  .*\n)*", CHANGELOG, re.MULTILINE)
    named = set(re.findall(r"\d{3}", line))
    for first, last in re.findall(r"(\d{3}) to (\d{3})", line):
        named |= {str(code) for code in range(int(first), int(last) + 1)}
    elsewhere = {importing.RULE, *template_fixes.RULES, "SNAP900"}
    assert named == {code.removeprefix("SNAP") for code in {*FIXERS, *elsewhere}}
    assert FIXERS.keys() <= knowledge.load().rules.keys()


def test_the_pre_commit_example_names_a_hook() -> None:
    (example,) = re.findall(r"```yaml\n(repos:.*?)```", PAGE, re.DOTALL)
    (repository,) = YAML(typ="safe").load(example)["repos"]
    hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in hooks}
