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


def test_a_commit_is_blocked_until_it_is_mended(
    tmp_path: Path, environment: dict[str, str], tool: Path
) -> None:
    revision = run(tool, environment, "git", "rev-parse", "HEAD").stdout.strip()
    (tmp_path / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {tool}\n  rev: {revision}\n  hooks:\n  - id: snapcheck\n"
    )
    commit_all(tmp_path, environment)
    done = run(tmp_path, environment, sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stdout + done.stderr

    (tmp_path / "handler.py").write_text(FROZEN)
    run(tmp_path, environment, "git", "add", "-A")
    blocked = run(tmp_path, environment, "git", "commit", "-m", "frozen")
    assert blocked.returncode == 1
    assert "error[SNAP201]" in blocked.stdout + blocked.stderr

    (tmp_path / "handler.py").write_text(MENDED)
    run(tmp_path, environment, "git", "add", "-A")
    passed = run(tmp_path, environment, "git", "commit", "-m", "mended")
    assert passed.returncode == 0, passed.stdout + passed.stderr
