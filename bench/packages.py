"""Handlers over real packages, whose source is followed: time and memory, beside type checkers.

    python bench/packages.py [--environments FOLDER] [--rounds N] [--no-peers] [NAME...]

Each folder of `bench/programs` is a handler that uses a package. What it requires is installed
into an environment of its own (below `--environments`, made on first use); nothing of it is
imported. Times are CPU seconds of this machine and this hour: compare them within one run only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from peers import Taken, installed, machine, run

PROGRAMS = Path(__file__).with_name("programs")
MOST_RATIO, MOST_PEAK, MOST_AGAIN = 8, 1536, 0.3

# What is read of an environment is told by the events of Python itself.
FOLLOWED = """\
import json, os, sys
from pathlib import Path
packages, root, entry = map(Path, sys.argv[1:])
opened = {}
def hook(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and arguments[0].endswith(".py"):
        opened[arguments[0]] = None
sys.addaudithook(hook)
from snapcheck import analysis
from snapcheck.model import Request
report = analysis.check(Request((root / entry,), root, environment=packages))
real = {os.path.realpath(path) for path in opened if os.path.isfile(path)}
inside = sorted(path for path in real if path.startswith(str(packages.resolve())))
print(json.dumps([inside, len(report.findings), len(report.notices), report.notices]))
"""
PARSED = """\
import ast, json, sys, time
texts = [open(path, "rb").read() for path in json.load(open(sys.argv[1]))]
begin = time.process_time()
for text in texts:
    try:
        ast.parse(text)
    except SyntaxError:
        pass
print(time.process_time() - begin)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one program took, in CPU seconds and MiB; `ratio` is to the parser alone."""

    name: str
    files: int
    findings: int
    parse: float
    cpu: float
    ratio: float
    peak: float
    again: float
    again_without: float
    mypy: float | None = None
    pyright: float | None = None
    notices: tuple[str, ...] = ()


def environment(folder: Path, name: str) -> Path:
    """The environment in which a program has what it requires."""
    place = folder / name
    if not (place / "complete").exists():
        first = (PROGRAMS / name / "app.py").read_text(encoding="utf-8").partition("\n")[0]
        requires = first.removeprefix("# requires:").split()
        print(f"installing {' '.join(requires)}", file=sys.stderr)
        venv.create(place, with_pip=False, clear=True)
        pip = [sys.executable, "-m", "pip", "--python", str(place), "install", "--quiet"]
        subprocess.run([*pip, *requires], check=True)
        (place / "complete").touch()
    return place


def measure(name: str, place: Path, peers: Path | None, rounds: int) -> Measured:
    """All figures of one program, each the median of so many rounds that take turns."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        program = scratch / "program"
        shutil.copytree(PROGRAMS / name, program)
        followed = [str(place), str(program), "app.py"]
        told = _python(FOLLOWED, followed, scratch)
        files, findings, _, notices = json.loads(told)
        listed = scratch / "files.json"
        listed.write_text(json.dumps(files), encoding="utf-8")
        commands = _commands(program, place, peers)
        # The first run fills the cache.
        for kept in ("again", "again without"):
            run(commands[kept], program)
        taken: dict[str, list[Taken]] = {each: [] for each in commands}
        parses = []
        for _ in range(rounds):
            parses.append(float(_python(PARSED, [str(listed)], scratch)))
            for each, command in commands.items():
                taken[each].append(run(command, program))
    cpu = {each: statistics.median([one.cpu for one in runs]) for each, runs in taken.items()}
    parse = statistics.median(parses)
    peak = max(one.peak for one in taken["cold"])
    return Measured(
        name,
        len(files),
        findings,
        parse,
        cpu["cold"],
        cpu["cold"] / parse,
        peak,
        cpu["again"],
        cpu["again without"],
        cpu.get("mypy"),
        cpu.get("pyright"),
        tuple(notices),
    )


def _python(text: str, arguments: Sequence[str], scratch: Path) -> str:
    command = [sys.executable, "-c", text, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=scratch)
    return done.stdout


def _commands(program: Path, place: Path, peers: Path | None) -> dict[str, list[str]]:
    check = [str(Path(sys.executable).with_name("snapcheck")), "check", "--quiet", "--jobs", "1"]
    cache = str(program.parent / "cache")
    follow = ["--python", str(place), "app.py"]
    commands = {
        "cold": [*check, "--no-cache", *follow],
        "again": [*check, "--cache-dir", cache, *follow],
        "again without": [*check, "--cache-dir", cache, "app.py"],
    }
    if peers is not None:
        mypy = [str(installed(peers, "mypy")), "--follow-untyped-imports"]
        mypy += ["--check-untyped-defs", f"--cache-dir={os.devnull}"]
        interpreter = str(place / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
        commands["mypy"] = [*mypy, "--python-executable", interpreter, "app.py"]
        pyright = str(installed(peers, "pyright"))
        commands["pyright"] = [pyright, "--pythonpath", interpreter, "app.py"]
    return commands


HEAD = """\
| package | files | findings | ast.parse s | snapcheck s | ratio | peak MiB | again s | without s \
| mypy s | pyright s |
|---|---|---|---|---|---|---|---|---|---|---|"""


def row(one: Measured) -> str:
    """The figures of one program as a row; what exceeds its limit is in bold."""
    times = [one.mypy, one.pyright]
    more = one.again - one.again_without
    cells = [
        one.name,
        str(one.files),
        str(one.findings),
        f"{one.parse:.2f}",
        f"{one.cpu:.2f}",
        _limited(f"{one.ratio:.1f}", one.ratio > MOST_RATIO),
        _limited(f"{one.peak:.0f}", one.peak > MOST_PEAK),
        _limited(f"{one.again:.2f}", more > MOST_AGAIN),
        f"{one.again_without:.2f}",
        *["" if each is None else f"{each:.1f}" for each in times],
    ]
    return f"| {' | '.join(cells)} |"


def _limited(text: str, exceeded: bool) -> str:
    return f"**{text}**" if exceeded else text


def main() -> None:
    names = sorted(each.name for each in PROGRAMS.iterdir() if (each / "app.py").exists())
    parser = argparse.ArgumentParser(description="Follows handlers into real packages.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-peers", action="store_true", help="no mypy, no pyright")
    parser.add_argument("--environments", type=Path, default=Path(tempfile.gettempdir()) / "peers")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    environments = arguments.environments.resolve()
    peers = None if arguments.no_peers else environments
    print(machine(), HEAD, sep="\n\n", flush=True)
    found = []
    for name in arguments.names or names:
        place = environment(environments / "programs", name)
        found.append(measure(name, place, peers, arguments.rounds))
        print(row(found[-1]), flush=True)
    for one in found:
        for notice in one.notices:
            print(f"\n{one.name}: {notice[:300]}")
    if arguments.json:
        text = json.dumps([asdict(one) for one in found], indent=2)
        arguments.json.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
