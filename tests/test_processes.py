"""Runs that are ended from outside, and programs that take too much: nothing is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from process_groups import alive

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

KILLS = Path(__file__).parents[1] / "bench" / "kills.py"
HANDLER = "import uuid\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return str(RUN)\n"
# What happens to the program of slow.py; all else is analysed as ever.
RUNNER = """
import sys, time
from snapcheck.analysis import linked, workers
workers._WORTH_A_PROCESS = 0
original = linked.link
def link(entries, *rest, **more):
    if any("slow" in entry.path for entry in entries):
        {what}
    return original(entries, *rest, **more)
linked.link = link
from snapcheck.__main__ import main
main()
"""
SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("a", "b", "slow"):
        (folder / f"{name}.py").write_text(HANDLER)
    return folder


def begun(project: Path, *options: str, what: str = "time.sleep(600)") -> subprocess.Popen[str]:
    """Begin a run in a process group of its own, whose members `alive` counts."""
    cache = ("--cache-dir", str(project.parent / "cache"))
    return subprocess.Popen(
        [sys.executable, "-c", RUNNER.format(what=what), "check", "-f", "json", *cache, *options],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def wait_for(condition: object, seconds: float = 20) -> bool:
    """Tell whether something becomes true soon."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return True
        time.sleep(0.02)
    return False


@pytest.fixture
def runs() -> Iterator[list[subprocess.Popen[str]]]:
    begun_here: list[subprocess.Popen[str]] = []
    yield begun_here
    for run in begun_here:
        for process in alive(run.pid):
            os.kill(process, signal.SIGKILL)
        run.communicate()


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="counts processes in /proc")


@on_linux
@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_process_outlives_a_run(
    jobs: str, number: signal.Signals, project: Path, runs: list[subprocess.Popen[str]]
) -> None:
    run = begun(project, "--jobs", jobs)
    runs.append(run)
    # With two jobs the worker of a.py and b.py sleeps too; then all have begun.
    assert wait_for(lambda: len(alive(run.pid)) == (3 if jobs == "2" else 1))
    time.sleep(1.5)
    sent = time.monotonic()
    run.send_signal(number)
    _, error = run.communicate(timeout=20)
    assert time.monotonic() - sent < 5  # a second, on a machine with nothing else to do
    assert wait_for(lambda: not alive(run.pid), 5)
    if number is signal.SIGKILL:
        assert run.returncode == -number
        return
    assert run.returncode == 128 + number
    words = {"SIGINT": "interrupted", "SIGTERM": "terminated", "SIGHUP": "hung up"}
    assert error == f"snapcheck: {words[number.name]}\n"


@on_linux
def test_pressed_twice_nothing_is_left(project: Path, runs: list[subprocess.Popen[str]]) -> None:
    run = begun(project, "--jobs", "2")
    runs.append(run)
    assert wait_for(lambda: len(alive(run.pid)) == 3)
    time.sleep(1)
    for _ in range(3):
        os.killpg(run.pid, signal.SIGINT)
    run.communicate(timeout=20)
    assert run.returncode == 130
    assert wait_for(lambda: not alive(run.pid), 5)


@pytest.mark.parametrize("ignored", [True, False])
def test_what_nohup_ignores_stays_ignored(
    ignored: bool, project: Path, runs: list[subprocess.Popen[str]]
) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN) if ignored else None
    try:
        what = "__import__('signal').raise_signal(1)"
        run = begun(project, "--jobs", "1", what=what)
    finally:
        if before is not None:
            signal.signal(signal.SIGHUP, before)
    runs.append(run)
    run.communicate(timeout=60)
    assert run.returncode == (1 if ignored else 128 + signal.SIGHUP)


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize("name", [number.name for number in SIGNALS])
@pytest.mark.parametrize("what", ["check", "fix"])
def test_killed_anywhere_nothing_is_left_and_the_next_run_is_right(what: str, name: str) -> None:
    """More of it by `python bench/kills.py`."""
    times = os.environ.get("SNAPCHECK_KILLS", "2")
    command = [sys.executable, str(KILLS), "--what", what, "--signal", name, "--times", times]
    for _ in range(2):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
    # Once, beside seven minutes of other tests, a run was said to have half an output: this is not
    # understood yet, and was not seen in 400 kills by themselves.
    pytest.fail(done.stdout + done.stderr)


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("what", "options", "words"),
    [
        ("time.sleep(600)", ("--program-timeout", "2"), "longer than --program-timeout"),
        ("while True: pass", ("--program-timeout", "2"), "longer than --program-timeout"),
        ("bytearray(4_000_000_000)", ("--max-memory", "1000"), "more memory than there is"),
        (
            "__import__('os').kill(0 or __import__('os').getpid(), 9)",
            ("--max-memory", "1000"),
            "killed the process",
        ),
    ],
    ids=["sleeps", "computes", "grows", "dies"],
)
def test_one_program_takes_too_much(
    what: str, options: tuple[str, ...], words: str, jobs: str, project: Path
) -> None:
    if "memory" in options[0] and sys.platform != "linux":
        pytest.skip("no limit of memory")
    run = begun(project, "--jobs", jobs, *options, what=what)
    output, error = run.communicate(timeout=60)
    assert run.returncode == 2, error
    report = json.loads(output)
    (problem,) = report["problems"]
    assert problem["path"] == "slow.py"
    assert words in problem["message"]
    assert [finding["location"]["path"] for finding in report["findings"]] == ["a.py", "b.py"]
    # It is cached nowhere: without the obstacle, the same call finds all.
    again = begun(project, "--jobs", jobs, *options, what="pass")
    output, error = again.communicate(timeout=60)
    assert again.returncode == 1, error
    assert len(json.loads(output)["findings"]) == 3


def test_limits_that_nothing_meets_change_nothing(project: Path) -> None:
    plain = begun(project, "--no-cache", what="pass").communicate()[0]
    options = ("--no-cache", "--program-timeout", "100", "--max-memory", "4000")
    assert begun(project, *options, what="pass").communicate()[0] == plain
