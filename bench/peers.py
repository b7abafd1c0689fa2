"""snapcheck side by side with other linters: whole processes, interleaved, on the same files.

    python bench/peers.py --corpus FOLDER [--rounds N] [--json FILE] [SECTION...]

FOLDER is a repository of serverless code, for instance a clone of aws-samples/serverless-patterns.
Each peer is installed in an environment of its own (below `--environments`, made on first use).
Times are of this machine and this hour: only the ratios within one run mean something.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from snapcheck.discover.files import find_files
from snapcheck.filesystem.disk import Disk

PINNED = {
    "bandit": "1.9.4",
    "flake8": "7.3.0",
    "ruff": "0.14.6",
    "semgrep": "1.144.0",
    "mypy": "2.4.1",
    "pyright": "1.1.414",
}
SEMGREP_RULE = """\
rules:
  - id: id-at-import
    languages: [python]
    severity: ERROR
    message: made once
    pattern: $X = uuid.uuid4()
"""
CLEAN = '''\
import json
import os

TABLE = os.environ.get("TABLE", "")


def handler(event, context):
    """Answers with what it was asked."""
    body = json.loads(event["body"])
    return {"statusCode": 200, "body": json.dumps({"table": TABLE, "got": body})}
'''
FLAWED = CLEAN.replace("TABLE = ", "import uuid\n\nRUN = str(uuid.uuid4())\nTABLE = ").replace(
    '"got": body', '"got": body, "run": RUN'
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One run of a program: wall and CPU seconds, and the peak of its largest process in MiB."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Contest:
    """Commands to be run in turn; `prepare` is done before each run of the command it is for."""

    name: str
    commands: Mapping[str, Sequence[str]]
    prepare: Mapping[str, Callable[[], object]]
    limits: Sequence[Limit]


@dataclass(frozen=True, slots=True)
class Limit:
    """That `one` is to take at most `most` times as long as `other`."""

    one: str
    other: str
    most: float


def run(command: Sequence[str], cwd: Path) -> Taken:
    """Run a command to its end, whatever it found. Raises SystemExit if it crashed."""
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    with tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        # Python ends with 1 after a crash too, and so does who found something.
        crashed = b"Traceback (most recent call last)" in errors.read()
    if crashed or process.returncode < 0 or process.returncode > 2:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    kibibytes = usage.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Taken(wall, usage.ru_utime + usage.ru_stime, kibibytes / 1024)


def hold(contest: Contest, rounds: int, cwd: Path) -> dict[str, list[Taken]]:
    """Run all commands in turn, `rounds` times, after one turn that does not count."""
    taken: dict[str, list[Taken]] = {name: [] for name in contest.commands}
    for number in range(rounds + 1):
        for name, command in contest.commands.items():
            contest.prepare.get(name, lambda: None)()
            one = run(command, cwd)
            if number:
                taken[name].append(one)
    return taken


# --- the peers -----------------------------------------------------------------------------------


def installed(environments: Path, package: str) -> Path:
    """The program of a peer, in an environment of its own."""
    folder = environments / f"{package}-{PINNED[package]}"
    program = folder / ("Scripts" if os.name == "nt" else "bin") / package
    if not program.exists():
        print(f"installing {package} {PINNED[package]}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [str(program.parent / "python"), "-m", "pip", "install", "--quiet"]
        # semgrep imports pkg_resources, and parts of pydantic, which newer ones no longer have.
        more = ["setuptools<81", "pydantic<2.12"] if package == "semgrep" else []
        subprocess.run([*pip, f"{package}=={PINNED[package]}", *more], check=True)
    return program


@dataclass(frozen=True, slots=True)
class Peers:
    """The commands that check a folder."""

    environments: Path
    scratch: Path

    def bandit(self, target: Path) -> list[str]:
        return [str(installed(self.environments, "bandit")), "-r", "-q", str(target)]

    def flake8(self, target: Path) -> list[str]:
        return [str(installed(self.environments, "flake8")), "--isolated", str(target)]

    def ruff(self, target: Path, *, cached: bool = False) -> list[str]:
        keeping = ["--cache-dir", str(self.scratch / "ruff")] if cached else ["--no-cache"]
        program = str(installed(self.environments, "ruff"))
        return [program, "check", "--isolated", *keeping, "--select", "S,DTZ,B", "-q", str(target)]

    def semgrep(self, target: Path) -> list[str]:
        rule = self.scratch / "rule.yaml"
        rule.write_text(SEMGREP_RULE, encoding="utf-8")
        quiet = ["--metrics", "off", "--disable-version-check", "--quiet"]
        program = str(installed(self.environments, "semgrep"))
        return [program, "scan", *quiet, "--no-git-ignore", "--config", str(rule), str(target)]

    def snapcheck(self, target: Path, *options: str, cached: str = "") -> list[str]:
        keeping = ["--cache-dir", str(self.scratch / cached)] if cached else ["--no-cache"]
        program = str(Path(sys.executable).with_name("snapcheck"))
        return [program, "check", *keeping, *options, str(target)]

    def forget(self, cached: str) -> None:
        shutil.rmtree(self.scratch / cached, ignore_errors=True)


# --- the corpus ----------------------------------------------------------------------------------


def first_party(corpus: Path, target: Path, *, templates: bool) -> int:
    """Copy the files that are analysed by default; returns how many of them are Python."""
    tree = find_files((corpus,), Disk(corpus))
    for file in map(Path, (*tree.python, *(tree.templates if templates else ()))):
        copy = target / file.relative_to(corpus)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    return len(tree.python)


def multiplied(original: Path, target: Path, times: int) -> None:
    """So many copies of a tree beside each other; no two Python files of them are equal."""
    for number in range(times):
        shutil.copytree(original, target / f"copy{number:03}")
        for file in (target / f"copy{number:03}").rglob("*.py"):
            with file.open("ab") as text:
                text.write(b"\n# copy %d\n" % number)


# --- what is compared ----------------------------------------------------------------------------


_DEPLOYED = "snapcheck, with deployment files"


def whole_tree(peers: Peers, corpus: Path, scratch: Path) -> Iterator[Contest]:
    """The same first-party files for everybody, cold, warm, and after one edit."""
    plain = scratch / "python"
    count = first_party(corpus, plain, templates=False)
    print(f"{count} first-party Python files")
    full = scratch / "repository"
    first_party(corpus, full, templates=True)
    changing = scratch / "edited"
    shutil.copytree(full, changing)
    edited = _with_handler(changing)
    yield Contest(
        "cold, the same first-party files",
        {
            "snapcheck": peers.snapcheck(plain),
            # What nobody else reads: which functions there are, and how they are deployed.
            _DEPLOYED: peers.snapcheck(full),
            "bandit": peers.bandit(plain),
            "flake8": peers.flake8(plain),
            "semgrep": peers.semgrep(plain),
            "ruff": peers.ruff(plain),
        },
        {},
        [
            Limit("snapcheck", "bandit", 0.25),
            Limit("snapcheck", "flake8", 0.3),
            Limit("snapcheck", "semgrep", 0.5),
            Limit("snapcheck", "ruff", 12),
            Limit(_DEPLOYED, "bandit", 0.25),
            Limit(_DEPLOYED, "flake8", 0.3),
            Limit(_DEPLOYED, "semgrep", 0.5),
            Limit(_DEPLOYED, "ruff", 12),
        ],
    )
    yield Contest(
        "warm",
        {
            "snapcheck, unchanged": peers.snapcheck(full, cached="kept"),
            "ruff, unchanged": peers.ruff(plain, cached=True),
            "snapcheck, one file edited": peers.snapcheck(changing, cached="remembered"),
            "bandit, cold": peers.bandit(plain),
        },
        {"snapcheck, one file edited": lambda: _edit(edited)},
        [
            Limit("snapcheck, unchanged", "ruff, unchanged", 3),
            Limit("snapcheck, one file edited", "bandit, cold", 0.1),
        ],
    )


def _with_handler(tree: Path) -> Path:
    """The first file of a tree in which a handler is defined."""
    for file in sorted(tree.rglob("*.py")):
        if b"def lambda_handler(" in file.read_bytes():
            return file
    raise SystemExit(f"no lambda_handler below {tree}")


def _edit(file: Path) -> None:
    with file.open("ab") as text:
        text.write(b"# %d\n" % time.time_ns())


def one_file(peers: Peers, corpus: Path, scratch: Path) -> Iterator[Contest]:
    """One small file, and the program's start alone."""
    clean, flawed = scratch / "clean", scratch / "flawed"
    for folder, text in ((clean, CLEAN), (flawed, FLAWED)):
        folder.mkdir()
        (folder / "app.py").write_text(text, encoding="utf-8")
    snapcheck = peers.snapcheck(clean)[0]
    yield Contest(
        "one small file",
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            "snapcheck --version": [snapcheck, "--version"],
            "snapcheck, clean": peers.snapcheck(clean / "app.py"),
            "snapcheck, a finding": peers.snapcheck(flawed / "app.py"),
            "snapcheck, a finding again": peers.snapcheck(flawed / "app.py", cached="one"),
            "bandit": peers.bandit(flawed / "app.py"),
        },
        {},
        [
            Limit("snapcheck --version", "python -c pass", 5),
            Limit("snapcheck, clean", "python -c pass", 8),
            Limit("snapcheck, a finding", "bandit", 1.5),
            Limit("snapcheck, a finding again", "bandit", 0.5),
        ],
    )


