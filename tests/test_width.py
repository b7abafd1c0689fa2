"""What is printed keeps to the width of a terminal, and elsewhere has whole lines.

A COLUMNS in the environment does not count where there is no terminal: `readline` sets it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from test_why import PROGRAM

pytestmark = pytest.mark.slow


def printed(folder: Path, *arguments: str, columns: int = 0) -> list[str]:
    """The lines of a run: on a terminal that has so many columns, or into a pipe."""
    command = [sys.executable, "-m", "snapcheck", *arguments]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "33"}
    if not columns:
        finished = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, check=False
        )
        assert finished.stderr == b""
        return finished.stdout.decode().splitlines()
    del environment["COLUMNS"]
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    ours, theirs = pty.openpty()
    pytest.importorskip("termios").tcsetwinsize(theirs, (24, columns))
    run = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=theirs, stderr=subprocess.DEVNULL
    )
    os.close(theirs)
    written = b""
    with suppress(OSError):  # so says Linux that nobody writes any more
        while part := os.read(ours, 4096):
            written += part
    os.close(ours)
    run.wait()
    return written.decode().splitlines()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for name, text in PROGRAM.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "--show-notes", "--statistics"),
        ("why", "app.py:8"),
        ("why", "app.py:20"),
        ("rules",),
        ("rule", "SNAP201"),
        ("api", "psycopg2.connect"),
        ("apis", "redis"),
    ],
    ids=" ".join,
)
def test_no_line_is_longer_than_the_place(
    arguments: tuple[str, ...], columns: int, program: Path
) -> None:
    lines = printed(program, *arguments, columns=columns)
    code = [line for line in lines if line.startswith("    ") and arguments[0] == "rule"]
    assert [line for line in lines if len(line) > columns and line not in code] == []
    assert len(lines) > 3


@pytest.mark.parametrize("arguments", [("check",), ("why", "app.py:8"), ("rules",)], ids=" ".join)
def test_a_width_breaks_lines_and_loses_no_word(arguments: tuple[str, ...], program: Path) -> None:
    whole, narrow = (printed(program, *arguments, columns=each) for each in (0, 80))
    assert len(narrow) >= len(whole)
    if arguments[0] != "check":  # a headline says less where there is less room
        assert " ".join(" ".join(narrow).split()) == " ".join(" ".join(whole).split())
