"""`--version`, `--help` and the rules answer at once: they import nothing that is heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = frozenset(
    (
        *("libcst", "astroid", "sarif_om", "attr", "attrs", "pygls", "lsprotocol", "yaml"),
        *("pathspec", "jinja2", "markupsafe"),
    )
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


SILENT = """\
import os
TABLE = os.environ["TABLE"]
def handler(event, context):
    return f"{TABLE}{event}"
"""


def test_a_run_that_finds_nothing_imports_no_libcst(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SILENT)
    (tmp_path / "unreached.py").write_text("x = 1\n")
    names = imported_by("check", str(tmp_path))
    assert "snapcheck.analysis" in names
    assert names & {"libcst", "sarif_om", "jinja2", "importlib.resources", "tree_sitter"} == set()


@pytest.mark.parametrize(
    "found",
    [
        "import boto3\nm = boto3.client('cloudwatch')\ndef handler(*_):\n    m.put_metric_data()\n",
        "import uuid\nRUN = uuid.uuid4()\n" + SILENT.replace("{event}", "{RUN}"),
    ],
    ids=["no fix is known", "may be fixed"],
)
def test_libcst_is_imported_only_for_edits(found: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(found)
    for form in ("text", "concise", "github", "html"):
        names = imported_by("check", "--no-cache", "-f", form, str(tmp_path))
        assert "snapcheck.analysis.linked" in names
        assert "libcst" not in names
    has_fix = "uuid" in found
    assert ("libcst" in imported_by("check", "--no-cache", "-f", "json", str(tmp_path))) is has_fix
