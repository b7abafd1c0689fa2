"""Analyses mutated programs, templates and configurations, and writes out what goes wrong.

Each input is made from a number and a seed, so that a run can be repeated, and go on where another
one ended. Of each input is asked that nothing crashes, that no problem is snapcheck's own doing,
that it takes no longer than ten seconds, and that the report is the same with and without a memory
of earlier runs, and with and without the prefilter. An input that fails is made small, and put into
a folder of its own.

    python bench/fuzz.py --seconds 60
    python bench/fuzz.py --kind programs --count 100000 --seed 7 --state fuzz.json
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from types import FrameType

from fuzz_mutations import Files, mutated, mutated_python
from msgspec.structs import replace

from snapcheck import analysis, config
from snapcheck.analysis import workers
from snapcheck.config.request import Typed, request_of
from snapcheck.model import Report, Request

TESTS = Path(__file__).parents[1] / "tests"
LONGEST = 10.0
HANDLER = "import uuid\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return str(RUN)\n"
CONFIGURATION = """\
entry-points = ["app.py:handler"]
select = ["SNAP2", "SNAP900"]
ignore = ["SNAP202"]
exclude = ["*a*b*c.py", "/build/", "!x.py", "**/[ab]*.py"]
min-confidence = "low"
fail-on = "error"
output-format = ["json", "sarif=out.sarif"]
baseline = "known.json"
[per-file-ignores]
"tests/**" = ["SNAP1"]
"""
_TEMPLATES = (".yaml", ".yml", ".json", ".tf", ".ts", ".toml", "Dockerfile")


class TooLong(Exception):
    """An analysis that does not end."""


def programs() -> list[Files]:
    """The cases of the tests, each a file or a folder of files."""
    found: dict[str, Files] = {}
    top = TESTS / "cases"
    for path in sorted(top.rglob("*.py")):
        parts = path.relative_to(top).parts
        name = "/".join(parts[:2])
        inside = "/".join(parts[2:]) or path.name
        found.setdefault(name, {})[inside] = path.read_bytes()
    return [files for files in found.values() if len(files) < 30]


def templates() -> list[Files]:
    """The deployment files of the tests, each with a handler beside it."""
    return [
        {path.name: path.read_bytes(), "app.py": HANDLER.encode()}
        for path in sorted(TESTS.rglob("*"))
        if path.name.endswith(_TEMPLATES) and path.is_file() and path.stat().st_size < 20_000
    ]


def configurations() -> list[Files]:
    """Configurations, each with a program that it is about."""
    table = CONFIGURATION.replace("[per-file", "[tool.snapcheck.per-file")
    known = b'{"version": 1, "findings": []}'
    rest = {"app.py": HANDLER.encode(), "known.json": known}
    ignored = HANDLER.replace("uuid4()", "uuid4()  # snapcheck: ignore[SNAP201] why")
    return [
        {"snapcheck.toml": CONFIGURATION.encode(), **rest},
        {"pyproject.toml": f"[tool.snapcheck]\n{table}".encode(), **rest},
        {".gitignore": b"*.pyc\n!a*\n/x/\n**/b*\nc?[de]\n\\#f\n", **rest},
        {"ignored.py": ignored.encode()},
    ]


KINDS: Mapping[str, Callable[[], list[Files]]] = {
    "programs": programs,
    "templates": templates,
    "configurations": configurations,
}


def fault_of(files: Files) -> str:
    """Return what goes wrong with an input, in a few words; nothing if all is well."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for name, content in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        try:
            return _fault_in(root)
        except TooLong:
            return "takes too long"
        except Exception as error:
            return f"crashes: {type(error).__name__}"


def _fault_in(root: Path) -> str:
    try:
        found = config.find(root)
        request = request_of(Typed((str(root),)), found, root)
    except config.ConfigError:
        request = Request(paths=(root,), root=root)
    request = replace(request, knowledge=(), environment=None)
    memory = analysis.Memory()
    try:
        cold = _report(request)
        filled, warm = _report(request, memory), _report(request, memory)
        thorough = _report(replace(request, screen=False))
    except analysis.UsageError:
        return ""
    own = [each.message for each in cold.problems if not each.repeatable]
    if own:
        return own[0]
    if cold != filled or cold != warm:
        return "differs with a memory"
    if (cold.findings, cold.problems) != (thorough.findings, thorough.problems):
        return "differs without the prefilter"
    return ""


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
    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _Interrupted:
        raise TooLong from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Interrupted(BaseException):
    """Passes through whatever keeps failures to a part of the run."""


def shrunk(files: Files, fault: str, tries: int = 150) -> Files:
    """Return a smaller input with the same fault: without files, then without lines."""
    left = iter(range(tries))

    def still(smaller: Files) -> bool:
        return next(left, None) is not None and fault_of(smaller) == fault

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


def input_of(kind: str, seeds: list[Files], seed: int, number: int) -> Files:
    """Return the input of a number: the same whenever it is asked for."""
    random = Random(f"{kind}:{seed}:{number}")
    return mutated(random.choice(seeds), seeds, random)


def fuzz(
    kind: str, *, seed: int, first: int, count: int | None, until: float
) -> Iterator[tuple[int, str, Files]]:
    """Yield each input by its number, with its fault and, where there is one, made small."""
    seeds = KINDS[kind]()
    number = first
    while (count is None or number < first + count) and time.monotonic() < until:
        files = input_of(kind, seeds, seed, number)
        fault = fault_of(files)
        yield number, fault, shrunk(files, fault) if fault else files
        number += 1


def jobs_differ(seed: int, size: int) -> bool:
    """Return whether two processes come to another report than one, on a tree of programs."""
    seeds, random = programs(), Random(f"tree:{seed}")
    workers._WORTH_A_PROCESS = 0
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for number in range(size):
            for name, content in random.choice(seeds).items():
                place = root / f"p{number:04}" / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(mutated_python(content, random))
        request = Request(paths=(root,), root=root)
        return analysis.check(request, jobs=1) != analysis.check(request, jobs=2)


def save(folder: Path, name: str, files: Files, fault: str) -> None:
    """Write a failing input where a person finds it."""
    for file, content in files.items():
        place = folder / name / file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    (folder / name / "FAULT.txt").write_text(f"{fault}\n", encoding="utf-8")


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
    state: dict[str, int] = {}
    if options.state is not None:
        with suppress(FileNotFoundError):
            state = json.loads(options.state.read_text())
    faults = 0
    for kind in options.kind or list(KINDS):
        until = time.monotonic() + (options.seconds or float("inf"))
        key, began, done = f"{kind}:{options.seed}", time.monotonic(), 0
        if kind == "trees":
            for number in range(options.count or 1):
                differs = jobs_differ(options.seed + number, options.size)
                faults += differs
                print(f"tree {options.seed + number}: {'DIFFERS' if differs else 'equal'}")
            continue
        more = fuzz(
            kind, seed=options.seed, first=state.get(key, 0), count=options.count, until=until
        )
        for number, fault, files in more:
            done += 1
            state[key] = number + 1
            if fault:
                faults += 1
                print(f"{kind} {number}: {fault}", flush=True)
                save(options.found, f"{kind}-{options.seed}-{number}", files, fault)
            if options.state is not None and done % 50 == 0:
                options.state.write_text(json.dumps(state))
        seconds = time.monotonic() - began
        print(f"{kind}: {done} inputs, seed {options.seed}, {seconds:.0f} s", flush=True)
        if options.state is not None:
            options.state.write_text(json.dumps(state))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
