"""Parts of a fleet by themselves: what is not installed, stores, frames, the estimate, slots."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
import time
from pathlib import Path
from threading import Thread

import pytest
from fleets import CLEAN, write

from snapcheck.fleet import cluster, git, slots, store
from snapcheck.fleet.frames import read_frame, write_frame
from snapcheck.fleet.nouns import FleetError, Job, Options, Outcome, Repository, Row, State
from snapcheck.fleet.packed import is_sound, outcome_of, packed
from snapcheck.fleet.progress import worded
from snapcheck.fleet.reports import page
from snapcheck.fleet.reports.deliver import Form, Target, deliver
from snapcheck.model import Problem, Report

EMPTY = Report((), (), (), (), 0, 0, (), {}, "0.1.0")


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("distributed", "fsspec.core", "pyarrow"):
        monkeypatch.setitem(sys.modules, name, None)
    dask = re.escape("--scheduler needs Dask; pip install 'snapcheck[dask]'")
    with pytest.raises(FleetError, match=dask):
        next(cluster.results_there([], "tcp://127.0.0.1:1", []))
    with pytest.raises(FleetError, match="results at an address need fsspec; pip install"):
        store.Remote("s3://bucket")
    target = Target(Form.PARQUET, str(tmp_path / "x"))
    parquet = re.escape("-f parquet needs pyarrow; pip install 'snapcheck[parquet]'")
    with pytest.raises(FleetError, match=parquet):
        deliver(lambda: iter(()), [target], None, print)


def test_a_cluster_without_workers_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Alone:
        def wait_for_workers(self, number: int, timeout: float) -> None:
            raise TimeoutError

    complaint = "the Dask cluster has no workers; start some, and run again"
    with pytest.raises(FleetError, match=complaint):
        cluster._compare(Alone())

    class Lost:
        status = "running"

        def nthreads(self) -> dict[str, int]:
            return {}

    monkeypatch.setattr(cluster, "_PATIENCE", 0.0)
    with pytest.raises(FleetError, match="has lost its workers; what was done is kept"):
        cluster._Workers(Lost(), "tcp://x").wait_for(lambda: False)


def test_git_that_is_not_there_or_does_not_end_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(git, "_WAIT", 0.0001)
    with pytest.raises(git.GitError, match="git takes too long"):
        git.commit_at(tmp_path.as_uri(), None)
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(git.GitError, match="git is not installed, or the folder is gone"):
        git.commit_at(tmp_path.as_uri(), None)
    # A checkout is then known by its files.
    assert git.checkout_of(str(tmp_path)) is None


def test_a_folder_keeps_what_only_its_owner_can_write(tmp_path: Path) -> None:
    kept = store.Folder(tmp_path / "fleet")
    kept.put("abcdef", b"data")
    assert kept.get("abcdef") == b"data"
    (file,) = tmp_path.rglob("*.outcome")
    file.chmod(0o666)
    assert kept.get("abcdef") is None
    assert kept.get("other") is None


def test_outcomes_come_back_as_they_were() -> None:
    for outcome in (
        Outcome(State.DIED, "why"),
        Outcome(State.ANALYSED, commit="1" * 40, report=EMPTY),
    ):
        data = packed(outcome)
        assert outcome_of(data) == outcome
        assert is_sound(data)
        for broken in (b"", data[:-1], b"y" + data[1:]):
            assert outcome_of(broken) is None


def test_a_name_that_is_no_utf8_can_be_sent() -> None:
    problem = Problem("odd\udcff.py", 0, "x", "")
    report = Report((), (problem,), (), (), 0, 0, (), {}, "0.1.0")
    found = outcome_of(packed(Outcome(State.ANALYSED, report=report)))
    assert found is not None
    assert found.report is not None
    assert found.report.problems[0].path == "odd\\udcff.py"


@pytest.mark.parametrize(
    ("outcome", "is_kept"),
    [
        (Outcome(State.ANALYSED, report=EMPTY), True),
        (Outcome(State.TOO_LONG), False),
        (
            Outcome(
                State.ANALYSED,
                report=Report((), (Problem("", 0, "", "", False),), (), (), 0, 0, (), {}, ""),
            ),
            False,
        ),
    ],
)
def test_what_another_run_need_not_meet_is_not_kept(outcome: Outcome, is_kept: bool) -> None:
    assert outcome.is_repeatable is is_kept


def test_frames() -> None:
    stream = io.BytesIO()
    for text in (b"", b"x" * 100_000):
        write_frame(stream, text)
    stream.seek(0)
    assert [read_frame(stream) for _ in range(3)] == [b"", b"x" * 100_000, None]
    assert read_frame(io.BytesIO(b"\x05\0\0\0abc")) is None


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((0, 0, 10, 1.0), "0 of 10 repositories"),
        ((4, 4, 10, 1.0), "4 of 10 repositories (4 unchanged)"),
        ((4, 2, 10, 10.0), "4 of 10 repositories (2 unchanged), about 30 s left"),
        ((100, 0, 1000, 200.0), "100 of 1000 repositories, about 30 min left"),
        ((100, 0, 100_000, 60.0), "100 of 100000 repositories, about 16.6 h left"),
        ((10, 0, 10, 10.0), "10 of 10 repositories"),
    ],
)
def test_the_estimate_counts_what_had_to_be_done(
    numbers: tuple[int, int, int, float], text: str
) -> None:
    assert worded(*numbers) == f"snapcheck: {text}"


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
def test_a_repository_whose_process_is_killed_is_a_row(tmp_path: Path) -> None:
    path = str(write(tmp_path / "a", {"app.py": CLEAN + "X = [1, 2, 3]\n" * 100_000}))
    job = Job(0, Repository("a", path, path), Options())

    def kill() -> None:
        """Kill what analyses the repository, not the process that waits for it."""
        while True:
            assert slot._process is not None
            runner = f"/proc/{slot._process.pid}/task/{slot._process.pid}/children"
            children = Path(runner).read_text().split()
            if children:
                os.kill(int(children[0]), signal.SIGKILL)
                return
            time.sleep(0.01)

    with slots.Slot() as slot:
        slot._begin()
        killing = Thread(target=kill)
        killing.start()
        outcome = outcome_of(slot.run(job))
        killing.join()
    assert outcome == Outcome(State.DIED, "ended by SIGKILL")


def test_names_can_not_write_into_the_page() -> None:
    row = Row("<script>a", "</style>", Outcome(State.DIED, "<b>"))
    text = "".join(page.pieces(lambda: iter([row])))
    assert text.count("<script>") == 1
    assert "&lt;script&gt;a" in text
    assert "<b>died" not in text


def test_a_slot_goes_on_when_its_process_is_lost(tmp_path: Path) -> None:
    path = str(write(tmp_path / "a", {"app.py": CLEAN}))
    job = Job(0, Repository("a", path, path), Options())
    with slots.Slot() as slot:
        first = slot.run(job)
        assert slot._process is not None
        slot._process.kill()
        slot._process.wait()
        assert slot.run(job) == first
