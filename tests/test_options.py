"""Options that hands type, the configuration's keys and their variables."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_config import FROZEN

from snapcheck import config
from snapcheck.config import KEYS, ConfigError
from snapcheck.config.variables import variable_of

pytestmark = pytest.mark.slow

CLIENT = "import boto3\n\n\ndef handler(event, context):\n    return boto3.client('s3')\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "app.py").write_text(FROZEN)
    (tmp_path / "client.py").write_text(CLIENT)
    return tmp_path


def check(
    folder: Path, *arguments: str, command: str = "check", **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snapcheck", command, *arguments],
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def levels(folder: Path, *arguments: str, **variables: str) -> list[str]:
    """Level and code of each finding."""
    lines = check(folder, "-q", "-f", "concise", *arguments, **variables).stdout.splitlines()
    return [line.split(": ")[1].split(" ")[0] for line in lines]


ALL = ["error[SNAP201]", "error[SNAP301]", "note[SNAP602]"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ALL),
        (["--min-level", "warning"], ALL[:2]),
        (["--select", "unique-id-frozen"], ALL[:1]),
        (["--select", "snap2", "--extend-select", "client-per-invoke"], [ALL[0], ALL[2]]),
        (["--extend-select", "SNAP2"], ALL),
        (["--ignore", "Timestamp-Frozen,SNAP6"], ALL[:1]),
        (["--exclude", "client.py"], ALL[:2]),
        (["--exclude", "/app.py, *.txt"], ALL[2:]),
    ],
)
def test_what_is_reported_goes_by_options(
    arguments: list[str], found: list[str], project: Path
) -> None:
    assert levels(project, *arguments) == found


FILES = {
    "min-level": ('min-level = "error"', "error", ALL[:2]),
    "select": ('select = ["unique-id-frozen"]', "unique-id-frozen", ALL[:1]),
    "ignore": ('ignore = ["snap3"]', "snap3", [ALL[0], ALL[2]]),
    "exclude": ('exclude = ["client.py"]', "client.py", ALL[:2]),
    "levels": (
        'levels = { SNAP3 = "off", SNAP6 = "error", client-per-invoke = "warning" }',
        "SNAP3=off,SNAP6=error,client-per-invoke=warning",
        [ALL[0], "warning[SNAP602]"],
    ),
    "per-file-ignores": (
        'per-file-ignores = { "app.py" = ["timestamp-frozen", "snap2"] }',
        "app.py:timestamp-frozen,app.py:snap2",
        ALL[2:],
    ),
}


@pytest.mark.parametrize("key", FILES)
def test_what_is_reported_goes_by_keys_and_by_variables(key: str, project: Path) -> None:
    line, value, found = FILES[key]
    assert levels(project, **{variable_of(key): value}) == found
    (project / "snapcheck.toml").write_text(line + "\n")
    assert levels(project) == found
    assert levels(project, "--isolated") == ALL


def test_options_count_before_variables_and_variables_before_files(project: Path) -> None:
    (project / "snapcheck.toml").write_text('select = ["SNAP2"]\nfail-on = "never"\n')
    assert levels(project) == ALL[:1]
    assert levels(project, SNAPCHECK_SELECT="SNAP3,SNAP6") == ALL[1:]
    assert levels(project, "--select", "SNAP6", SNAPCHECK_SELECT="SNAP3") == ALL[2:]
    assert check(project, SNAPCHECK_FAIL_ON="error").returncode == 1
    assert check(project, SNAPCHECK_FAIL_ON="").returncode == 0


@pytest.mark.parametrize("key", sorted(KEYS.keys() - {"extend"}))
def test_every_key_has_a_variable(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    value = {"allow-problems": "1", "required-version": ">=0.1", "min-confidence": "low"}
    word = {"min-level": "error", "fail-on": "never", "levels": "SNAP2=off"}
    given = {**value, **word}.get(key, "true" if KEYS[key].kind.name == "FLAG" else ".")
    monkeypatch.setenv(variable_of(key), "a:SNAP2" if key == "per-file-ignores" else given)
    assert config.find(tmp_path).variables == {key}


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("SNAPCHECK_MIN_LEVEL", "loud", '"min-level" must be one of note, warning, error'),
        ("SNAPCHECK_ALLOW_PROBLEMS", "perhaps", '"allow-problems" must be true or false'),
        ("SNAPCHECK_LEVELS", "SNAP2", '"levels" must be a table of rule codes'),
        ("SNAPCHECK_SELECT", "SNAP2O1", 'unknown rule code "SNAP2O1" (did you mean "SNAP201"?)'),
        ("SNAPCHECK_SELECT", "unique-id", '(did you mean "unique-id-frozen"?)'),
    ],
)
def test_a_wrong_variable_is_named(variable: str, value: str, said: str, project: Path) -> None:
    finished = check(project, **{variable: value})
    assert finished.returncode == 2
    assert "the variables SNAPCHECK_..." in finished.stderr
    assert said in finished.stderr


def test_a_misspelt_variable_is_told(project: Path) -> None:
    others = {"SNAPCHECK_METAMORPHIC": "1:9", "SNAPCHECK_CACHE_DIR": str(project / "cache")}
    for _ in range(2):  # the second time from what the first one kept
        told = check(project, SNAPCHECK_SELCT="SNAP2", **others).stderr
        assert told == (
            "snapcheck: note: SNAPCHECK_SELCT stands for no key; did you mean SNAPCHECK_SELECT?\n"
        )
    assert check(project, "--quiet", SNAPCHECK_SELCT="SNAP2").stderr == ""


def test_a_configuration_extends_another(project: Path) -> None:
    (project / "base").mkdir()
    (project / "base" / "house.toml").write_text('select = ["SNAP2"]\nbaseline = "b.json"\n')
    (project / "base.toml").write_text('extend = "base/house.toml"\nmin-level = "error"\n')
    (project / "snapcheck.toml").write_text('extend = "base.toml"\nselect = ["SNAP3"]\n')
    found = config.find(project)
    assert found.select == ("SNAP3",)
    assert found.min_level == "error"
    assert found.baseline == str(project / "base" / "b.json")
    names = [file.name for file in found.files]
    assert names == ["snapcheck.toml", "base.toml", "house.toml"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"snapcheck.toml": 'extend = "no.toml"'}, '"extend" names "no.toml", which holds no'),
        ({"snapcheck.toml": 'extend = "snapcheck.toml"'}, "which extends this file"),
        (
            {"snapcheck.toml": 'extend = "b.toml"', "b.toml": 'extend = "snapcheck.toml"'},
            '"snapcheck.toml", which extends this file',
        ),
        ({"snapcheck.toml": 'extend = "b.toml"', "b.toml": "selct = []"}, "b.toml: unknown key"),
        ({"snapcheck.toml": 'required-version = ">=99"'}, "and this is snapcheck"),
        ({"snapcheck.toml": 'required-version = "new"'}, 'must be a version as ">=1.2,<2"'),
    ],
)
def test_what_can_not_be_extended_or_used_is_named(
    files: dict[str, str], said: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text + "\n")
    with pytest.raises(ConfigError) as raised:
        config.find(tmp_path)
    assert said in str(raised.value)


def test_a_configuration_can_be_named(project: Path) -> None:
    (project / "snapcheck.toml").write_text('select = ["SNAP2"]\n')
    (project / "ci.toml").write_text('select = ["SNAP3"]\n')
    (project / "pyproject.toml").write_text("[project]\n")
    assert levels(project, "--config", "ci.toml") == ALL[1:2]
    finished = check(project, "--config", "pyproject.toml")
    assert finished.returncode == 2
    assert "no table [tool.snapcheck] in it" in finished.stderr
    assert "name a snapcheck.toml or a pyproject.toml that has one" in finished.stderr
    assert "does not exist" in check(project, "--config", "gone.toml").stderr
    with pytest.raises(ConfigError, match="there is no such file"):
        config.read(project / "gone.toml")


def test_a_changed_configuration_is_no_very_same_call(project: Path) -> None:
    (project / "base.toml").write_text('select = ["SNAP2"]\n')
    (project / "snapcheck.toml").write_text('extend = "base.toml"\n')
    assert levels(project) == levels(project) == ALL[:1]
    (project / "base.toml").write_text('select = ["SNAP3"]\n')
    assert levels(project) == ALL[1:2]
    assert levels(project, SNAPCHECK_SELECT="SNAP6") == ALL[2:]
    assert levels(project) == ALL[1:2]


def test_settings_are_shown_with_what_said_so(project: Path) -> None:
    (project / "snapcheck.toml").write_text(
        'select = ["SNAP2"]\nfail-on = "error"\nexclude = ["/old/"]\n'
    )
    typed = ("--show-settings", "--ignore", "SNAP3", "--exclude", "/new/")
    shown = check(project, *typed, SNAPCHECK_MIN_LEVEL="error")
    assert shown.stdout.splitlines() == [
        "# snapcheck.toml",
        'select = ["SNAP2"]  # snapcheck.toml',
        'ignore = ["SNAP3"]  # --ignore',
        'exclude = ["/old/", "/new/"]  # snapcheck.toml, --exclude',
        'min-confidence = "medium"  # default',
        'min-level = "error"  # SNAPCHECK_MIN_LEVEL',
        'fail-on = "error"  # snapcheck.toml',
        "allow-problems = false  # default",
        "include-vendored = false  # default",
        "only-snapstart = false  # default",
    ]
    assert shown.returncode == 0


def test_files_are_shown_and_nothing_is_analysed(project: Path) -> None:
    (project / "template.yaml").write_text("Resources: {}\n")
    shown = check(project, "--show-files", "--exclude", "client.py")
    assert shown.stdout.splitlines() == ["app.py", "template.yaml"]


def test_verbose_tells_what_was_read_and_why(project: Path) -> None:
    (project / "snapcheck.toml").write_text('entry-points = ["app.py:job"]\n')
    told = check(project, "-v", SNAPCHECK_MIN_LEVEL="error").stderr
    assert f"snapcheck: configuration: {project / 'snapcheck.toml'}\n" in told
    assert "min-level comes from a variable of the environment" in told
    assert "entry point: app.py:job, named in the configuration or by --entry-point" in told
    assert "entry point: client.py:handler, found by convention" in told
    assert "Python files: 2 looked at, 2 reached, 0 not" in told
    assert "Traceback" not in told


def test_exit_zero_is_for_findings_not_for_problems(project: Path) -> None:
    assert check(project, "--exit-zero").returncode == 0
    assert check(project, "gone.py", "--exit-zero").returncode == 2


def test_a_configured_baseline_can_be_left_out(project: Path) -> None:
    check(project, "write", "known.json", command="baseline")
    (project / "snapcheck.toml").write_text('baseline = "known.json"\n')
    assert levels(project) == []
    assert levels(project, "--no-baseline") == ALL


def test_variables_may_write_where_they_like(project: Path, tmp_path_factory: object) -> None:
    file = project.parent / "elsewhere.json"
    assert check(project, SNAPCHECK_OUTPUT_FORMAT=f"json={file}").returncode == 1
    assert file.is_file()


@pytest.mark.parametrize("command", ["check", "why", "entry-points", "verify"])
def test_help_stands_in_groups(command: str, project: Path) -> None:
    page = check(project, "--help", command=command).stdout
    for title in ("What is analysed:", "Configuration:", "Other options:"):
        assert f"\n{title}\n" in page
    assert "--config" in page.partition("Configuration:")[2].partition("Other options:")[0]
    assert "[PATHS]...\n" not in page.partition("Other options:")[2]


@pytest.mark.parametrize("command", ["entry-points", "baseline"])
def test_other_commands_go_by_the_same_options(command: str, project: Path) -> None:
    (project / "own.toml").write_text('exclude = ["client.py"]\n')
    more = ["write", "known.json"] if command == "baseline" else []
    finished = check(project, *more, "--config", "own.toml", command=command)
    told = finished.stdout + finished.stderr
    assert "client.py" not in told
    assert finished.returncode == 0


def test_the_version_has_a_short_option(project: Path) -> None:
    assert check(project, command="-V").stdout.startswith("snapcheck ")
