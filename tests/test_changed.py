"""Runs over a part: the changed files of a commit, and a file that an editor holds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_config import concise, snapcheck

pytestmark = pytest.mark.slow

IDS = "import uuid\n\n\ndef new_id():\n    return uuid.uuid4().hex\n"
SETTINGS = "from ids import new_id\n\nRUN = new_id()\n"
HANDLER = "import settings\n\n\ndef handler(event, context):\n    return settings.RUN\n"
OTHER = "import time\n\nDAY = time.time()\n\n\ndef handler(event, context):\n    return DAY\n"
FILES = {"ids.py": IDS, "settings.py": SETTINGS, "app.py": HANDLER, "other.py": OTHER}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


# --changed


@pytest.mark.parametrize("name", ["ids.py", "settings.py", "app.py"])
def test_a_finding_is_told_for_each_file_of_its_story(name: str, project: Path) -> None:
    assert concise(project, "--changed", name) == ["settings.py:SNAP201"]


def test_what_no_changed_file_is_part_of_is_counted_only(project: Path) -> None:
    finished = snapcheck(project, "check", "--changed", "other.py")
    assert finished.returncode == 1
    assert finished.stdout.startswith("error[SNAP301]")
    assert "1 finding left out: no changed file in the story." in finished.stdout


def test_changed_folders_hold_their_files(project: Path) -> None:
    assert len(concise(project, "--changed", ".")) == 2


def test_a_removed_file_may_be_named(project: Path) -> None:
    assert concise(project, "--changed", "gone.py", "other.py") == ["other.py:SNAP301"]


def test_changed_files_of_another_kind_are_no_problem(project: Path) -> None:
    (project / "notes.txt").write_text("x")
    finished = snapcheck(project, "check", "--changed", "notes.txt")
    assert finished.returncode == 0


def test_problems_elsewhere_do_not_stop_a_commit(project: Path) -> None:
    (project / "broken.py").write_text("def handler(")
    finished = snapcheck(project, "check", "--changed", "ids.py", "--ignore", "SNAP2")
    assert finished.returncode == 0
    assert "notice: 1 problem in files that did not change" in finished.stdout
    assert snapcheck(project, "check", "--changed", "broken.py").returncode == 2


def test_no_entry_point_is_no_problem_of_a_commit(tmp_path: Path) -> None:
    (tmp_path / "ids.py").write_text(IDS)
    finished = snapcheck(tmp_path, "check", "--changed", "ids.py")
    assert finished.returncode == 0
    assert "notice: no entry point found" in finished.stdout


def test_ignored_files_stay_ignored(project: Path) -> None:
    (project / ".gitignore").write_text("other.py\n")
    assert concise(project, "--changed", "--force-exclude", "other.py") == []


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--changed"], "--changed needs the changed files"),
        (["-"], "standard input needs a name"),
        (["--stdin-filename", "app.py"], "give - as the only path"),
        (["--stdin-filename", "app.py", "-", "x.py"], "give - as the only path"),
        (["--stdin-filename", "t.yaml", "-"], "'t.yaml' is no Python file"),
    ],
)
def test_a_wrong_call_is_told(arguments: list[str], line: str, project: Path) -> None:
    finished = snapcheck(project, "check", *arguments)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert line in finished.stderr
    assert finished.stderr.count("\n") == 1


# --stdin-filename


def with_input(folder: Path, source: bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
    finished = subprocess.run(
        [sys.executable, "-m", "snapcheck", "check", "-f", "concise", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        input=source,
        capture_output=True,
        check=False,
    )
    return subprocess.CompletedProcess(
        finished.args, finished.returncode, finished.stdout.decode(), finished.stderr.decode()
    )


def test_standard_input_replaces_what_the_file_holds(project: Path) -> None:
    frozen = b"import uuid\nX = uuid.uuid4()\ndef handler(event, context):\n    return X\n"
    finished = with_input(project, frozen, "--stdin-filename", "app.py", "-")
    assert finished.stdout.startswith("app.py:2:5: error[SNAP201] ")
    assert finished.returncode == 1
    clean = with_input(
        project, b"def handler(event, context): ...", "--stdin-filename", "app.py", "-"
    )
    assert (clean.returncode, clean.stderr) == (0, "")
    assert (project / "app.py").read_text() == HANDLER


def test_what_it_imports_is_read_from_the_disk(project: Path) -> None:
    finished = with_input(project, HANDLER.encode(), "--stdin-filename", "app.py", "-")
    assert finished.stdout.startswith("settings.py:3:7: error[SNAP201] ")


def test_a_file_that_is_not_saved_yet_can_be_named(project: Path) -> None:
    finished = with_input(project, OTHER.encode(), "--stdin-filename", "new/fresh.py", "-")
    assert finished.stdout.startswith("new/fresh.py:3:7: error[SNAP301] ")


def test_the_whole_program_around_a_buffer(project: Path) -> None:
    safe = IDS.replace("uuid.uuid4().hex", "'constant'").encode()
    arguments = ["--changed", "--stdin-filename", "ids.py", "-"]
    assert with_input(project, IDS.encode(), *arguments).returncode == 1
    assert with_input(project, safe, *arguments).returncode == 0


@pytest.mark.parametrize("source", [b"", b"def", b"\0", b"\xff\xfe", b"(" * 10_000])
def test_any_bytes_end_in_a_verdict(source: bytes, project: Path) -> None:
    finished = with_input(project, source, "--stdin-filename", "app.py", "-")
    assert finished.returncode in (0, 2)
    assert "Traceback" not in finished.stderr
