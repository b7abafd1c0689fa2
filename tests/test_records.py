"""Files of records: looked up one by one, whole or passed over, and never held as a whole."""

from __future__ import annotations

import errno
import os
import sys
import tracemalloc
from pathlib import Path

import pytest

from snapcheck.cache import records
from snapcheck.cache.memory import KeptMemory
from snapcheck.cache.records import NewRecords, opened
from snapcheck.digest import checksum
from snapcheck.filesystem.atomic import Replacement

MANY = {f"scan src/{number}/app.py": b"%d" % number * (number % 50) for number in range(3_000)}


def written(path: Path, content: dict[str, bytes]) -> NewRecords:
    new = NewRecords(str(path))
    for key, record in content.items():
        new[key] = record
    return new


@pytest.mark.parametrize("at_once", [1, 300, 1 << 20])
def test_each_record_is_found_by_its_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(records, "_AT_ONCE", at_once)
    file = tmp_path / "deep" / "a.memory"
    written(file, MANY).publish()
    found = opened(str(file))
    assert found is not None
    assert {key: found.get(key) for key in MANY} == MANY
    assert found.get("scan src/0/app.pyc") is None
    found.close()
    assert [path.name for path in file.parent.iterdir()] == ["a.memory"]


def test_a_file_without_records_is_one(tmp_path: Path) -> None:
    written(tmp_path / "a", {}).publish()
    found = opened(str(tmp_path / "a"))
    assert found is not None
    assert found.get("a") is None


def test_a_file_that_is_not_whole_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a"
    written(file, {"one": b"1", "two": b"22", "": b""}).publish()
    whole = file.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            file.write_bytes(damaged)
            assert opened(str(file)) is None
    assert opened(str(tmp_path / "none")) is None
    assert opened(str(tmp_path)) is None


@pytest.mark.parametrize("size", [0, 8, 27, 28, 60, 4_000])
@pytest.mark.parametrize("byte", [b"\x00", b"\x01", b"\x7f", b"\xff"])
def test_a_whole_file_of_another_layout_is_passed_over(
    tmp_path: Path, size: int, byte: bytes
) -> None:
    """As versions wrote that kept a memory in one piece with a checksum at its end."""
    content = byte * size
    file = tmp_path / "a"
    file.write_bytes(content + checksum([content]))
    file.chmod(0o600)
    assert opened(str(file)) is None


def test_what_is_not_published_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "_AT_ONCE", 10)
    file = tmp_path / "a"
    written(file, {"old": b"old"}).publish()
    new = written(file, MANY)
    assert len(list(tmp_path.iterdir())) == 2
    new.discard()
    assert list(tmp_path.iterdir()) == [file]
    new["more"] = b"more"
    new.publish()
    found = opened(str(file))
    assert found is not None
    assert (found.get("old"), found.get("more")) == (b"old", None)


def test_a_full_disk_ends_no_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Replacement, part: bytes) -> None:
        raise OSError(errno.ENOSPC, "no space left on device")

    monkeypatch.setattr(Replacement, "write", full)
    monkeypatch.setattr(records, "_AT_ONCE", 1_000)
    written(tmp_path / "a", MANY).publish()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="no process is a copy elsewhere")
def test_copies_of_the_process_add_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "_AT_ONCE", 10)
    file = tmp_path / "a"
    new = written(file, {"ours": b"ours" * 10})
    child = os.fork()
    if child == 0:
        new["theirs"] = b"theirs" * 100
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert not file.exists()
    new["more"] = b"more"
    new.publish()
    found = opened(str(file))
    assert found is not None
    assert [found.get(key) for key in ("ours", "theirs", "more")] == [b"ours" * 10, None, b"more"]


def test_neither_who_writes_nor_who_reads_holds_all(tmp_path: Path) -> None:
    record = bytes(range(256)) * 20
    file = tmp_path / "a"
    tracemalloc.start()
    try:
        new = NewRecords(str(file))
        for number in range(4_000):
            new[str(number)] = record
        new.publish()
        found = opened(str(file))
        assert found is not None
        assert all(found.get(str(number)) == record for number in range(4_000))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert file.stat().st_size > 20_000_000
    assert peak < 4_000_000


def test_a_memory_of_a_run_that_came_to_no_end_is_not_kept(tmp_path: Path) -> None:
    memory = KeptMemory(str(tmp_path / "a.memory"), lambda: None)
    memory.start()
    memory.keep_sound("0123")
    memory.publish()
    assert list(tmp_path.iterdir()) == []
