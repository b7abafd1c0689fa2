"""What SECURITY.md promises, watched by Python's own audit events."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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
