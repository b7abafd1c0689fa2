"""The knowledge is compiled once: the same as read, and only as long as its files are the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import to_builtins

from snapcheck import knowledge
from snapcheck.knowledge import compiled
from snapcheck.knowledge.folder import read_folders

RULES = Path(__file__).parent.parent / "rules"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "__pycache__" / "compiled.rules"
    monkeypatch.setattr(compiled, "_place", lambda: str(found))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return found


def test_it_is_the_same_as_read_from_the_files(place: Path) -> None:
    stamp = compiled.stamp(RULES)
    read = read_folders([RULES])
    compiled.save(read, stamp)
    again = compiled.load(stamp)
    assert again is not None
    assert again.rules == read.rules
    assert to_builtins(again.vocabulary) == to_builtins(read.vocabulary)
    assert to_builtins(again.apis) == to_builtins(read.apis)
    assert again.flows == read.flows
    hazards = {id(hazard) for hazard in again.vocabulary.hazards.values()}
    used = {id(api.hazard) for apis in again.apis.values() for api in apis if api.hazard}
    assert used <= hazards
    assert list(again.rules) == list(read.rules)
    assert list(again.apis) == list(read.apis)


@pytest.mark.parametrize("name", [*compiled._FOLLOWS])
def test_what_follows_from_all_rows_is_kept_with_them(
    place: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = compiled.stamp(RULES)
    read = read_folders([RULES])
    compiled.save(read, stamp)
    monkeypatch.setattr(compiled, "_read", lambda packed, words: pytest.fail("rows are read"))
    again = compiled.load(stamp)
    assert getattr(again, name) == getattr(read, name) != {}


def test_a_changed_added_or_removed_file_makes_it_out_of_date(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    stamp = compiled.stamp(folder)
    compiled.save(read_folders([folder]), stamp)
    assert compiled.load(compiled.stamp(folder)) is not None
    file = folder / "apis" / "uuid.toml"
    os.utime(file, ns=(1, 1))
    assert compiled.load(compiled.stamp(folder)) is None
    shutil.copystat(RULES / "apis" / "uuid.toml", file)
    assert compiled.load(compiled.stamp(folder)) is not None
    (folder / "apis" / "more.toml").write_text("")
    assert compiled.load(compiled.stamp(folder)) is None
    (folder / "apis" / "more.toml").unlink()
    file.unlink()
    assert compiled.load(compiled.stamp(folder)) is None


@pytest.mark.parametrize("damage", [b"", b"\xff", b"i\x01\x00\x00\x00", b"("])
def test_a_damaged_one_is_not_used(place: Path, damage: bytes) -> None:
    stamp = compiled.stamp(RULES)
    place.parent.mkdir()
    place.write_bytes(damage)
    assert compiled.load(stamp) is None


def test_nothing_is_written_where_python_writes_no_bytecode(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    compiled.save(knowledge.load(), compiled.stamp(RULES))
    assert not place.exists()


def test_a_run_that_finds_it_reads_no_toml(tmp_path: Path) -> None:
    code = "import sys; from snapcheck import knowledge; knowledge.load(); print(*sys.modules)"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    first, second = (
        subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    )
    assert "tomllib" in first
    assert "tomllib" not in second


def test_other_code_reads_the_files_anew() -> None:
    """As after an update of a checkout: what follows from the rows may be other things now."""
    _, files = compiled.stamp(RULES)
    read_by = {Path(name).name for name, *_ in files if name.endswith(".py")}
    assert {"api.py", "compiled.py", "pages.py", "libraries.py"} <= read_by
