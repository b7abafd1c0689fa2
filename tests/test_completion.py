"""Completion, in real shells on a real terminal: a line is typed, and run as the shell makes it."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_startup import HEAVY, imported_by
from tools import require_tool

SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        'eval "$(_SNAPCHECK_COMPLETE=bash_source snapcheck)"',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit; compinit -u -D; eval "$(_SNAPCHECK_COMPLETE=zsh_source snapcheck)"',
    ),
    "fish": (
        ["fish", "--no-config", "--interactive"],
        "_SNAPCHECK_COMPLETE=fish_source snapcheck | source",
    ),
}
# In place of snapcheck: tells what it was called with, but answers completions as snapcheck does.
PROGRAM = """\
#!/bin/sh
if [ -n "$_SNAPCHECK_COMPLETE" ]; then exec "{python}" -m snapcheck "$@"; fi
printf '<%s>' "$@" > "{calls}"
"""
# Makes the terminal that a program is started with the one that controls it; fish wants one.
CONTROLLED = """\
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
# A shell that says nothing for so long is stuck.
PATIENCE = 60


class Terminal:
    """A shell at a terminal, in a folder with the files `jobs.py` and `template.yaml`."""

    def __init__(self, shell: str, folder: Path) -> None:
        pty = pytest.importorskip("pty", reason="no pseudo-terminals here")
        command, self._setup = SHELLS[shell]
        require_tool(shutil.which(command[0]), f"no {shell}")
        (folder / "work").mkdir()
        for name in ("jobs.py", "template.yaml"):
            (folder / "work" / name).touch()
        self._calls = folder / "calls"
        programs = folder / "bin"
        programs.mkdir()
        program = programs / "snapcheck"
        program.write_text(PROGRAM.format(python=sys.executable, calls=self._calls))
        program.chmod(0o755)
        ours, theirs = pty.openpty()
        self._terminal = ours
        self._shell = subprocess.Popen(
            [sys.executable, "-c", CONTROLLED, *command],
            cwd=folder / "work",
            env={
                "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": os.pathsep.join(sys.path),
                "HOME": str(folder),
                "TERM": "xterm",
                "LANG": "C.UTF-8",
            },
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._written = ""

    def ready(self) -> None:
        """Waits until the shell completes the words of snapcheck."""
        self._type(f"{self._setup}; echo is-re''ady\n")
        self._wait_for("is-ready")

    def call(self, typed: str) -> str:
        """What snapcheck is called with when that is typed: `<check><--fix>`."""
        self._calls.unlink(missing_ok=True)
        words, tabs, rest = typed.partition("\t")
        self._written = ""
        self._type(words + tabs)
        # The shell goes on when it has the answer; what comes now is read then.
        self._type(f"{rest}\n")
        self._type("echo is-do''ne\n")
        self._wait_for("is-done")
        return self._calls.read_text() if self._calls.exists() else self._written

    def close(self) -> None:
        """Ends the shell."""
        self._shell.kill()
        self._shell.wait()
        os.close(self._terminal)

    def _type(self, text: str) -> None:
        os.write(self._terminal, text.encode())

    def _wait_for(self, text: str) -> None:
        while text not in self._written:
            readable, _, _ = select.select([self._terminal], [], [], PATIENCE)
            assert readable, f"the shell says no more than {self._written!r}"
            self._written += os.read(self._terminal, 4096).decode(errors="replace")


@pytest.fixture(scope="module", params=SHELLS)
def terminal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Terminal]:
    found = Terminal(request.param, tmp_path_factory.mktemp(request.param))
    try:
        found.ready()
        yield found
    finally:
        found.close()


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("snapcheck entr\t", "<entry-points>"),
        ("snapcheck rule SNAP90\t", "<rule><SNAP900>"),
        ("snapcheck rule snap90\t", "<rule><SNAP900>"),
        ("snapcheck rule unique-i\t", "<rule><unique-id-frozen>"),
        ("snapcheck check --select SNAP90\t", "<check><--select><SNAP900>"),
        ("snapcheck check --ignore SNAP1,SNAP90\t", "<check><--ignore><SNAP1,SNAP900>"),
        ("snapcheck check --output-format conc\t", "<check><--output-format><concise>"),
        ("snapcheck check -f sar\t", "<check><-f><sarif>"),
        ("snapcheck rules -f markd\t", "<rules><-f><markdown>"),
        ("snapcheck check --min-confidence hi\t", "<check><--min-confidence><high>"),
        ("snapcheck check --unsafe\t", "<check><--unsafe-fixes>"),
        ("snapcheck baseline pru\t", "<baseline><prune>"),
        ("snapcheck check temp\t", "<check><template.yaml>"),
        ("snapcheck check --baseline temp\t", "<check><--baseline><template.yaml>"),
        ("snapcheck check --entry-point job\t", "<check><--entry-point><jobs.py>"),
        ("snapcheck why job\t", "<why><jobs.py>"),
    ],
)
def test_a_shell_completes_a_word(terminal: Terminal, typed: str, called: str) -> None:
    assert terminal.call(typed) == called


def test_rules_of_ones_own_are_offered_and_mistakes_are_not_in_the_way(tmp_path: Path) -> None:
    shown = Path(__file__).parent.parent / "rules" / "SNAP900-unused-ignore.md"
    folder = tmp_path / "own"
    folder.mkdir()
    text = shown.read_text(encoding="utf-8").replace("SNAP900", "ACME100")
    (folder / "ACME100-unused-ignore.md").write_text(text, encoding="utf-8")
    (tmp_path / "snapcheck.toml").write_text('rules = ["own"]\n')
    assert "ACME100" in offered(tmp_path, "check --select ACME")
    (tmp_path / "snapcheck.toml").write_text('rulse = ["own"]\n')
    silences = "plain\nSNAP900\nignore comment that silences nothing\n"
    assert offered(tmp_path, "check --select SNAP90") == silences
    assert offered(tmp_path, "check --select ACME").strip() == ""


def offered(folder: Path, typed: str) -> str:
    finished = subprocess.run(
        [sys.executable, "-m", "snapcheck"],
        cwd=folder,
        env={**os.environ, **asking(typed), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert finished.stderr == ""
    return finished.stdout


def asking(typed: str) -> dict[str, str]:
    """What zsh passes on."""
    return {
        "_SNAPCHECK_COMPLETE": "zsh_complete",
        "COMP_WORDS": f"snapcheck {typed}",
        "COMP_CWORD": str(len(typed.split())),
    }


@pytest.mark.parametrize(
    "typed", ["che", "check --sel", "check --select SNAP", "rule SNAP", "check -f s", "why a"]
)
def test_completion_imports_nothing_heavy(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in asking(typed).items():
        monkeypatch.setenv(name, value)
    assert imported_by() & (HEAVY | {"snapcheck.analysis"}) == set()
