"""Baselines: what is known is left out, what is new is told, what is gone is forgotten."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from test_config import concise, snapcheck
from tools import require_tool

from snapcheck.model import KnownFinding
from snapcheck.suppress import baseline
from snapcheck.suppress.baseline import BaselineError

pytestmark = pytest.mark.slow

FROZEN = """\
import uuid

RUN = uuid.uuid4().hex


def handler(event, context):
    return RUN
"""
ENTRY = KnownFinding("app.py", "SNAP201", "0" * 32, "`RUN` is kept")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "app.py").write_text(FROZEN)
    return tmp_path


def test_what_is_written_is_left_out(project: Path) -> None:
    written = snapcheck(project, "baseline", "write", "known.json")
    assert (written.returncode, written.stderr) == (
        0,
        "snapcheck: wrote 1 finding to known.json.\n",
    )
    finished = snapcheck(project, "check", "--baseline", "known.json")
    assert finished.returncode == 0
    assert "1 finding silenced: 1 in the baseline." in finished.stdout
    assert snapcheck(project, "check").returncode == 1


def test_moved_lines_stay_known_and_new_findings_are_told(project: Path) -> None:
    snapcheck(project, "baseline", "write", "known.json")
    app = project / "src" / "app.py"
    app.write_text("# new\n\n" + FROZEN.replace("RUN = uuid", "RUN    =  uuid"))
    assert concise(project, "--baseline", "known.json") == []
    again = FROZEN.replace("\n\ndef", "NEW = uuid.uuid4().hex\n\n\ndef", 1)
    app.write_text(again.replace("return RUN", "return RUN, NEW"))
    assert concise(project, "--baseline", "known.json") == ["src/app.py:SNAP201"]


def test_it_is_the_same_from_every_folder(project: Path) -> None:
    snapcheck(project / "src", "baseline", "write", "../known.json")
    (entry,) = baseline.read(project / "known.json")
    assert entry.path == "src/app.py"
    assert concise(project, "--baseline", "known.json") == []
    assert concise(project / "src", "--baseline", "../known.json") == []


def test_the_configuration_names_it(project: Path) -> None:
    (project / "snapcheck.toml").write_text('baseline = "known.json"\n')
    finished = snapcheck(project, "check")
    assert finished.returncode == 2
    assert "no baseline" in finished.stderr
    assert "snapcheck baseline write" in finished.stderr
    snapcheck(project, "baseline", "write", "known.json")
    assert concise(project / "src") == []


def test_stale_entries_are_told_and_pruned(project: Path) -> None:
    snapcheck(project, "baseline", "write", "known.json")
    before = (project / "known.json").read_text()
    nothing = snapcheck(project, "baseline", "prune", "known.json")
    assert nothing.stderr == "snapcheck: removed 0 findings from known.json, kept 1.\n"
    assert (project / "known.json").read_text() == before

    (project / "src" / "app.py").write_text(FROZEN.replace("RUN = uuid.uuid4().hex", "RUN = 1"))
    told = snapcheck(project, "check", "--baseline", "known.json")
    assert told.returncode == 0
    assert "notice: 1 entry of the baseline no longer found" in told.stdout
    pruned = snapcheck(project, "baseline", "prune", "known.json")
    assert pruned.stderr == "snapcheck: removed 1 finding from known.json, kept 0.\n"
    assert baseline.read(project / "known.json") == ()


def test_a_file_that_is_gone_makes_its_entries_stale(project: Path) -> None:
    snapcheck(project, "baseline", "write", "known.json")
    (project / "src" / "app.py").rename(project / "src" / "main.py")
    finished = snapcheck(project, "check", "--baseline", "known.json")
    assert finished.returncode == 1
    assert "1 entry of the baseline no longer found" in finished.stdout


def test_what_a_run_does_not_look_at_is_not_stale(project: Path) -> None:
    (project / "other.py").write_text(FROZEN)
    snapcheck(project, "baseline", "write", "known.json")
    (project / "src" / "app.py").write_text(FROZEN.replace("return RUN", "return 1"))
    for arguments in (["other.py"], ["--select", "SNAP3"], ["--changed", "other.py"]):
        told = snapcheck(project, "check", "--baseline", "known.json", *arguments)
        assert told.returncode == 0
        assert "no longer" not in told.stdout
    snapcheck(project, "baseline", "prune", "known.json", "other.py")
    assert len(baseline.read(project / "known.json")) == 2


def test_prune_never_adds_and_keeps_its_hands_off_a_broken_project(project: Path) -> None:
    (project / "known.json").write_text(baseline.render([ENTRY]))
    (project / "broken.py").write_text("def handler(")
    finished = snapcheck(project, "baseline", "prune", "known.json")
    assert finished.returncode == 2
    assert "problem: broken.py: " in finished.stderr
    assert baseline.read(project / "known.json") == (ENTRY,)
    (project / "broken.py").unlink()
    snapcheck(project, "baseline", "prune", "known.json")
    assert baseline.read(project / "known.json") == ()


def test_a_baseline_of_an_incomplete_run_is_written_and_told(project: Path) -> None:
    (project / "broken.py").write_text("def handler(")
    finished = snapcheck(project, "baseline", "write", "known.json", "gone.py", ".")
    assert finished.returncode == 2
    assert "problem: gone.py: " in finished.stderr
    assert "wrote 1 finding and 1 problem to known.json." in finished.stderr
    assert len(baseline.read(project / "known.json")) == 2


def test_the_less_sure_come_forward_at_their_level(project: Path) -> None:
    snapcheck(project, "baseline", "write", "known.json", "--min-confidence", "high")
    assert concise(project, "--baseline", "known.json", "--min-confidence", "low") == []


def test_two_equal_findings_are_two_entries(project: Path) -> None:
    twice = FROZEN.replace("RUN = uuid.uuid4().hex\n", "RUN = uuid.uuid4().hex\n" * 2)
    (project / "src" / "app.py").write_text(twice.replace("RUN = u", "RUN, X = 1, u", 1))
    snapcheck(project, "baseline", "write", "known.json")
    entries = json.loads((project / "known.json").read_text())["findings"]
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


def test_the_file_is_sorted_and_names_no_lines() -> None:
    other = KnownFinding("a.py", "SNAP301", "1" * 32, "`DAY` é")
    text = baseline.render([ENTRY, other, ENTRY])
    assert text == baseline.render([other, ENTRY])
    assert text.index("a.py") < text.index("app.py")
    assert "line" not in text
    assert "é" in text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"findings": []}',
        '{"version": 2, "findings": []}',
        '{"version": 1}',
        '{"version": 1, "findings": [1]}',
        '{"version": 1, "findings": [{"path": "a.py"}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline_is_told_in_one_line(text: str, tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text(text)
    with pytest.raises(BaselineError) as raised:
        baseline.read(file)
    assert "known.json" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_baseline_survives_real_commits(tmp_path: Path) -> None:
    require_tool(shutil.which("git"), "no git")
    for command in (["init", "-q"], ["config", "user.email", "x@example.com"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    (tmp_path / "app.py").write_text(FROZEN)
    snapcheck(tmp_path, "baseline", "write", "known.json")
    text = (tmp_path / "known.json").read_text()
    (tmp_path / "app.py").write_text("import os\n" + FROZEN + "\nX = os\n")
    snapcheck(tmp_path, "baseline", "write", "known.json")
    assert (tmp_path / "known.json").read_text() == text
