"""The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit in a real git repository."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tools import require_tool

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
FROZEN = """\
import uuid

RUN = uuid.uuid4().hex


def handler(event, context):
    return RUN
"""
MENDED = FROZEN.replace("RUN = uuid.uuid4().hex\n", "").replace("return RUN", "return uuid.uuid4()")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables that git and pre-commit run with: no settings of the machine's user."""
    require_tool(importlib.util.find_spec("pre_commit"), "no pre-commit: pip install pre-commit")
    require_tool(shutil.which("git"), "no git")
    home = tmp_path_factory.mktemp("home")
    names = {f"GIT_{who}_{what}" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {
        **kept,
        **dict.fromkeys(names, "tester@example.com"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(home),
    }


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """This project as a repository that pre-commit can clone: the files as they are now."""
    copy = tmp_path_factory.mktemp("tool") / "snapcheck"
    listed = run(ROOT, environment, "git", "ls-files", "-co", "--exclude-standard").stdout
    for name in listed.splitlines():
        if (ROOT / name).is_file() and not name.startswith("tests/"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    commit_all(copy, environment)
    return copy


def run(
    folder: Path, environment: dict[str, str], *command: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def commit_all(folder: Path, environment: dict[str, str]) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "--no-verify", "-m", "all"]):
        done = run(folder, environment, "git", *command)
        assert done.returncode == 0, done.stderr


def test_the_manifest_is_valid(environment: dict[str, str]) -> None:
    command = ["-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    done = run(ROOT, environment, sys.executable, *command)
    assert done.returncode == 0, done.stdout


@pytest.fixture
def user(tmp_path: Path, environment: dict[str, str], tool: Path) -> Path:
    """A repository that uses both hooks, `snapcheck-all` by hand only, with pre-commit installed.

    It holds an old finding that nobody is about to change.
    """
    revision = run(tool, environment, "git", "rev-parse", "HEAD").stdout.strip()
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {tool}\n  rev: {revision}\n  hooks:\n  - id: snapcheck\n"
        "  - id: snapcheck-all\n    stages: [manual]\n"
    )
    (tmp_path / "old.py").write_text(FROZEN)
    commit_all(tmp_path, environment)
    done = run(tmp_path, environment, sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stdout + done.stderr
    return tmp_path


def commit(user: Path, environment: dict[str, str], message: str) -> tuple[int, str]:
    run(user, environment, "git", "add", "-A")
    done = run(user, environment, "git", "commit", "-m", message)
    return done.returncode, done.stdout + done.stderr


def test_a_commit_is_blocked_until_it_is_mended(user: Path, environment: dict[str, str]) -> None:
    (user / "handler.py").write_text(FROZEN)
    code, told = commit(user, environment, "frozen")
    assert code == 1
    assert "\nhandler.py:3:7: error[SNAP201] unique value made" in told  # a line, and no block
    assert "1 finding left out" in told
    assert "old.py" not in told

    (user / "handler.py").write_text(MENDED)
    code, told = commit(user, environment, "mended")
    assert code == 0, told


def test_a_change_that_freezes_what_another_file_keeps_is_blocked(
    user: Path, environment: dict[str, str]
) -> None:
    (user / "ids.py").write_text("def new_id():\n    return 'constant'\n")
    (user / "handler.py").write_text(
        "from ids import new_id\n\nRUN = new_id()\n\n\n"
        "def handler(event, context):\n    return RUN\n"
    )
    code, told = commit(user, environment, "constant")
    assert code == 0, told
    (user / "ids.py").write_text("import uuid\n\n\ndef new_id():\n    return uuid.uuid4().hex\n")
    code, told = commit(user, environment, "unique")
    assert code == 1
    assert "handler.py:3:7" in told


def test_what_the_configuration_excludes_does_not_block(
    user: Path, environment: dict[str, str]
) -> None:
    (user / "pyproject.toml").write_text('[tool.snapcheck]\nexclude = ["generated/"]\n')
    (user / "generated").mkdir()
    (user / "generated" / "handler.py").write_text(FROZEN)
    code, told = commit(user, environment, "generated")
    assert code == 0, told


def test_other_files_do_not_start_it(user: Path, environment: dict[str, str]) -> None:
    (user / "notes.txt").write_text("x")
    code, told = commit(user, environment, "notes")
    assert code == 0
    assert "(no files to check)Skipped" in told


def test_the_hook_for_everything_tells_everything(user: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "pre_commit", "run", "--hook-stage", "manual", "snapcheck-all"]
    done = run(user, environment, *command)
    assert done.returncode == 1
    assert "old.py:3:7: error[SNAP201] " in done.stdout
    assert "-->" not in done.stdout


@pytest.mark.parametrize("hook", ["snapcheck", "snapcheck-all"])
def test_the_hooks_can_be_tried(
    hook: str, tmp_path: Path, environment: dict[str, str], tool: Path
) -> None:
    (tmp_path / "old.py").write_text(FROZEN)
    commit_all(tmp_path, environment)
    command = ["-m", "pre_commit", "try-repo", str(tool), hook, "--all-files", "--verbose"]
    done = run(tmp_path, environment, sys.executable, *command)
    assert done.returncode == 1
    assert "error[SNAP201]" in done.stdout


def test_prek_runs_the_same_hook(user: Path, environment: dict[str, str]) -> None:
    beside = shutil.which("prek", path=str(Path(sys.executable).parent))
    prek = beside or shutil.which("prek")
    require_tool(prek, "no prek: pip install prek")
    home = {"PREK_HOME": environment["PRE_COMMIT_HOME"] + "-prek"}
    done = run(user, {**environment, **home}, str(prek), "run", "snapcheck", "--all-files")
    assert done.returncode == 1, done.stderr
    assert "error[SNAP201]" in done.stdout
