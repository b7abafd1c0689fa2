"""A minute of mutated programs, templates and configurations; longer by `python bench/fuzz.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "bench" / "fuzz.py"


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(FUZZ), "--found", str(folder / "found"), *options],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["programs", "templates", "configurations"])
def test_mutated_inputs_harm_nothing(kind: str, tmp_path: Path) -> None:
    done = run(tmp_path, "--kind", kind, "--seconds", "15", "--seed", "1")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_two_processes_report_the_same_on_a_tree_of_programs(tmp_path: Path) -> None:
    done = run(tmp_path, "--kind", "trees", "--count", "1", "--size", "60")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_run_goes_on_where_another_ended(tmp_path: Path) -> None:
    state = ("--kind", "configurations", "--count", "2", "--state", str(tmp_path / "state.json"))
    for numbers in (2, 4):
        assert run(tmp_path, *state).returncode == 0
        assert (tmp_path / "state.json").read_text() == f'{{"configurations:0": {numbers}}}'


def test_what_fails_is_made_small_and_written_out(tmp_path: Path) -> None:
    """With a check that raises wherever a program says so."""
    program = (
        "import sys\n"
        f"sys.path.insert(0, {str(FUZZ.parent)!r})\n"
        "import fuzz\n"
        "from snapcheck.analysis import follow\n"
        "original = follow.read_module\n"
        "def read(source, path, **more):\n"
        "    if b'uuid' in source:\n        raise KeyError('no uuid')\n"
        "    return original(source, path, **more)\n"
        "follow.read_module = read\n"
        "sys.argv = ['fuzz', '--kind', 'configurations', '--count', '1', '--found']\n"
        f"sys.argv.append({str(tmp_path)!r})\n"
        "sys.exit(fuzz.main())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    (folder,) = tmp_path.iterdir()
    assert "KeyError" in (folder / "FAULT.txt").read_text()
    (file,) = [path for path in folder.iterdir() if path.name != "FAULT.txt"]
    assert b"uuid" in file.read_bytes()
    assert len(file.read_bytes().splitlines()) <= 3
