"""The schema for editors says what the reader of the configuration says."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tools import tool_from

from snapcheck import config, knowledge, report
from snapcheck.config import KEYS, ConfigError, find
from snapcheck.config import schema as config_schema

SCHEMA = Path(config_schema.__file__).parent / "schema.json"
REPORT = Path(report.__file__).parent / "report-1.schema.json"
CODES = knowledge.load().rules


def test_the_file_is_what_the_program_prints() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == config_schema.render(), "run: docs/renew.py"
    assert printed() == printed("configuration") == config_schema.render()
    assert printed("report") == REPORT.read_text(encoding="utf-8")
    done = asked("rules")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'rules' is not one of 'configuration', 'report'" in done.stderr


def asked(*what: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "snapcheck", "schema", *what]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def printed(*what: str) -> str:
    return asked(*what).stdout


def check_jsonschema(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [tool_from("check-jsonschema"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_is_a_schema() -> None:
    finished = check_jsonschema("--check-metaschema", str(SCHEMA))
    assert finished.returncode == 0, finished.stdout


def schema_for_pyproject(folder: Path) -> Path:
    """A schema of pyproject.toml files that refers to ours, as the ones of editors do."""
    of_tools = {"type": "object", "properties": {"snapcheck": {"$ref": SCHEMA.as_uri()}}}
    file = folder / "pyproject.schema.json"
    file.write_text(json.dumps({"type": "object", "properties": {"tool": of_tools}}))
    return file


GOOD = """\
select = ["SNAP1", "SNAP201", "ACME100"]
ignore = []
exclude = ["/legacy/"]
entry-points = ["src/jobs.py:main"]
min-confidence = "low"
fail-on = "never"
allow-problems = true
include-vendored = false
only-snapstart = true
python = ".venv"
baseline = "known.json"
output-format = ["text", "sarif=out.sarif"]
rules = ["own"]
source-roots = ["shared"]
extend-select = ["unique-id-frozen", "snap3"]
min-level = "warning"
extend = "base.toml"
required-version = ">=0.1"
levels = { SNAP602 = "warning", SNAP9 = "off" }

[per-file-ignores]
"jobs/**" = ["SNAP6"]
"""
# One line each, and what a person reads of it.
BAD = {
    'selct = ["SNAP1"]': "selct",
    'select = "SNAP1"': "select",
    'select = ["snap 1"]': "select",
    "levels = { SNAP602 = 'loud' }": "levels",
    "min-level = 'never'": "min-level",
    "extend-select = 'SNAP1'": "extend-select",
    "required-version = 1": "required-version",
    "extend = ''": "extend",
    "ignore = [1]": "ignore",
    'exclude = [""]': "exclude",
    'min-confidence = "sure"': "min-confidence",
    'fail-on = "warn"': "fail-on",
    'allow-problems = "yes"': "allow-problems",
    "baseline = true": "baseline",
    'source-roots = "shared"': "source-roots",
    'python = ""': "python",
    'per-file-ignores = ["a"]': "per-file-ignores",
    'per-file-ignores = { "a" = "SNAP1" }': "per-file-ignores",
    'per-file-ignores = { "a" = [] }': "per-file-ignores",
}


@pytest.mark.slow
@pytest.mark.parametrize("in_pyproject", [False, True])
def test_good_files_pass(in_pyproject: bool, tmp_path: Path) -> None:
    assert tomllib.loads(GOOD).keys() == KEYS.keys()
    (tmp_path / "own").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "base.toml").touch()
    file, schema = placed(tmp_path, GOOD, in_pyproject)
    finished = check_jsonschema("--schemafile", str(schema), str(file))
    assert finished.returncode == 0, finished.stdout
    assert find(tmp_path).entry_points == ("src/jobs.py:main",)


@pytest.mark.slow
@pytest.mark.parametrize("in_pyproject", [False, True])
@pytest.mark.parametrize("line", BAD)
def test_bad_files_do_not(line: str, in_pyproject: bool, tmp_path: Path) -> None:
    file, schema = placed(tmp_path, line, in_pyproject)
    finished = check_jsonschema("--schemafile", str(schema), str(file))
    assert finished.returncode == 1
    assert BAD[line] in finished.stdout
    with pytest.raises(ConfigError) as caught:
        config.check_codes(find(tmp_path), CODES)
    assert BAD[line] in str(caught.value)


def placed(folder: Path, text: str, in_pyproject: bool) -> tuple[Path, Path]:
    """A file with that configuration, and the schema that holds for it."""
    if not in_pyproject:
        file = folder / "snapcheck.toml"
        file.write_text(text)
        return file, SCHEMA
    file = folder / "pyproject.toml"
    table = text.replace("[per-file-ignores]", "[tool.snapcheck.per-file-ignores]")
    file.write_text(f'[project]\nname = "orders"\n\n[tool.snapcheck]\n{table}')
    return file, schema_for_pyproject(folder)


VALUES = (True, False, 1, "text", "", "high", "warning", [], ["SNAP2"], ["text"], [""], [1])
MORE = ({}, {"jobs/**": ["SNAP2"]}, {"jobs/**": []}, {"": ["SNAP2"]}, {"jobs/**": "SNAP2"})


@pytest.mark.parametrize("key", KEYS)
def test_reader_and_schema_take_the_same_values(key: str, tmp_path: Path) -> None:
    from jsonschema import Draft7Validator

    validator = Draft7Validator(json.loads(config_schema.render()))
    (tmp_path / "text").mkdir()
    (tmp_path / "SNAP2").mkdir()
    for value in (*VALUES, *MORE):
        if key in ("extend", "required-version") and isinstance(value, str) and value:
            continue  # which file or version there is, no schema knows
        (tmp_path / "snapcheck.toml").write_text(f"{key} = {toml(value)}\n")
        try:
            config.check_codes(find(tmp_path), CODES)
            taken = True
        except ConfigError:
            taken = False
        assert validator.is_valid({key: value}) == taken, value


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{name}" = {toml(each)}' for name, each in value.items()) + "}"
    return json.dumps(value)