def vendored(peers: Peers, corpus: Path, scratch: Path) -> Iterator[Contest]:
    """All files of the corpus, with the third-party packages that lie in it."""
    yield Contest(
        "vendored packages included",
        {
            "snapcheck": peers.snapcheck(corpus, "--include-vendored"),
            "bandit": peers.bandit(corpus),
        },
        {},
        [Limit("snapcheck", "bandit", 1)],
    )


def growth(peers: Peers, corpus: Path, scratch: Path, sizes: Sequence[int]) -> None:
    """Time and memory on multiples of the corpus, cold."""
    original = scratch / "growing"
    count = first_party(corpus, original, templates=True)
    found: list[tuple[int, Taken]] = []
    alone = scratch / "alone"
    alone.mkdir()
    (alone / "app.py").write_text(FLAWED, encoding="utf-8")
    start = min(run(peers.snapcheck(alone), scratch).wall for _ in range(5))
    print(
        f"\n## growth\n\nTo start takes {start:.2f} s: a run on one file that has a finding.\n\n"
        "| times | files | wall s | ms per file | without the start | peak MiB |\n"
        "|---|---|---|---|---|---|"
    )
    for size in sizes:
        target = scratch / f"times{size}"
        multiplied(original, target, size)
        runs = [run(peers.snapcheck(target), scratch) for _ in range(3 if size < 100 else 1)]
        best = min(runs, key=lambda taken: taken.wall)
        found.append((size * count, best))
        files = size * count
        per_file, steady = (1000 * wall / files for wall in (best.wall, best.wall - start))
        print(
            f"| {size} | {files} | {best.wall:.2f} | {per_file:.3f} | {steady:.3f} "
            f"| {best.peak:.0f} |",
            flush=True,
        )
        shutil.rmtree(target)
    if len(found) > 1:
        (few, first), (many, last) = found[0], found[-1]
        exponent = math.log(last.wall / first.wall) / math.log(many / few)
        print(f"\nexponent of time over files: {exponent:.2f} (1 is linear)")


