"""Files that come, go and change while a run looks at them, and folders that may not be seen."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

import pytest

from snapcheck import analysis, config
from snapcheck.analysis import LiveMemory, Memory
from snapcheck.commands.run import folder_of
from snapcheck.config.repository import repository_root
from snapcheck.knowledge import KnowledgeError, load
from snapcheck.model import Request

CASES = Path(__file__).parent / "cases"


@contextmanager
def restless(root: Path) -> Iterator[None]:
    """Remove, write, cut off and replace files and folders below `root` all the time."""
    files = {path: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
    random, stop = Random(1), threading.Event()

    def change(path: Path) -> None:
        what = random.randrange(6)
        if what == 0:
            shutil.rmtree(path.parent if path.parent != root else path)
        elif what == 1:
            path.unlink()
            path.mkdir()
        elif what == 2:
            path.unlink()
        else:
            if path.is_dir():
                shutil.rmtree(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            cut = random.randrange(len(files[path]) + 1) if what == 3 else None
            path.write_bytes(files[path][:cut])

    def go_on() -> None:
        while not stop.wait(0.0005):
            with suppress(OSError):
                change(random.choice([*files]))

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def test_files_that_change_during_a_run(tmp_path: Path) -> None:
    root = tmp_path / "project"
    for topic in ("hooks", "phases"):
        shutil.copytree(CASES / topic, root / topic)
    request = Request(paths=(root,), root=root)
    memories = [None, Memory(), LiveMemory()]
    end = time.monotonic() + float(os.environ.get("SNAPCHECK_RESTLESS", "4"))
    with restless(root):
        while time.monotonic() < end:
            for memory in memories:
                report = analysis.check(request, memory=memory)
                assert all(problem.repeatable for problem in report.problems), report.problems
    fresh = analysis.check(request)
    assert [analysis.check(request, memory=memory) for memory in memories] == [fresh] * 3


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder that this user may not look into."""
    if sys.platform == "win32":
        pytest.skip("modes mean little on Windows")
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "app.py").write_text("def handler(event, context): ...\n")
    for each in (tmp_path, *tmp_path.parents):
        if each.stat().st_uid == os.geteuid() and each.name:
            each.chmod(each.stat().st_mode | 0o011)
    folder.chmod(0)
    was_root = os.geteuid() == 0
    if was_root:
        os.seteuid(65534)
    yield folder
    if was_root:
        os.seteuid(0)
    folder.chmod(0o700)


def test_nothing_below_a_closed_folder_ends_a_run(closed: Path) -> None:
    file = closed / "app.py"
    assert folder_of((str(file),)) == closed
    assert repository_root(closed) == closed
    with pytest.raises(config.ConfigError, match=r"snapcheck.toml: cannot be read: Permission"):
        config.find(closed)
    assert config.nearest_file(closed) is None
    with pytest.raises(KnowledgeError, match="no such folder"):
        load(more=(closed / "rules",))
    with pytest.raises(analysis.UsageError, match="there is no file"):
        analysis.check(
            Request(paths=(closed.parent,), root=closed.parent, entry_points=(f"{file}:handler",))
        )
    (problem,) = analysis.check(Request(paths=(file,), root=closed)).problems
    assert problem.message == "cannot be read: permission denied"
    assert problem.path == "app.py"
