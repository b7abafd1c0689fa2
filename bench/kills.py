"""Ends runs at random moments by each signal, and looks at what they leave.

After each of them no process may be left, each file must be what it was or what it was to become,
and the next run must report what a run reports that nobody disturbed. Moments come of a seed.

    python bench/kills.py --times 50
    python bench/kills.py --times 5 --signal SIGTERM --what fix
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from process_groups import alive

CASES = Path(__file__).parents[1] / "tests" / "cases"
TOPICS = ("phases", "hooks", "classes", "generators")
SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL")
# With processes of its own, and a cache that is written bit by bit, however small the folder is.
PROGRAM = (
    "from snapcheck.analysis import workers\nworkers._WORTH_A_PROCESS = 0\n"
    "from snapcheck.cache import records\nrecords._AT_ONCE = 1_000\n"
    "from snapcheck.__main__ import main\nmain()\n"
)
COMMANDS: Mapping[str, Sequence[str]] = {
    "check": ("check", "-f", "json", "-f", "sarif=../out.sarif"),
    "fix": ("check", "--fix", "-f", "json"),
}
LEAVES = 5.0
"""Seconds in which all processes of a run must have ended after it."""


class Scene:
    """A project, a cache and an output, as they are before and after an undisturbed run."""

    def __init__(self, home: Path, what: str) -> None:
        self._home, self._arguments = home, COMMANDS[what]
        self._project = home / "project"
        self._changes_files = what == "fix"
        self._put_back()
        self._before = self._files()
        began = time.monotonic()
        self._expected = self._finished(self._begin("--no-cache"))
        self.seconds = time.monotonic() - began
        self._after = self._files()
        self._output = self._written()

    def trouble(self, number: signal.Signals, moment: float, *, group: bool) -> Iterator[str]:
        """End a run after `moment` seconds; yield what is wrong then, in a few words."""
        self._put_back()
        run = self._begin()
        time.sleep(moment)
        if group and number is not signal.SIGKILL:
            os.killpg(run.pid, number)  # as a terminal does
        else:
            run.send_signal(number)
        run.communicate()
        # Who is ended by SIGKILL can take nothing away.
        yield from self._left_behind(run.pid, may_leave=number is signal.SIGKILL)
        if self._finished(self._begin()) != self._expected:
            yield "the next run reports something else"
        if self._files() != self._after or self._written() != self._output:
            yield "the next run leaves something else"

    def _left_behind(self, group: int, *, may_leave: bool) -> Iterator[str]:
        end = time.monotonic() + LEAVES
        while left := alive(group):
            if time.monotonic() > end:
                yield f"{len(left)} processes left"
                for each in left:
                    os.kill(each, signal.SIGKILL)
                break
            time.sleep(0.02)
        unfinished = list(self._home.rglob(".*.new"))
        if unfinished and not may_leave:
            yield f"left {unfinished[0].name}"
        for path in unfinished:
            path.unlink()
        for name, content in self._files().items():
            if content not in {self._before.get(name), self._after.get(name)}:
                yield f"{name} is half written"
        written = self._written()
        if written not in {b"", self._output}:
            yield f"the output is half written: {_difference(written, self._output)}"

    def _put_back(self) -> None:
        if self._changes_files or not self._project.exists():
            shutil.rmtree(self._project, ignore_errors=True)
            for topic in TOPICS:
                shutil.copytree(CASES / topic, self._project / topic)
        for name in ("cache", "out.sarif"):
            shutil.rmtree(self._home / name, ignore_errors=True)
            (self._home / name).unlink(missing_ok=True)

    def _begin(self, *more: str) -> subprocess.Popen[bytes]:
        cache = ("--cache-dir", str(self._home / "cache"), "--jobs", "2")
        return subprocess.Popen(
            [sys.executable, "-P", "-c", PROGRAM, *self._arguments, *cache, *more],
            cwd=self._project,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _finished(self, run: subprocess.Popen[bytes]) -> bytes:
        output = run.communicate()[0]
        return b"%d %s" % (run.returncode, output)

    def _files(self) -> dict[str, bytes]:
        found = sorted(path for path in self._project.rglob("*") if path.is_file())
        return {path.relative_to(self._project).as_posix(): path.read_bytes() for path in found}

    def _written(self) -> bytes:
        output = self._home / "out.sarif"
        return output.read_bytes() if output.exists() else b""


def _difference(found: bytes, expected: bytes) -> str:
    """Return the sizes of two texts, and what stands where they begin to differ."""
    pairs = enumerate(zip(found, expected, strict=False))
    at = next((at for at, (one, other) in pairs if one != other), min(len(found), len(expected)))
    sizes = f"{len(found)} of {len(expected)} bytes"
    return f"{sizes}, at {at} {found[at : at + 60]!r} for {expected[at : at + 60]!r}"


def main() -> int:
    """Kill as the command line says; the exit code is 1 if anything was left."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=50, help="for each signal")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--signal", choices=SIGNALS, action="append")
    parser.add_argument("--what", choices=COMMANDS, action="append")
    options = parser.parse_args()
    wrong = 0
    for what in options.what or COMMANDS:
        with tempfile.TemporaryDirectory() as home:
            scene = Scene(Path(home).resolve(), what)
            for name in options.signal or SIGNALS:
                random = Random(f"{what}:{name}:{options.seed}")
                for number in range(options.times):
                    moment = random.uniform(0.05, 1.05) * scene.seconds
                    found = scene.trouble(signal.Signals[name], moment, group=number % 2 == 1)
                    for trouble in found:
                        wrong += 1
                        print(f"{what} {name} {number}, {moment:.2f} s: {trouble}", flush=True)
                print(f"{what} {name}: {options.times} times", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
