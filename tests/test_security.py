"""What SECURITY.md promises, watched by Python's own audit events."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.analysis.edits import with_edits
from snapcheck.commands.output import FORMATS
from snapcheck.model import Request

EXAMPLE = Path(__file__).parents[1] / "examples" / "orders"
WATCHED = """
import os, sys

def watch(event, arguments):
    network = event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname")
    program = event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system")
    if network or program:
        os.write(2, f"AUDIT {event} {arguments!r}".encode())
        os._exit(99)
    if event == "compile" and str(arguments[1]).startswith(os.getcwd()):
        os.write(2, f"AUDIT compile {arguments[1]!r}".encode())
        os._exit(98)

sys.addaudithook(watch)
sys.argv = ["snapcheck", *sys.argv[1:]]
from snapcheck.cli import run
code = run()
sys.stdout.flush()
os._exit(code)
"""


def watched(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run snapcheck in `folder`; it ends with 98 or 99 where it does what it must not."""
    return subprocess.run(
        [sys.executable, "-P", "-c", WATCHED, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("check", "--no-cache", "--jobs", "1"), 1, id="check"),
        pytest.param(("check", "--no-cache", "--diff", "--unsafe-fixes"), 1, id="diff"),
        pytest.param(("check", "--no-cache", "-f", "sarif"), 1, id="sarif"),
        pytest.param(("entry-points",), 0, id="entry-points"),
        pytest.param(("why", "src/orders/settings.py:12"), 0, id="why"),
    ],
)
def test_no_network_no_program_nothing_executed(arguments: tuple[str, ...], code: int) -> None:
    done = watched(EXAMPLE, *arguments)
    assert done.returncode == code, done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_watch_sees_what_it_should(text: str, tmp_path: Path) -> None:
    program = WATCHED.replace("from snapcheck.cli import run", text)
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 99


BIDI = "\u202e\u2066\u200f\u061c"


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_shows_a_text_in_another_order(form: str, tmp_path: Path) -> None:
    """Names, keys, ignore comments: all that stands in a report and comes from the folder."""
    name = f"app{BIDI}.py" if sys.platform != "win32" else "app.py"
    (tmp_path / name).write_text(
        f"import uuid\nRUN = {{'{BIDI}': uuid.uuid4()}}  # {BIDI}\n"
        f"OLD = uuid.uuid4()  # snapcheck: ignore[SNAP201] {BIDI}\n"
        f"def handler(event, context):\n    return RUN['{BIDI}'], OLD\n",
        encoding="utf-8",
    )
    (tmp_path / f"broken{BIDI}.py").write_text("def handler(event):\n    x = (\n")
    done = watched(tmp_path, "check", "--no-cache", "--jobs", "1", "--show-suppressed", "-f", form)
    assert done.returncode == 2, done.stderr
    assert not re.search(f"[{BIDI}]", done.stdout + done.stderr)
    if form == "json":
        finding = json.loads(done.stdout)["findings"][0]
        assert finding["location"]["path"] == name


def test_escapes_change_no_fingerprint_and_no_fix(tmp_path: Path) -> None:
    source = f"import uuid\nRUN = uuid.uuid4()  # {BIDI}\n"
    source += f"def handler(event, context):\n    return str(RUN), '{BIDI}'\n"
    (tmp_path / "app.py").write_text(source, encoding="utf-8")
    request = Request(paths=(tmp_path,), root=tmp_path)
    (finding,) = with_edits(analysis.check(request), request).findings
    done = watched(tmp_path, "check", "--no-cache", "--jobs", "1", "-f", "json")
    (shown,) = json.loads(done.stdout)["findings"]
    assert finding.fix is not None
    assert shown["fingerprint"] == finding.fingerprint
    texts = [edit["text"] for edit in shown["fix"]["edits"]]
    assert texts == [edit.text for edit in finding.fix.edits]
    fixed = subprocess.run(
        [sys.executable, "-P", "-m", "snapcheck", "check", "--no-cache", "--fix", "."],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert fixed.returncode == 0
    assert BIDI in (tmp_path / "app.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["action.yml", ".pre-commit-hooks.yaml", "editors", "docs"])
def test_nothing_starts_a_module_of_the_current_folder(file: str) -> None:
    """`python -m NAME` runs a NAME that lies in the current folder; `-P` keeps it from that."""
    top = Path(__file__).parents[1] / file
    suffixes = {".yml", ".yaml", ".ts", ".md"}
    places = [top] if top.is_file() else [p for p in top.rglob("*") if p.suffix in suffixes]
    assert places
    for place in places:
        if "node_modules" in place.parts:
            continue
        for line in place.read_text(encoding="utf-8").splitlines():
            if re.search(r"""["'\s]-m["',\s]+(?:snapcheck|venv|pip)\b""", line):
                assert re.search(r"-P\b", line) or "not safe" in line or "Plain" in line, line


def test_a_folder_named_as_a_tool_is_not_run(tmp_path: Path) -> None:
    for name in ("snapcheck", "click", "msgspec", "venv"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit('executed')\n")
    script = Path(sys.executable).with_name("snapcheck")
    commands = [[sys.executable, "-P", "-m", "snapcheck"]]
    commands += [[str(script)]] if script.exists() else []
    for command in commands:
        done = subprocess.run(
            [*command, "check", "--no-cache", "-f", "concise"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": ""},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "executed" not in done.stdout + done.stderr
        assert "no entry point found" in done.stdout
