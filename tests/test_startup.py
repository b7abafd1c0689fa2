"""`--version`, `--help` and the rules answer at once: they import nothing that is heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = frozenset(
    ("libcst", "astroid", "sarif_om", "attr", "attrs", "pygls", "lsprotocol", "yaml", "pathspec")
)
# What the commands need and the options do not.
LATE = frozenset(("snapcheck.analysis", "snapcheck.knowledge", "tomllib", "unicodedata"))


def imported_by(*arguments: str) -> set[str]:
    """The names of all modules that a run of the program imports, and their packages."""
    finished = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "snapcheck", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in finished.stderr.splitlines() if line.startswith("import time:")]
    names = {line.rpartition("|")[2].strip() for line in lines}
    assert "snapcheck.cli" in names
    return names | {name.partition(".")[0] for name in names}


@pytest.mark.parametrize(
    "arguments",
    [
        ("--version",),
        ("--help",),
        ("-h",),
        ("check", "--help"),
        ("server", "--help"),
        ("rules", "-h"),
        ("rule", "-h"),
    ],
)
def test_help_and_version_import_no_command(arguments: tuple[str, ...]) -> None:
    assert imported_by(*arguments) & (HEAVY | LATE) == set()


@pytest.mark.parametrize(
    "arguments",
    [("rules",), ("rules", "-f", "json"), ("rule", "SNAP201"), ("rule", "SNAP201", "-f", "json")],
)
def test_rules_import_no_engine(arguments: tuple[str, ...]) -> None:
    assert imported_by(*arguments) & (HEAVY | {"snapcheck.analysis"}) == set()


def test_a_wrong_call_is_refused_before_the_engine_is_loaded() -> None:
    assert imported_by("check", "-f", "sarfi") & (HEAVY | LATE - {"unicodedata"}) == set()
