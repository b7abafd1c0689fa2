"""Work in several processes: the same results, whatever becomes of the processes."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest
from markers import CASES

from snapcheck import analysis
from snapcheck.analysis import workers
from snapcheck.analysis.workers import Workers, aside
from snapcheck.model import Request


def times(item: int, factor: int) -> int:
    return item * factor


def times_or_die(item: int, factor: int) -> int:
    if item == 7:
        os._exit(9)
    return item * factor


@pytest.fixture(autouse=True)
def always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", 0)


@pytest.mark.parametrize("forks", [True, False], ids=["forked", "spawned"])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_each_item_has_its_result(jobs: int, forks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_FORKS", forks and workers._FORKS)
    with Workers(jobs, 10) as crew:
        found = dict(crew.each(times, range(40), lambda item: item, lambda item, why: -1))
        again = dict(crew.each(times, [5], lambda item: 1, lambda item, why: -1))
    assert found == {number: number * 10 for number in range(40)}
    assert again == {0: 50}


@pytest.mark.parametrize("forks", [True, False], ids=["forked", "spawned"])
def test_an_item_that_kills_its_process_harms_no_other(
    forks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_FORKS", forks and workers._FORKS)
    with Workers(2, 10) as crew:
        found = dict(crew.each(times_or_die, range(12), lambda item: 1, lambda item, why: -item))
    assert found == {**{number: number * 10 for number in range(12)}, 7: -7}


@pytest.mark.parametrize("first_kills", [True, False])
def test_work_that_was_begun_outlives_a_process(first_kills: bool) -> None:
    """Two lots of work share the processes; whichever kills one, the other is done all the same."""
    lots = [times_or_die, times] if first_kills else [times, times_or_die]
    with Workers(2, 10) as crew:
        begun, then = [
            crew.each(lot, range(12), lambda item: 1, lambda item, why: -item) for lot in lots
        ]
        later, first = dict(then), dict(begun)
    whole = {number: number * 10 for number in range(12)}
    assert (first, later) == (
        ({**whole, 7: -7}, whole) if first_kills else (whole, {**whole, 7: -7})
    )


def test_an_error_is_raised_here() -> None:
    def wrong() -> int:
        raise ValueError("wrong")

    with Workers(2, 10) as crew, pytest.raises(TypeError):
        dict(crew.each(times, [1, None], lambda item: 1, lambda item, why: -1))  # type: ignore[list-item]
    with pytest.raises(ValueError, match="wrong"):
        aside(2)(wrong)()


def test_work_aside_is_done_where_it_is_waited_for_at_the_latest() -> None:
    for jobs in (1, 2):
        wait = aside(jobs)(lambda: [os.getpid()])
        (done_by,) = wait()
        assert (done_by == os.getpid()) is (jobs == 1 or not workers._FORKS)


@pytest.mark.skipif(not workers._FORKS, reason="begins no copies of itself")
@pytest.mark.parametrize("given", [0, 1, 2])
def test_where_the_system_gives_no_process(given: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where a user may have no more: those that there are do the work, or this one."""
    fork, begun = os.fork, iter(range(given))

    def refused() -> int:
        if next(begun, None) is None:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        return fork()

    monkeypatch.setattr(os, "fork", refused)
    with Workers(3, 10) as crew:
        for _ in range(2):
            found = dict(crew.each(times, range(40), lambda item: item, lambda item, why: -1))
            assert found == {number: number * 10 for number in range(40)}
    assert aside(2)(os.getpid)() == os.getpid()


def test_without_a_process_nothing_can_be_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(workers.processes, "begin", refused)
    for name in ("app.py", "other.py"):
        (tmp_path / name).write_text("def handler(event, context):\n    return 1\n")
    (tmp_path / "broken.py").write_text("x = (\n")
    limits = analysis.Limits(seconds=100)
    report = analysis.check(Request(paths=(tmp_path,), root=tmp_path), limits=limits)
    assert {problem.path for problem in report.problems} == {"app.py", "broken.py", "other.py"}
    for problem in report.problems:
        assert "within the limits takes a process, and the system gives none" in problem.message
        assert not problem.repeatable


def test_new_processes_are_told_all_that_they_need(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows and macOS, where a process starts with nothing."""
    monkeypatch.setattr(workers, "_FORKS", False)
    for name in (
        "composition/bookings_layered_ok",
        "frameworks/chalice_blueprints",
        "frameworks/durable_steps",
    ):
        shutil.copytree(CASES / name, tmp_path / name)
    (tmp_path / "broken.py").write_text("def handler(event, context:\n")
    request = Request(paths=(tmp_path,), root=tmp_path)
    assert analysis.check(request, jobs=2) == analysis.check(request)
