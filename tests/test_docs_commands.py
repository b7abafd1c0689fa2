"""What the pages tell people to type can be typed: it is run, link by link and line by line."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from tools import require_tool

from snapcheck.cli import cli

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Installs from a registry, or the project itself: CI does that.
INSTALLS = ("pip install", "python3 -m venv", ".venv/bin/")
APP = "import settings\n\n\ndef handler(event, context):\n    return settings.read()\n"
SETTINGS = "import uuid\n\n\n\n\n\n\n\n\n\n\nRUN = uuid.uuid4()\n\n\ndef read():\n    return RUN\n"
TEMPLATE = """\
Resources:
  App:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      CodeUri: src/
      Handler: app.handler
"""


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def lines_of(page: Path) -> list[str]:
    """The lines of the page's shell examples that can be run anywhere."""
    blocks = re.findall(r"```bash\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.strip()]
    return [line for line in lines if not line.startswith(INSTALLS)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with all that the examples name, and a snapcheck on the path."""
    root = tmp_path / "project"
    for name, text in {
        "template.yaml": TEMPLATE,
        "src/app.py": APP,
        "src/settings.py": SETTINGS,
        "src/jobs.py": "import settings\n\n\ndef run_nightly():\n    return settings.read()\n",
        "services/orders/app.py": APP.replace("settings.read()", "1"),
        "services/stock/app.py": APP.replace("settings.read()", "2"),
        "examples/orders/app.py": APP.replace("settings.read()", "3"),
        ".venv/lib/python3.12/site-packages/company.py": "",
        ".gitignore": ".venv/\n",
        "src/app.json": "{}\n",
        "src/events/event.json": "{}\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    (tmp_path / "bin").mkdir()
    for name in ("snapcheck", "dask"):
        program = tmp_path / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {name} "$@"\n')
        program.chmod(0o755)
    return root


@pytest.mark.parametrize("page", [page for page in PAGES if lines_of(page)], ids=named)
def test_the_commands_of_a_page_run_one_after_the_other(page: Path, project: Path) -> None:
    for tool in ("bash", "git"):
        require_tool(shutil.which(tool), f"no {tool}")
    environment = {
        "PATH": f"{project.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "HOME": str(project.parent),
    }
    author = ["-c", "user.name=t", "-c", "user.email=t@example.com"]
    for call in (
        ["init", "-q"],
        ["add", "."],
        [*author, "commit", "-q", "-m", "all"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):
        subprocess.run(["git", *call], cwd=project, check=True)
    for line in lines_of(page):
        done = subprocess.run(
            ["bash", "-c", line],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        # 1 are findings, which the project has.
        assert done.returncode in (0, 1), (line, done.stderr)
        assert "error" not in done.stderr, line


def calls_in(page: Path) -> list[str]:
    """What the text of a page, and its examples, calls snapcheck with."""
    text = page.read_text(encoding="utf-8")
    inline = re.findall(r"(?<!`)`(?:uvx |pipx run )?(snapcheck [^`]+)`", text)
    typed = [line for line in lines_of(page) if line.startswith("snapcheck ")]
    return [*inline, *typed]


ALL_PAGES = [*PAGES, *sorted((ROOT / "rules").glob("*.md"))]


@pytest.mark.parametrize("page", [page for page in ALL_PAGES if calls_in(page)], ids=named)
def test_every_command_and_option_exists(page: Path) -> None:
    for call in calls_in(page):
        words = shlex.split(call.replace("...", "").partition(" && ")[0], comments=True)[1:]
        command: click.Command = cli
        context = click.Context(cli)
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            found = command.get_command(context, words.pop(0))
            assert found is not None, call
            command = found
        known = {name for param in command.params for name in param.opts}
        for word in words:
            if word.startswith("-") and word != "-":
                assert word.partition("=")[0] in known | {"--help"}, call


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file, _, heading = target.partition("#")
        place = page.parent / file if file else page
        assert place.is_file(), target
        if heading:
            headings = re.findall(r"^#+ (.*)$", place.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = [re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings]
            assert heading in anchors, target


def test_no_page_is_forgotten() -> None:
    """Each page can be reached from the README."""
    pending, seen = [ROOT / "README.md"], set()
    while pending:
        page = pending.pop().resolve()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        text = page.read_text(encoding="utf-8")
        targets = re.findall(r"\]\(([^)#:]+)", text)
        pending += [page.parent / target for target in targets]
    assert set(PAGES) - seen == set()
