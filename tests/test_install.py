"""snapcheck installed as its users install it: from its sources, in an environment of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from zipfile import ZipFile

import pytest
from test_pre_commit import commit_all, environment, tool
from tools import tool_from

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
FROZEN = "import uuid\n\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return RUN\n"
TERRAFORM = """\
data "archive_file" "code" {
  type        = "zip"
  source_file = "app.py"
  output_path = "app.zip"
}
resource "aws_lambda_function" "f" {
  handler  = "app.handler"
  runtime  = "python3.12"
  filename = data.archive_file.code.output_path
}
"""
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


@pytest.fixture(scope="module")
def built(tool: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution and the wheel that is built from it."""
    folder = tmp_path_factory.mktemp("built")
    uv("build", str(ROOT), "-o", str(folder))
    return folder


def metadata_of(wheels: Path) -> Message:
    """What a wheel tells an index of packages."""
    (wheel,) = wheels.glob("*.whl")
    with ZipFile(wheel) as opened:
        (name,) = [each for each in opened.namelist() if each.endswith("/METADATA")]
        return message_from_bytes(opened.read(name))


def test_an_index_is_given_no_links_without_an_address(built: Path) -> None:
    told = metadata_of(built)
    assert told.get_all("Project-URL") is None
    assert told["Description-Content-Type"] == "text/markdown"
    readme = str(told.get_payload())
    assert readme.startswith("# snapcheck\n")
    assert re.search(r"\]\([^)]*\)", readme) is None


def test_an_index_is_given_links_to_the_site(tool: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tool, copy)
    setting = copy / "snapcheck" / "project.py"
    text = setting.read_text(encoding="utf-8")
    setting.write_text(text.replace('ADDRESS = ""', 'ADDRESS = "https://snapcheck.example/"'))
    uv("build", "--wheel", str(copy), "-o", str(tmp_path))
    told = metadata_of(tmp_path)
    assert told.get_all("Project-URL") == [
        "Documentation, https://snapcheck.example/",
        "Changelog, https://snapcheck.example/CHANGELOG/",
    ]
    links = re.findall(r"\]\(([^)]*)\)", str(told.get_payload()))
    assert "https://snapcheck.example/docs/daily-work/#pre-commit" in links
    assert "https://snapcheck.example/CONTRIBUTING/#measure" in links
    assert all(link.startswith("https://snapcheck.example/") for link in links)
    pages = {link.partition("#")[0].removeprefix("https://snapcheck.example/") for link in links}
    assert all((ROOT / f"{page.rstrip('/')}.md").is_file() for page in pages)


def uv(*arguments: str, cwd: Path | None = None) -> str:
    """What uv prints of a run that must succeed; packages come from its cache."""
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [tool_from("uv"), "--no-config", *arguments]
    done = subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def installed(folder: Path, *what: str) -> Path:
    """The programs of a new environment in a folder, with these packages."""
    uv("venv", "-q", "-p", sys.executable, str(folder / "venv"))
    programs = folder / "venv" / "bin"
    uv("pip", "install", "-q", "--python", str(programs / "python"), *what)
    return programs


def test_the_wheel_has_all_that_a_run_needs(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    programs = installed(tmp_path, str(wheel))
    (tmp_path / "app.py").write_text(FROZEN)
    (tmp_path / "main.tf").write_text(TERRAFORM)
    asked = [programs / "snapcheck", "entry-points", "app.py", "main.tf"]
    listed = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "app.py:handler" in listed.stdout
    assert "main.tf" in listed.stdout
    offered = "import snapcheck; print(snapcheck.check('app.py').findings[0].rule)"
    told = subprocess.run(
        [programs / "python", "-c", offered],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "SNAP201\n"


def test_the_source_distribution_passes_its_quick_tests(built: Path, tmp_path: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    shutil.unpack_archive(archive, tmp_path, filter="data")
    (source,) = [each for each in tmp_path.iterdir() if each.is_dir()]
    programs = installed(tmp_path, f"{source}[dev]")
    done = subprocess.run(
        [programs / "pytest", "-q", "-m", "quick", "-n", "2", "-p", "no:cacheprovider"],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    passed = re.search(r"^(\d+) passed", done.stdout, re.MULTILINE)
    assert passed is not None
    assert int(passed[1]) > 1000
