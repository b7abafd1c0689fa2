"""Analyses mutated programs, templates and configurations, and writes out what goes wrong.

Each input is made from a number and a seed, so that a run can be repeated, and go on where another
one ended. A few inputs in a row are edits of one program, as in an editor. Of each is asked that
nothing crashes, that no problem is snapcheck's own doing, that no analysis takes more than ten
seconds of the processor, and that the report is the same with and without what is remembered of the
input before, and with and without the prefilter. An input that fails is made small, and put into a
folder of its own.

    python bench/fuzz.py --seconds 60
    python bench/fuzz.py --kind programs --count 100000 --seed 7 --state fuzz.json
    python bench/fuzz.py --kind trees --count 10 --size 500 --state fuzz.json
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from types import FrameType

from fuzz_mutations import Files, mutated, mutated_python
from fuzz_seeds import KINDS, Seed
from msgspec.structs import replace

from snapcheck import analysis, config
from snapcheck.analysis import workers
from snapcheck.config.request import Typed, request_of
from snapcheck.model import Report, Request

LONGEST = 10.0
"""Seconds of the processor that one analysis may take."""

STALLED = 30 * LONGEST
"""Seconds after which an analysis waits for something that does not come."""

COLD = 4
"""One input of so many is also analysed as ever, with nothing remembered."""

EDITS = 8
"""Inputs in a row that come of one program."""


class TooLong(Exception):
    """An analysis that does not end."""


class Session:
    """A folder that holds one input after the other, and what is remembered of it."""

    def __init__(self, root: Path, *, is_live: bool) -> None:
        self._root = root
        self._memory = analysis.LiveMemory() if is_live else analysis.Memory()
        self._files: Files = {}
        self._count = 0

    def fault_of(self, files: Files) -> str:
        """Let the folder hold these files; return in a few words what goes wrong, if anything."""
        self._write(files)
        try:
            return self._fault()
        except TooLong:
            return "takes too long"
        except Exception as error:
            return f"crashes: {type(error).__name__}"

    def _write(self, files: Files) -> None:
        for name in self._files.keys() - files.keys():
            (self._root / name).unlink()
        for name, content in files.items():
            if self._files.get(name) != content:
                (self._root / name).parent.mkdir(parents=True, exist_ok=True)
                (self._root / name).write_bytes(content)
        self._files = files

    def _fault(self) -> str:
        request = _request(self._root)
        self._count += 1
        try:
            after = _report(request, self._memory)
            warm = _report(request, self._memory)
            # Without a memory and without the prefilter. The same with it takes as long again:
            # where these two agree, it is asked of a part of the inputs only.
            thorough = _report(replace(request, screen=False))
            agree = (after.findings, after.problems) == (thorough.findings, thorough.problems)
            cold = after if agree and self._count % COLD else _report(request)
        except analysis.UsageError:
            return ""
        own = [each.message for each in after.problems if not each.repeatable]
        if own:
            return own[0]
        if cold != after:
            return "differs after an edit"
        if after != warm:
            return "differs with a memory"
        return "" if agree else "differs without the prefilter"


def _request(root: Path) -> Request:
    try:
        found = config.find(root)
        request = request_of(Typed((str(root),)), found, root)
    except config.ConfigError:
        request = Request(paths=(root,), root=root)
    return replace(request, knowledge=(), environment=None)


@contextmanager
def _session(*, is_live: bool) -> Iterator[Session]:
    with tempfile.TemporaryDirectory() as folder:
        yield Session(Path(folder).resolve(), is_live=is_live)


def fault_of(files: Files, before: Iterable[Files] = (), *, is_live: bool = False) -> str:
    """Return what goes wrong with an input after others, in a few words; nothing if all is well."""
    with _session(is_live=is_live) as session:
        for each in before:
            session.fault_of(each)
        return session.fault_of(files)


def _report(request: Request, memory: analysis.Memory | None = None) -> Report:
    with _no_longer_than(LONGEST):
        return analysis.check(request, memory=memory)


@contextmanager
def _no_longer_than(seconds: float) -> Iterator[None]:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise _Interrupted

    if not hasattr(signal, "setitimer"):
        yield
        return
    # Others may use the processor too: what counts is what this process gets of it.
    clocks = {signal.SIGPROF: signal.ITIMER_PROF, signal.SIGALRM: signal.ITIMER_REAL}
    before = {number: signal.signal(number, interrupt) for number in clocks}
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, STALLED)
    try:
        yield
    except _Interrupted:
        raise TooLong from None
    finally:
        for number, clock in clocks.items():
            signal.setitimer(clock, 0)
            signal.signal(number, before[number])


class _Interrupted(BaseException):
    """Passes through whatever keeps failures to a part of the run."""


def shrunk(
    files: Files, fault: str, before: Iterable[Files] = (), *, is_live: bool = False
) -> Files:
    """Return a smaller input with the same fault: without files, then without lines."""
    left = iter(range(150))

    def still(smaller: Files) -> bool:
        found = next(left, None) is not None and fault_of(smaller, before, is_live=is_live)
        return found == fault

    for name in sorted(files):
        smaller = {each: content for each, content in files.items() if each != name}
        if smaller and still(smaller):
            files = smaller
    for name in sorted(files):
        lines = files[name].splitlines(keepends=True)
        size = max(1, len(lines) // 2)
        while size:
            at = 0
            while at < len(lines):
                fewer = lines[:at] + lines[at + size :]
                if still({**files, name: b"".join(fewer)}):
                    lines = fewer
                else:
                    at += size
            size //= 2
        files = {**files, name: b"".join(lines)}
    return files


def input_of(kind: str, seeds: list[Seed], seed: int, number: int) -> Files:
    """Return the input of a number: the same whenever it is asked for."""
    chosen = Random(f"{kind}:{seed}:{number // EDITS}").choice(seeds)
    others = [each.files for each in seeds]
    return mutated(chosen.files, others, Random(f"{kind}:{seed}:{number}:"), chosen.names)


def fuzz(
    kind: str, *, seed: int, first: int, count: int | None, until: float
) -> Iterator[tuple[int, str, Files]]:
    """Yield each input by its number, with its fault and, where there is one, made small."""
    seeds = KINDS[kind]()
    number = first
    end = None if count is None else first + count
    while number != end and time.monotonic() < until:
        # Every other time with what an editor's server remembers.
        is_live = number // EDITS % 2 == 1
        before: list[Files] = []
        with _session(is_live=is_live) as session:
            while number != end and time.monotonic() < until:
                files = input_of(kind, seeds, seed, number)
                fault = session.fault_of(files)
                yield number, fault, _small(files, fault, before, is_live) if fault else files
                before.append(files)
                number += 1
                if number % EDITS == 0:
                    break


def _small(files: Files, fault: str, before: list[Files], is_live: bool) -> Files:
    """Return a failing input made small, with the input before it where it takes that."""
    if fault_of(files) == fault:
        return shrunk(files, fault)
    for earlier in (before[-1:], before):
        if fault_of(files, earlier, is_live=is_live) == fault:
            files = shrunk(files, fault, earlier, is_live=is_live)
            break
    else:
        earlier = before
    after = {
        f"{number}-before/{name}": each[name]
        for number, each in enumerate(earlier, 1)
        for name in each
    }
    return {**after, **files}


def jobs_differ(seed: int, size: int) -> bool:
    """Return whether two processes come to another report than one, on a tree of programs."""
    seeds, random = KINDS["programs"](), Random(f"tree:{seed}")
    workers._WORTH_A_PROCESS = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for number in range(size):
            donor = random.choice([*random.choice(seeds).files.values()])
            for name, content in random.choice(seeds).files.items():
                place = root / f"p{number:04}" / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(mutated_python(content, donor, random))
        request = Request(paths=(root,), root=root)
        return analysis.check(request, jobs=1) != analysis.check(request, jobs=2)


def save(folder: Path, name: str, files: Files, fault: str) -> None:
    """Write a failing input where a person finds it."""
    for file, content in files.items():
        place = folder / name / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (folder / name / "FAULT.txt").write_text(f"{fault}\n", encoding="utf-8")


class Progress:
    """How far runs have come, in a file that says where to go on."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._numbers: dict[str, int] = {}
        if file is not None:
            with suppress(FileNotFoundError):
                self._numbers = json.loads(file.read_text())

    def first(self, key: str) -> int:
        """Return the number of the first input that is still to be tried."""
        return self._numbers.get(key, 0)

    def done(self, key: str, number: int, *, last: bool = False) -> None:
        """Note that an input was tried."""
        self._numbers[key] = number + 1
        if self._file is not None and (last or number % 50 == 0):
            beside = self._file.with_suffix(".new")
            beside.write_text(json.dumps(self._numbers))
            os.replace(beside, self._file)


