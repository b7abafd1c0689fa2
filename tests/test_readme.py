"""The README tells the truth: its table, its finding and its commands are those of the program."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "snapcheck", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_table_of_rules_is_generated() -> None:
    table = re.search(r"<!-- rules: .*?-->\n(.*?)<!-- end of rules -->", README, re.DOTALL)
    assert table is not None
    assert table.group(1) == _run("rules", "-f", "markdown").stdout


def test_the_finding_shown_is_the_one_that_the_example_gives() -> None:
    shown = re.search(r"```console\n\$ snapcheck (.*?)\n(.*?)```", README, re.DOTALL)
    assert shown is not None
    done = _run(*shown.group(1).split())
    assert shown.group(2) in done.stdout
    assert done.returncode == 1


def test_two_commands_do_all_the_set_up() -> None:
    commands = re.findall(r"```bash\n(python3 -m venv .*)\n```", README)
    assert [("snapcheck check" in c, "pytest" in c) for c in commands] == [
        (True, False),
        (False, True),
    ]


def test_a_quick_selection_of_the_tests_is_named() -> None:
    """The other one takes a quarter of an hour."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    markers = project["tool"]["pytest"]["ini_options"]["markers"]
    assert "`-m quick`" in README
    assert any(marker.startswith("quick:") for marker in markers)


def test_every_option_it_names_exists() -> None:
    usage = _run("check", "--help").stdout
    for option in set(re.findall(r"(?<![-\w])--[a-z][-a-z]+", README)):
        assert option in usage, option


def test_the_files_it_links_to_exist() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / target.partition("#")[0]).is_file(), target
