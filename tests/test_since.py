"""`--changed-since` and `--new-since`: what git knows of an earlier state."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from test_config import FROZEN
from test_options import check, levels

pytestmark = pytest.mark.slow

NEW = "import os\n\nTOKEN = os.urandom(8)\n\n\ndef handler(event, context):\n    return TOKEN\n"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text(FROZEN)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "checkout", "-q", "-b", "topic")
    return folder


BOTH = ["error[SNAP201]", "error[SNAP301]"]


def test_nothing_is_new_where_nothing_changed(project: Path) -> None:
    assert levels(project) == BOTH
    for option in ("--changed-since", "--new-since"):
        assert levels(project, option, "main") == []


def test_what_was_there_is_not_said_to_be_in_a_baseline(project: Path) -> None:
    told = check(project, "--new-since", "main", "--show-suppressed").stdout
    assert "2 findings silenced: 2 there before." in told
    assert "(by earlier revision)" in told
    assert "ready for SnapStart" not in told  # of a part of the findings nobody knows
    check(project, "-f", "json=report.json", "--new-since", "main")
    report = json.loads((project / "report.json").read_text())
    assert {each["by"] for each in report["suppressed"]} == {"earlier revision"}


def test_lines_that_only_moved_are_neither_changed_nor_new(project: Path) -> None:
    (project / "app.py").write_text("# a line above\n" + FROZEN)
    for option in ("--changed-since", "--new-since"):
        assert levels(project, option, "main") == []


def test_a_changed_line_in_the_trace_counts(project: Path) -> None:
    text = FROZEN.replace("RUN = uuid.uuid4().hex", "RUN = uuid.uuid4().hex[:8]")
    (project / "app.py").write_text(text)
    assert levels(project, "--changed-since", "main") == BOTH[:1]
    assert levels(project, "--new-since", "main") == []


def test_what_is_added_is_new_committed_or_not(project: Path) -> None:
    (project / "a new file.py").write_text(NEW)
    for option in ("--changed-since", "--new-since"):
        assert levels(project, option, "main") == ["error[SNAP202]"]
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "second")
    for option in ("--changed-since", "--new-since"):
        assert levels(project, option, "main") == ["error[SNAP202]"]


def test_a_renamed_file_is_not_changed(project: Path) -> None:
    name = 'an "other" ünder\t.py'
    git(project, "mv", "app.py", name)
    assert levels(project, "--changed-since", "main") == []
    other = project / name
    other.write_text(other.read_text().replace("DAY = ", "DAY  = "))
    assert levels(project, "--changed-since", "main") == BOTH[1:]


def test_what_the_main_branch_did_since_does_not_count(project: Path) -> None:
    git(project, "checkout", "-q", "main")
    (project / "app.py").write_text(FROZEN.replace("RUN = uuid", "RUN  = uuid"))
    git(project, "commit", "-q", "-a", "-m", "on main")
    git(project, "checkout", "-q", "topic")
    assert levels(project, "--changed-since", "main") == []


def test_text_that_looks_like_a_difference_is_text(project: Path) -> None:
    odd = '"""\n++ b/odd.py\n@@ -1 +99 @@\ndiff --git a/x b/x\n"""\n'
    (project / "odd.py").write_text(odd + NEW)
    git(project, "add", "-A")
    assert levels(project, "--changed-since", "main") == ["error[SNAP202]"]


def test_a_part_of_a_repository_can_be_asked_for(project: Path) -> None:
    (project / "src").mkdir()
    (project / "src" / "new.py").write_text(NEW)
    (project / "new.py").write_text(NEW)
    assert levels(project / "src", "--new-since", "main") == ["error[SNAP202]"]
    assert levels(project, "src", "--changed-since", "main") == ["error[SNAP202]"]


def test_problems_that_were_there_are_not_new(project: Path) -> None:
    (project / "old.py").write_text("def handler(event, context):\n    return (\n")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "broken")
    assert check(project).returncode == 2
    assert check(project, "--new-since", "HEAD").returncode == 0


def test_nothing_of_the_repository_is_run(project: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\ncat\n")
    trap.chmod(0o755)
    (project / ".gitattributes").write_text("*.py diff=odd filter=odd\n")
    for key in ("diff.external", "diff.odd.command", "diff.odd.textconv", "core.fsmonitor"):
        git(project, "config", key, str(trap))
    git(project, "config", "filter.odd.smudge", str(trap))
    (project / "new.py").write_text(NEW)
    variables = {"GIT_EXTERNAL_DIFF": str(trap)}
    for option in ("--changed-since", "--new-since"):
        assert "error[SNAP202]" in levels(project, option, "main", **variables)
    assert not (tmp_path / "sprung").exists()


def test_a_shallow_clone_is_told_in_one_line(project: Path, tmp_path: Path) -> None:
    (project / "app.py").write_text(FROZEN + "# more\n")
    git(project, "commit", "-q", "-a", "-m", "second")
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", str(shallow))
    for option in ("--changed-since", "--new-since"):
        finished = check(shallow, option, "HEAD~1")
        assert finished.returncode == 2
        assert finished.stderr == (
            "snapcheck: error: git knows no 'HEAD~1' here; this clone is shallow: fetch all of it "
            "(`fetch-depth: 0` for actions/checkout)\n"
        )


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", "git knows no 'nowhere' here; name a branch, a tag or a commit"),
        ("--output=x", "'--output=x' is no revision; name a branch, a tag or a commit"),
    ],
)
def test_what_is_no_revision_is_told(revision: str, said: str, project: Path) -> None:
    finished = check(project, f"--changed-since={revision}")
    assert finished.returncode == 2
    assert said in finished.stderr


def test_without_git_or_a_repository_one_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FROZEN)
    finished = check(tmp_path, "--changed-since", "main", GIT_CEILING_DIRECTORIES="/")
    assert (finished.returncode, finished.stdout) == (2, "")
    assert "git rev-parse: fatal: not a git repository" in finished.stderr
    finished = check(tmp_path, "--new-since", "main", PATH=os.devnull)
    assert "can't run git: " in finished.stderr
    assert "; install it" in finished.stderr


def test_histories_with_nothing_in_common_are_told(project: Path) -> None:
    git(project, "checkout", "-q", "--orphan", "other")
    git(project, "commit", "-q", "-m", "apart")
    finished = check(project, "--changed-since", "main")
    assert "git finds no commit that both have in common" in finished.stderr