SECTIONS = {"tree": whole_tree, "file": one_file, "vendored": vendored}


# --- the report ----------------------------------------------------------------------------------


def told(contest: Contest, taken: Mapping[str, list[Taken]]) -> list[str]:
    """A contest as a table in Markdown, and whether the limits are kept."""
    lines = [f"\n## {contest.name}\n", "| | wall s | CPU s | peak MiB |", "|---|---|---|---|"]
    for name, runs in taken.items():
        wall, cpu = _median(runs, "wall"), _median(runs, "cpu")
        peak = max(each.peak for each in runs)
        lines.append(f"| {name} | {wall:.3f} | {cpu:.3f} | {peak:.0f} |")
    lines.append("\n| ratio of medians | is | at most |\n|---|---|---|")
    for limit in contest.limits:
        ratio = _median(taken[limit.one], "wall") / _median(taken[limit.other], "wall")
        mark = "" if ratio <= limit.most else " **exceeded**"
        lines.append(f"| {limit.one} / {limit.other} | {ratio:.2f} | {limit.most}{mark} |")
    return lines


def _median(runs: Sequence[Taken], field: str) -> float:
    return statistics.median(getattr(each, field) for each in runs)


def machine() -> str:
    """What the figures were taken on."""
    model = platform.processor() or platform.machine()
    if Path("/proc/cpuinfo").exists():
        named = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
        model = named[1] if named else model
    versions = ", ".join(f"{name} {version}" for name, version in PINNED.items())
    return (
        f"{time.strftime('%Y-%m-%d')}, {model}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; {versions}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Compares snapcheck with other linters.")
    parser.add_argument(
        "sections", nargs="*", metavar="SECTION", help=f"{', '.join(SECTIONS)}, growth"
    )
    parser.add_argument(
        "--corpus", type=Path, required=True, help="a repository of serverless code"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", default="1,10", help="multiples of the corpus for growth")
    parser.add_argument("--environments", type=Path, default=Path(tempfile.gettempdir()) / "peers")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    chosen = arguments.sections or [*SECTIONS, "growth"]
    corpus = arguments.corpus.resolve()
    print(machine())
    figures: dict[str, dict[str, list[dict[str, float]]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        peers = Peers(arguments.environments.resolve(), scratch)
        for name, section in SECTIONS.items():
            if name in chosen:
                for contest in section(peers, corpus, scratch):
                    taken = hold(contest, arguments.rounds, scratch)
                    print("\n".join(told(contest, taken)), flush=True)
                    figures[contest.name] = {
                        who: [asdict(each) for each in runs] for who, runs in taken.items()
                    }
        if "growth" in chosen:
            growth(peers, corpus, scratch, [int(size) for size in arguments.sizes.split(",")])
    if arguments.json:
        text = json.dumps({"machine": machine(), "figures": figures}, indent=2)
        arguments.json.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
