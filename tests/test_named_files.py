"""Files given by name are part of a program: what they import is read too."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.model import Report, Request

HANDLER = "from shared.ids import RUN\ndef handler(event, context):\n    return RUN\n"
IDS = "import uuid\nRUN = uuid.uuid4().hex\n"


def project(root: Path, shared: str) -> None:
    for name, text in {"functions/orders.py": HANDLER, f"{shared}/ids.py": IDS}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def places(report: Report) -> list[tuple[str, int]]:
    return [(finding.span.path, finding.span.line) for finding in report.findings]


def test_what_a_named_file_imports_is_read(tmp_path: Path) -> None:
    project(tmp_path, "shared")
    paths = (tmp_path / "functions" / "orders.py",)
    report = analysis.check(Request(paths=paths, root=tmp_path))
    assert places(report) == [("shared/ids.py", 2)]
    assert not report.problems


def test_what_a_folder_imports_from_beside_it_is_read(tmp_path: Path) -> None:
    project(tmp_path, "shared")
    report = analysis.check(Request(paths=(tmp_path / "functions",), root=tmp_path))
    assert places(report) == [("shared/ids.py", 2)]


def test_what_git_ignores_in_a_given_folder_is_not_read(tmp_path: Path) -> None:
    project(tmp_path, "shared")
    (tmp_path / ".gitignore").write_text("shared/\n")
    report = analysis.check(Request(paths=(tmp_path,), root=tmp_path))
    assert places(report) == []


def test_installed_packages_are_not_read(tmp_path: Path) -> None:
    project(tmp_path, ".venv/lib/python3.12/site-packages/shared")
    paths = (tmp_path / "functions" / "orders.py",)
    report = analysis.check(Request(paths=paths, root=tmp_path))
    assert places(report) == []


def test_a_folder_given_relatively_is_searched_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, "shared")
    (tmp_path / ".gitignore").write_text("shared/\n")
    monkeypatch.chdir(tmp_path)
    report = analysis.check(Request(paths=(Path("."),), root=tmp_path))
    assert places(report) == []
