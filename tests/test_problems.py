"""Problems have names that are stable, and are accepted by comments and by the baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_config import FROZEN
from test_options import check, levels

from snapcheck.commands.output import FORMATS
from snapcheck.model import Problem, ProblemKind

pytestmark = pytest.mark.slow

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Gone:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      CodeUri: src/
      Handler: gone.run
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.py").write_text(FROZEN)
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path


def problems(folder: Path, *arguments: str) -> list[str]:
    """Kind and path of each problem."""
    report = json.loads(check(folder, "-f", "json", *arguments).stdout)
    return [f"{each['kind']} {each['path']}" for each in report["problems"]]


@pytest.mark.parametrize(
    ("files", "arguments", "found"),
    [
        ({}, ["gone.py"], "missing-path gone.py"),
        ({"notes.txt": ""}, ["notes.txt"], "missing-path notes.txt"),
        ({}, [], "missing-handler template.yaml"),
        ({"src/app.py": "def (:\n"}, ["src/app.py"], "unreadable-file src/app.py"),
        ({"src/app.py": "x = 1\n"}, ["src/app.py"], "no-entry-point "),
        ({"src/gone.py": "x = 1\n"}, [], "missing-handler src/gone.py"),
        ({"template.yaml": f"{TEMPLATE}  - [\n"}, ["."], "unreadable-template template.yaml"),
        (
            {"template.yaml": TEMPLATE.replace("src/", "../other/")},
            ["."],
            "code-outside template.yaml",
        ),
    ],
)
def test_each_kind_of_problem_has_a_name(
    files: dict[str, str], arguments: list[str], found: str, project: Path
) -> None:
    for name, text in files.items():
        (project / name).write_text(text)
    assert found in problems(project, *arguments)


@pytest.mark.parametrize(
    "form",
    FORMATS,
)
def test_every_format_shows_the_name(form: str, project: Path) -> None:
    assert "missing-handler" in check(project, "-f", form).stdout


def test_the_baseline_accepts_problems_by_kind_path_and_subject(project: Path) -> None:
    written = check(project, "write", "known.json", command="baseline")
    assert written.returncode == 0
    assert "wrote 2 findings and 1 problem to known.json." in written.stderr
    finished = check(project, "--baseline", "known.json")
    assert finished.returncode == 0
    assert "1 problem accepted, by comments or the baseline." in finished.stdout
    shown = check(project, "--baseline", "known.json", "--show-suppressed").stdout
    assert "accepted: template.yaml:8: handler gone.run of Gone" in shown
    # Lines move, and nothing is new; another handler is.
    (project / "template.yaml").write_text("# moved\n" + TEMPLATE)
    assert check(project, "--baseline", "known.json").returncode == 0
    (project / "template.yaml").write_text(TEMPLATE.replace("gone.run", "lost.run"))
    finished = check(project, "--baseline", "known.json")
    assert finished.returncode == 2
    assert "1 entry of the baseline no longer found" in finished.stdout
    pruned = check(project, "prune", "known.json", "--allow-problems", command="baseline")
    assert "removed 1 finding from known.json" in pruned.stderr


@pytest.mark.parametrize("arguments", [["gone.py"], ["src/empty.py"]])
def test_a_wrong_call_is_never_accepted(arguments: list[str], project: Path) -> None:
    (project / "src" / "empty.py").write_text("x = 1\n")
    written = check(project, "write", "known.json", *arguments, command="baseline")
    assert written.returncode == 2
    assert json.loads((project / "known.json").read_text())["findings"] == []


def test_what_need_not_come_again_is_never_accepted() -> None:
    assert not Problem("a.py", 0, "x", "", repeatable=False).is_acceptable
    assert not Problem("a.py", 0, "x", "", kind=ProblemKind.MISSING_PATH).is_acceptable
    assert Problem("a.py", 0, "x", "", kind=ProblemKind.UNREADABLE_FILE).is_acceptable


@pytest.mark.parametrize(
    "line",
    [
        "      Handler: gone.run  # snapcheck: ignore[missing-handler] a build writes it",
        "      # snapcheck: ignore[missing-handler] a build writes it\n      Handler: gone.run",
    ],
)
def test_a_comment_in_a_template_accepts_a_problem(line: str, project: Path) -> None:
    text = TEMPLATE.replace("      Handler: gone.run", line)
    (project / "template.yaml").write_text(text)
    assert check(project, "--select", "SNAP9").returncode == 0
    (project / "template.yaml").write_text(text.replace("gone.run", "app.handler"))
    assert levels(project, "--select", "SNAP9") == ["warning[SNAP900]"]


def test_a_missing_path_names_what_is_beside_it(project: Path) -> None:
    assert "(did you mean src/app.py?)" in check(project, "src/ap.py").stdout
    assert "(check the spelling and the folder" in check(project, "qqq/zzz.py").stdout


def test_a_missing_function_names_the_option_and_the_nearest(project: Path) -> None:
    told = check(project, "src", "--entry-point", "src/app.py:handlr").stdout
    assert "has no function handlr (named by --entry-point, or in the configuration)" in told
    assert "did you mean handler?" in told


def test_a_missing_file_of_an_entry_point_names_the_nearest(project: Path) -> None:
    finished = check(project, "--entry-point", "src/ap.py:handler")
    assert finished.returncode == 2
    assert "there is no file src/ap.py; did you mean src/app.py?" in finished.stderr


def test_a_run_without_files_says_so(project: Path) -> None:
    assert "No findings. No Python file was looked at.\n" in check(project, "src/ap.py").stdout


# deployment files above


GOOD = TEMPLATE.replace("gone.run", "app.job") + "      SnapStart: {ApplyOn: PublishedVersions}\n"
MORE = GOOD + GOOD[GOOD.index("  Gone:") :].replace("Gone", "Far").replace("src/", "far/")


@pytest.mark.parametrize(
    ("folder", "arguments"), [("", ["src"]), ("", ["src/app.py"]), ("src", []), ("src", ["app.py"])]
)
def test_deployment_files_above_count_for_what_is_analysed(
    folder: str, arguments: list[str], project: Path
) -> None:
    (project / ".git").mkdir()
    (project / "far").mkdir()
    (project / "template.yaml").write_text(MORE)
    report = json.loads(check(project / folder, *arguments, "-f", "json").stdout)
    assert report["problems"] == []
    assert {finding["rule"] for finding in report["findings"]} == {"SNAP201", "SNAP301", "SNAP801"}
    known = {each["function"]: each["snapstart"] for each in report["entry_points"]}
    assert known == {"job": True, "handler": None}


def test_without_a_repository_nothing_above_the_working_folder_counts(project: Path) -> None:
    (project / "template.yaml").write_text(GOOD)
    assert "SNAP801" in check(project, "src").stdout
    assert "SNAP801" not in check(project / "src").stdout


def test_what_git_or_the_configuration_leaves_out_above_does_not_count(project: Path) -> None:
    (project / ".git").mkdir()
    (project / "template.yaml").write_text(GOOD)
    assert "SNAP801" not in check(project, "src", "--exclude", "template.yaml").stdout
    (project / ".gitignore").write_text("template.yaml\n")
    assert "SNAP801" not in check(project, "src").stdout


def test_a_file_above_that_changes_is_no_very_same_call(project: Path) -> None:
    (project / ".git").mkdir()
    (project / "template.yaml").write_text(GOOD)
    assert "SNAP801" in check(project, "src").stdout
    (project / "template.yaml").write_text(GOOD + "      AutoPublishAlias: live\n")
    assert "SNAP801" not in check(project, "src").stdout
