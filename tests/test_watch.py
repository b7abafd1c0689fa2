"""`check --watch`: a real run that a person would leave open while they edit."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from process_groups import alive
from test_config import FROZEN, snapcheck

pytest.importorskip("watchfiles", reason="no watchfiles: pip install watchfiles")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform == "win32", reason="signals")]

FINE = "def handler(event, context):\n    return event\n"
WAITS = "snapcheck: waiting for changes; Ctrl-C ends it.\n"


class Watching:
    """A run that waits, with what it has written so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.out, self.err = folder.parent / "out", folder.parent / "err"
        with self.out.open("w") as out, self.err.open("w") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "snapcheck", "check", "--watch", *arguments],
                cwd=folder,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )

    def runs(self) -> int:
        """Return how many runs have ended."""
        return self.err.read_text().count(WAITS)

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < end, self.out.read_text() + self.err.read_text()
            assert self.process.poll() is None, self.err.read_text()
            time.sleep(0.02)

    def ended_by(self, number: int) -> tuple[int, float]:
        """Send a signal; return the exit code, and how long that took."""
        begin = time.monotonic()
        self.process.send_signal(number)
        return self.process.wait(timeout=20), time.monotonic() - begin


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "venv" / "project"  # a folder above has a name that is passed over
    folder.mkdir(parents=True)
    (folder / "app.py").write_text(FINE)
    return folder


@pytest.fixture
def watching(project: Path) -> Iterator[Callable[..., Watching]]:
    begun: list[Watching] = []

    def begin(*arguments: str) -> Watching:
        begun.append(Watching(project, "-f", "concise", *arguments))
        begun[0].until(lambda: begun[0].runs() == 1)
        return begun[0]

    yield begin
    for each in begun:
        for process in alive(each.process.pid):
            os.kill(process, signal.SIGKILL)
        each.process.wait()


def test_an_edit_is_reported_and_an_interrupt_ends_it(
    project: Path, watching: Callable[..., Watching]
) -> None:
    run = watching()
    assert "SNAP201" not in run.out.read_text()
    (project / "app.py").write_text(FROZEN)
    run.until(lambda: run.runs() == 2)
    assert "app.py:" in run.out.read_text()
    assert "error[SNAP201]" in run.out.read_text()
    assert "snapcheck: app.py changed:\n" in run.err.read_text()
    code, seconds = run.ended_by(signal.SIGINT)
    assert code == 130
    assert seconds < 1
    assert run.err.read_text().endswith("snapcheck: interrupted\n")
    assert alive(run.process.pid) == []


def test_a_signal_to_end_has_its_own_code(watching: Callable[..., Watching]) -> None:
    run = watching()
    assert run.ended_by(signal.SIGTERM)[0] == 143
    assert run.err.read_text().endswith("snapcheck: terminated\n")


def test_files_and_folders_that_come_and_go_are_seen(
    project: Path, watching: Callable[..., Watching]
) -> None:
    run = watching()
    elsewhere = project.parent / "more"
    elsewhere.mkdir()
    (elsewhere / "frozen.py").write_text(FROZEN)
    elsewhere.rename(project / "more")
    run.until(lambda: "more/frozen.py:" in run.out.read_text())
    run.until(lambda: run.runs() == 2)
    said = len(run.out.read_text())
    (project / "more").rename(elsewhere)
    run.until(lambda: run.runs() >= 3)
    assert "frozen.py" not in run.out.read_text()[said:]


def test_a_configuration_that_is_wrong_for_a_while_ends_nothing(
    project: Path, watching: Callable[..., Watching]
) -> None:
    (project / "app.py").write_text(FROZEN)
    run = watching()
    (project / "snapcheck.toml").write_text('select = ["SNAP2')
    run.until(lambda: run.runs() == 2)
    assert "snapcheck.toml: not readable as TOML" in run.err.read_text()
    said = len(run.out.read_text())
    (project / "snapcheck.toml").write_text('select = ["SNAP3"]\n')
    run.until(lambda: "SNAP301" in run.out.read_text()[said:])
    assert "SNAP201" not in run.out.read_text()[said:]


def test_what_it_writes_itself_is_no_change(
    project: Path, watching: Callable[..., Watching]
) -> None:
    run = watching("-f", "json=report.json")
    (project / "__pycache__").mkdir()
    (project / "__pycache__" / "x.py").write_text("")
    (project / "notes.txt").write_text("")
    time.sleep(1.0)
    assert run.runs() == 1
    (project / "app.py").write_text(FROZEN)
    run.until(lambda: run.runs() == 2)
    time.sleep(1.0)
    assert run.runs() == 2
    assert "SNAP201" in (project / "report.json").read_text()


@pytest.mark.parametrize(
    "option", [("--fix",), ("--diff",), ("--add-ignore", "fine"), ("--stdin-filename", "app.py")]
)
def test_what_changes_code_is_not_repeated(option: tuple[str, ...], project: Path) -> None:
    finished = snapcheck(project, "check", "--watch", *option)
    assert finished.returncode == 2
    assert f"--watch and {option[0]} don't go together" in finished.stderr


def test_without_watchfiles_one_line_says_what_to_install(project: Path) -> None:
    code = (
        "import sys; sys.modules['watchfiles'] = None; sys.argv[1:] = ['check', '--watch']\n"
        "from snapcheck.__main__ import main; main()"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 2
    assert finished.stderr == (
        "snapcheck: error: --watch needs watchfiles: pip install 'snapcheck[watch]'\n"
    )


def test_what_can_not_be_watched_is_told(project: Path) -> None:
    code = (
        "import sys, watchfiles; sys.argv[1:] = ['check', '--watch']\n"
        "def watch(*paths, **how):\n"
        "    raise OSError(28, 'No space left on device')\n"
        "    yield\n"
        "watchfiles.watch = watch\n"
        "from snapcheck.__main__ import main; main()"
    )
    finished = subprocess.run(
        [sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False
    )
    assert finished.returncode == 2
    assert finished.stderr.startswith(f"snapcheck: error: can't watch '{project}': [Errno 28]")
