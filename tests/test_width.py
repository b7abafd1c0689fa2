"""What is printed keeps to the width of the place: a terminal's, or the one that COLUMNS says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_why import PROGRAM

pytestmark = pytest.mark.slow


def printed(folder: Path, *arguments: str, columns: str = "") -> list[str]:
    finished = subprocess.run(
        [sys.executable, "-m", "snapcheck", *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": columns},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.stderr == ""
    return finished.stdout.splitlines()


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
    lines = printed(program, *arguments, columns=str(columns))
    code = [line for line in lines if line.startswith("    ") and arguments[0] == "rule"]
    assert [line for line in lines if len(line) > columns and line not in code] == []
    assert len(lines) > 3


@pytest.mark.parametrize("arguments", [("check",), ("why", "app.py:8"), ("rules",)], ids=" ".join)
def test_a_width_breaks_lines_and_loses_no_word(arguments: tuple[str, ...], program: Path) -> None:
    whole, narrow = (printed(program, *arguments, columns=each) for each in ("", "80"))
    assert len(narrow) >= len(whole)
    if arguments[0] != "check":  # a headline says less where there is less room
        assert " ".join(" ".join(narrow).split()) == " ".join(" ".join(whole).split())
