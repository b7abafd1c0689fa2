"""The progress of long runs: told to callers, shown on a real terminal, and gone at the end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.analysis.fixes import repair
from snapcheck.model import Request
from snapcheck.model.progress import Progress, Stage

FILES = {
    "ids.py": "import uuid\n\nRUN = uuid.uuid4().hex\n\n\ndef read():\n    return RUN\n",
    "app.py": "import ids\n\n\ndef handler(event, context):\n    return ids.read()\n",
    "broken.py": "def (\n",
}
# The command line with another patience: how many seconds a run takes before the line appears.
RUN = """
import sys
from snapcheck.cli import run
from snapcheck.commands import progress_line
progress_line._PATIENCE, progress_line._PAUSE = float(sys.argv[1]), 0.0
sys.argv[1:] = sys.argv[2:]
sys.exit(run())
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_an_analysis_tells_how_far_it_has_come(project: Path) -> None:
    heard: list[Progress] = []
    request = Request(paths=(project,), root=project)
    report = analysis.check(request, on_progress=heard.append)
    told = list(dict.fromkeys(heard))
    assert told == [
        Progress(Stage.FIND),
        Progress(Stage.READ, 1, 3),
        Progress(Stage.READ, 2, 3),
        Progress(Stage.READ, 3, 3),
        Progress(Stage.FOLLOW, 0, 1),
        Progress(Stage.FOLLOW, 1, 1),
        Progress(Stage.CHECK, 1, 1),
    ]
    # In the midst of long work it is told again that there is progress.
    assert heard.count(Progress(Stage.FOLLOW, 0, 1)) > 2
    assert analysis.check(request) == report


def test_other_processes_tell_of_whole_programs(project: Path) -> None:
    heard: list[Progress] = []
    (project / "more").mkdir()
    # Enough that it is spread over processes.
    (project / "more" / "app.py").write_text(FILES["app.py"].replace("ids", "time") + "#" * 400_000)
    request = Request(paths=(project,), root=project)
    analysis.check(request, jobs=2, on_progress=heard.append)
    assert [progress.done for progress in heard if progress.stage is Stage.FOLLOW] == [0, 1, 2]


def test_each_analysis_of_a_repair_is_heard(project: Path) -> None:
    heard: list[Progress] = []
    repair(Request(paths=(project,), root=project), unsafe=True, on_progress=heard.append)
    assert heard.count(Progress(Stage.FIND)) > 1


def shown(
    folder: Path,
    *arguments: str,
    patience: int = 0,
    terminal: bool = True,
    columns: int = 0,
    **variables: str,
) -> str:
    """All that a run of the command line writes to standard error, a terminal if one is asked for.

    Standard output is none: it may be piped into a file while somebody watches.
    """
    pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
    ours, theirs = pty.openpty()
    if columns:
        termios = pytest.importorskip("termios")
        termios.tcsetwinsize(theirs, (24, columns))
    environment = {
        name: value for name, value in os.environ.items() if name not in ("CI", "TERM", "COLUMNS")
    }
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm", **variables}
    run = subprocess.Popen(
        [sys.executable, "-c", RUN, str(patience), *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs if terminal else subprocess.PIPE,
    )
    os.close(theirs)
    if not terminal:
        os.close(ours)
        return run.communicate()[1].decode()
    written = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # so says Linux that nobody writes any more
            break
        if not part:
            break
        written += part
    os.close(ours)
    run.wait()
    return written.decode()


def screen(written: str) -> str:
    """What a terminal shows after all that: carriage returns go back, and text writes over."""
    lines = [""]
    column = 0
    for character in written:
        if character == "\r":
            column = 0
        elif character == "\n":
            lines.append("")
            column = 0
        else:
            lines[-1] = lines[-1][:column].ljust(column) + character + lines[-1][column + 1 :]
            column += 1
    assert column == 0, "the cursor stands where it stood"
    return "\n".join(line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (("check", "ids.py", "app.py"), ""),
        (("check", "ids.py", "app.py", "--diff"), "snapcheck: would fix 1 finding in 1 file."),
        (("why", "ids.py:3", "ids.py", "app.py"), ""),
        (("entry-points", "ids.py", "app.py"), ""),
        (("baseline", "write", "known.json", "ids.py", "app.py"), "snapcheck: wrote 1 finding"),
    ],
)
def test_a_terminal_shows_it_and_is_clean_at_the_end(
    project: Path, arguments: tuple[str, ...], left: str
) -> None:
    written = shown(project, *arguments)
    assert "\rsnapcheck: looking for files" in written
    assert "\rsnapcheck: looking at files: 2 of 2" in written
    assert "\rsnapcheck: following programs: 1 of 1" in written
    assert screen(written).startswith(left)
    assert ("looking" in screen(written), "following" in screen(written)) == (False, False)
    assert bool(screen(written).strip()) == bool(left)


def test_an_error_stands_on_a_clean_line(project: Path) -> None:
    written = shown(project, "check", "--entry-point", "ids.py:handler")
    assert "\rsnapcheck: looking" in written
    assert "snapcheck: looking" not in screen(written)
    written = shown(project, "why", "broken.py:1")
    assert "\rsnapcheck: looking" in written
    assert screen(written).startswith("snapcheck: error: broken.py is no Python file")


def test_a_narrow_terminal_is_not_overrun(project: Path) -> None:
    written = shown(project, "check", "ids.py", "app.py", columns=20)
    lines = written.split("\r")
    assert "snapcheck: looking" in [line.rstrip() for line in lines]
    assert max(map(len, lines)) < 20


@pytest.mark.parametrize(
    ("arguments", "how"),
    [
        ((), {"patience": 3600}),
        ((), {"terminal": False}),
        ((), {"TERM": "dumb"}),
        ((), {"CI": "true"}),
        (("--quiet",), {}),
    ],
    ids=["a short run", "no terminal", "a terminal of paper", "CI", "quiet"],
)
def test_nobody_is_told_who_does_not_want_it(
    project: Path, arguments: tuple[str, ...], how: dict[str, object]
) -> None:
    assert shown(project, "check", "ids.py", "app.py", *arguments, **how) == ""  # type: ignore[arg-type]