def run(kind: str, options: argparse.Namespace, progress: Progress) -> int:
    """Try inputs of a kind; return how many fail."""
    key, began = f"{kind}:{options.seed}", time.monotonic()
    until = began + (options.seconds or float("inf"))
    first = progress.first(key)
    faults, number = 0, first - 1
    if kind == "trees":
        for number in range(first, first + (options.count or 1)):
            differs = jobs_differ(options.seed + number, options.size)
            faults += differs
            print(f"tree {options.seed + number}: {'DIFFERS' if differs else 'equal'}", flush=True)
            progress.done(key, number, last=True)
        return faults
    inputs = fuzz(kind, seed=options.seed, first=first, count=options.count, until=until)
    for number, fault, files in inputs:
        progress.done(key, number)
        if fault:
            faults += 1
            print(f"{kind} {number}: {fault}", flush=True)
            save(options.found, f"{kind}-{options.seed}-{number}", files, fault)
        if number % 1000 == 999:
            gc.collect()
            print(f"{kind}: {number + 1}, {time.process_time():.0f} s of CPU", flush=True)
    if number >= first:
        progress.done(key, number, last=True)
    seconds = time.monotonic() - began
    print(f"{kind}: {number + 1 - first} inputs, seed {options.seed}, {seconds:.0f} s", flush=True)
    return faults


def main() -> int:
    """Fuzz as the command line says; the exit code is 1 if anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kind", choices=[*KINDS, "trees"], action="append")
    parser.add_argument("--seconds", type=float, default=None, help="for each kind")
    parser.add_argument("--count", type=int, default=None, help="of inputs of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--size", type=int, default=500, help="programs of a tree")
    parser.add_argument("--state", type=Path, help="a file that says where to go on")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    if options.seconds is None and options.count is None:
        options.seconds = 60.0
    progress = Progress(options.state)
    faults = sum(run(kind, options, progress) for kind in options.kind or [*KINDS])
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
