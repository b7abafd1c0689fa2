"""snapcheck installed as its users install it: from its sources, in an environment of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from test_pre_commit import commit_all, environment, tool
from tools import require_tool, tool_from

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
FROZEN = "import uuid\n\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return RUN\n"
__all__ = ["commit_all", "environment", "tool"]


@pytest.mark.parametrize("command", [["uvx", "--from"], ["pipx", "run", "--spec"]])
def test_it_runs_without_being_installed(command: list[str], tool: Path, tmp_path: Path) -> None:
    program = tool_from({"uvx": "uv"}.get(command[0], command[0]), command[0])
    (tmp_path / "app.py").write_text(FROZEN)
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [
            program,
            *command[1:],
            str(tool),
            "snapcheck",
            "check",
            "-f",
            "concise",
            "-f",
            "sarif=o",
        ],
        cwd=tmp_path,
        env={**clean, "PIPX_HOME": str(tmp_path / "pipx"), "UV_CACHE_DIR": str(tmp_path / "uv")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "app.py:3:7: error[SNAP201]" in done.stdout
    assert (tmp_path / "o").is_file()


def test_the_action_installs_itself(tool: Path, tmp_path: Path) -> None:
    require_tool(shutil.which("bash"), "no bash")
    step = YAML(typ="safe").load((ROOT / "action.yml").read_text())["runs"]["steps"][0]
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", step["run"]],
        env={**clean, "RUNNER_TEMP": str(tmp_path), "ACTION": str(tool), "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    program = tmp_path / "snapcheck" / "bin" / "snapcheck"
    told = subprocess.run([program, "rule", "SNAP900"], capture_output=True, text=True, check=True)
    assert told.stdout.startswith("SNAP900 unused-ignore")
