"""Compares the analyser with the emulator on programs that are put together at random.

Each program is made from a seed and its number, so that a run can be repeated, and go on where
another one ended. A program that the analyser misses, or is wrong about, is made simple, part by
part, and put into a folder of its own.

    python bench/generated_programs.py --count 5000 --seed 7 --state programs.json

With `--snapcheck PROGRAM` the findings are those of another snapcheck, as that writes JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from generated import Generated, composed, programs, simpler
from generated_judging import Judged, Tally, judged, report_on, tally, write, wrong_after_a_restore
from msgspec.structs import replace

from snapcheck.model import Confidence, Finding, Level, Span


def judge(several: Iterable[Generated], other: Path | None = None) -> list[Judged]:
    """Analyse and run programs as one; the findings are those of the `other` snapcheck.

    That may crash: then it is asked for the halves, and finds nothing in the program at fault.
    """
    every = tuple(several)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        write(folder, every)
        report = report_on(folder)
        wrong = wrong_after_a_restore(report, folder)
        if other is not None:
            found = findings_of(other, folder)
            if found is None and len(every) > 1:
                half = len(every) // 2
                return judge(every[:half], other) + judge(every[half:], other)
            report = replace(report, findings=found or ())
        return list(judged(report, wrong, every))


def findings_of(program: Path, folder: Path) -> tuple[Finding, ...] | None:
    """Return the rules and places of what another snapcheck reports; None where it crashes."""
    command = [str(program), "check", str(folder), "-f", "json", "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if not done.stdout:
        print(f"{program} writes nothing: {done.stderr.strip()[-200:]}", flush=True)
        return None
    return tuple(map(_finding, json.loads(done.stdout)["findings"]))


def _finding(each: Mapping[str, Any]) -> Finding:
    at = each["location"]
    return Finding(
        rule=each["rule"],
        name=each["name"],
        level=Level[each["level"].upper()],
        confidence=Confidence[each["confidence"].upper()],
        message=each["message"],
        span=Span(at["path"], at["line"], at["column"], at["end_line"], at["end_column"]),
        instead="",
        trace=(),
        entry_points=(),
        fingerprint="",
    )


def kind_of(found: Judged) -> tuple[bool, bool]:
    """What is wrong about the analyser's word on a program: missed, and false alarms."""
    return found.is_missed, bool(found.alarms)


def simplified(found: Judged) -> Judged:
    """The simplest program that the analyser is wrong about in the same way."""
    for recipe in simpler(found.program.recipe):
        program = composed(recipe, found.program.name)
        if program is None:
            continue
        with suppress(AssertionError):  # it does not run: not the same
            (again,) = judge([program])
            if kind_of(again) == kind_of(found):
                return simplified(again)
    return found


def save(folder: Path, found: Judged) -> None:
    """Write the files of a program where a person finds them."""
    write(folder / found.program.name, [found.program])
    (folder / found.program.name / "JUDGED.txt").write_text(f"{found}\n", encoding="utf-8")


class Progress:
    """What was counted so far, in a file that says where to go on."""

    def __init__(self, file: Path | None, seed: int) -> None:
        self._file, self._key = file, str(seed)
        self._known: dict[str, list[int]] = {}
        if file is not None:
            with suppress(FileNotFoundError):
                self._known = json.loads(file.read_text())
        self.tally = Tally(*self._known.get(self._key, [0, 0, 0, 0, 0]))

    def add(self, counted: Tally) -> None:
        """Count a batch."""
        self.tally += counted
        each = self.tally
        self._known[self._key] = [
            *(each.programs, each.go_wrong, each.missed, each.findings, each.alarms)
        ]
        if self._file is not None:
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps(self._known))
            os.replace(beside, self._file)


def batches(options: argparse.Namespace, first: int) -> Iterator[range]:
    """The numbers of the programs that are judged together."""
    end = first + options.count
    for start in range(first, end, options.at_once):
        yield range(start, min(end, start + options.at_once))


def main() -> int:
    """Compare as the command line says; the exit code is 1 if anything is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=25, help="programs of one handler")
    parser.add_argument("--state", type=Path, help="a file that says where to go on")
    parser.add_argument("--found", type=Path, default=Path("generated-found"))
    parser.add_argument("--as-they-are", action="store_true", help="simplify nothing")
    parser.add_argument("--snapcheck", type=Path, help="whose findings are judged")
    options = parser.parse_args()
    plain = options.as_they_are or options.snapcheck is not None
    progress, began = Progress(options.state, options.seed), time.monotonic()
    wrong = 0
    for numbers in batches(options, progress.tally.programs):
        found = judge(programs(options.seed, numbers), options.snapcheck)
        progress.add(tally(found))
        for each in found:
            if each.is_missed or each.alarms:
                wrong += 1
                print(each, flush=True)
                save(options.found, each if plain else simplified(each))
    seconds = time.monotonic() - began
    print(f"seed {options.seed}, {seconds:.0f} s: {progress.tally}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
