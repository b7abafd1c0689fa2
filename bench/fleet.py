"""How fast a fleet of repositories that differ in content is, and how much memory it takes.

    python bench/fleet.py make FOLDER 300      put repositories together from the test cases
    python bench/fleet.py alone FOLDER         CPU time of `check --jobs 1` on each of them
    python bench/fleet.py fleet FOLDER         empty cache, then again: wall, CPU, memory
    python bench/fleet.py clones FOLDER        clones from a slowed server, with 1, 2 and 4 workers

`alone` and `fleet` leave what they measured in FOLDER/measured.json, and say how it compares.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARTS = (ROOT / "tests" / "cases", ROOT / "examples")
# How many programs a repository is put together from, again and again: most are small, some not.
SIZES = (12, 16, 20, 24, 30, 36, 40, 48, 60, 120)
GIT = {
    **os.environ,
    "GIT_CONFIG_GLOBAL": os.devnull,
    **{
        f"GIT_{who}_{what}": "bench"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
}
# Seconds that the slowed server waits before it answers, and bytes it sends in a second.
LATENCY, RATE = 0.3, 400_000


def parts() -> list[Path]:
    """The programs that repositories are put together from: files and folders of cases."""
    found = []
    for root in PARTS:
        for topic in sorted(each for each in root.iterdir() if each.is_dir()):
            found += sorted(
                each for each in topic.iterdir() if each.suffix == ".py" or each.is_dir()
            )
    return [each for each in found if each.name != "__pycache__"]


def make(folder: Path, count: int) -> None:
    """Put `count` repositories together, the same ones each time."""
    chosen = random.Random(21)
    programs = parts()
    for number in range(count):
        root = folder / f"r{number:03}"
        root.mkdir(parents=True)
        for at, part in enumerate(chosen.sample(programs, SIZES[number % len(SIZES)])):
            place = root / "services" / f"s{at:02}"
            place.mkdir(parents=True)
            if part.is_dir():
                shutil.copytree(part, place / part.name)
            else:
                shutil.copy(part, place / "app.py")
            (place / "settings_here.py").write_text(f"NUMBER = {number}\nPART = {at}\n")
        for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "all")):
            subprocess.run(["git", *arguments], cwd=root, env=GIT, check=True)


def repositories(folder: Path) -> list[Path]:
    return sorted(each for each in folder.iterdir() if (each / ".git").is_dir())


def cpu_of(command: list[str], cwd: Path) -> float:
    """CPU seconds of a command and of all processes that it began and waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def alone(folder: Path) -> None:
    """Measure each repository by itself, and what a run takes that has nothing to do."""
    check = [sys.executable, "-m", "snapcheck", "check", "--jobs", "1", "--no-cache", "--quiet"]
    with tempfile.TemporaryDirectory() as empty:
        start = statistics.median(cpu_of(check, Path(empty)) for _ in range(7))
    took = [cpu_of(check, each) for each in repositories(folder)]
    note(folder, start=start, alone=sum(took), count=len(took))


def size_of(root: Path) -> int:
    return sum(file.stat().st_size for file in root.rglob("*.py"))


def run_fleet(folder: Path, chosen: list[Path], cache: Path, jobs: int) -> dict[str, float]:
    """Run over these repositories: wall and CPU seconds, and the most memory in MB."""
    names = [each.name for each in chosen]
    command = [sys.executable, "-m", "snapcheck", "fleet", "check", *names, "--jobs", str(jobs)]
    command += ["--cache-dir", str(cache), "-f", f"json={cache}/fleet.json"]
    begin, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    peaks: list[float] = []
    watching = threading.Thread(target=watch, args=(process.pid, peaks), daemon=True)
    watching.start()
    process.wait()
    wall = time.monotonic() - begin
    watching.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu, "memory": max(peaks), "main": after.ru_maxrss / 1024}


def watch(pid: int, peaks: list[float]) -> None:
    """Note the memory of a process with all that it began, shared pages counted once.

    A process that begins or ends meanwhile changes who shares what: such a sum counts pages twice.
    """
    while Path(f"/proc/{pid}").exists() and not is_over(pid):
        members = list(family(pid))
        used = sum(map(proportional, members))
        if members == list(family(pid)):
            peaks.append(used)
        time.sleep(0.02)


def is_over(pid: int) -> bool:
    with suppress(OSError):
        return ") Z" in Path(f"/proc/{pid}/stat").read_text()
    return True


def family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def proportional(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def fleet(folder: Path) -> None:
    """Measure an empty cache, the same again, and a tenth of the repositories.

    The tenth are the largest ones: the memory that one repository takes is that of the largest, and
    what is asked is whether it grows with their number.
    """
    everything = repositories(folder)
    largest = sorted(everything, key=size_of)[-max(1, len(everything) // 10) :]
    with tempfile.TemporaryDirectory() as cache:
        tenth = run_fleet(folder, largest, Path(cache), 2)
    with tempfile.TemporaryDirectory() as cache:
        first = run_fleet(folder, everything, Path(cache), 2)
        again = run_fleet(folder, everything, Path(cache), 2)
        kept = sum(file.stat().st_size for file in Path(cache).rglob("*.outcome"))
    note(folder, first=first, again=again, tenth=tenth, kept=kept)


def note(folder: Path, **measured: object) -> None:
    """Keep what was measured, and tell how it compares."""
    file = folder / "measured.json"
    known = json.loads(file.read_text()) if file.exists() else {}
    known.update(measured)
    file.write_text(json.dumps(known, indent=1))
    print(json.dumps(known, indent=1))
    if {"alone", "first"} <= known.keys():
        work = known["alone"] - known["count"] * known["start"]
        first = known["first"]
        print(f"half of the work: {work / 2:.1f} s; wall {first['wall'] / (work / 2):.2f} of it")
        print(f"CPU of the fleet: {first['cpu'] / work:.2f} of the work")
        print(f"memory: {first['memory'] / known['tenth']['memory']:.2f} of that of a tenth")
        print(f"again: {known['again']['wall'] / first['wall']:.1%} of the first run")


@contextmanager
def slowed(target: int) -> Iterator[int]:
    """A port on this machine that leads to another one, late and slowly."""
    server = socket.create_server(("127.0.0.1", 0))

    def pump(source: socket.socket, sink: socket.socket, slow: bool) -> None:
        with suppress(OSError):
            while data := source.recv(16_384):
                if slow:
                    time.sleep(len(data) / RATE)
                sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def serve() -> None:
        with suppress(OSError):
            while True:
                near, _ = server.accept()
                threading.Thread(target=connect, args=(near,), daemon=True).start()

    def connect(near: socket.socket) -> None:
        time.sleep(LATENCY)
        far = socket.create_connection(("127.0.0.1", target))
        threading.Thread(target=pump, args=(near, far, False), daemon=True).start()
        pump(far, near, True)

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()[1]
    server.close()


def clones(folder: Path, count: int = 24) -> None:
    """Clone and analyse from a slowed server, with 1, 2 and 4 at once."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["git", "daemon", "--listen=127.0.0.1", f"--port={port}", "--export-all"]
    daemon = subprocess.Popen([*command, f"--base-path={folder}", str(folder)])
    time.sleep(1)
    chosen = repositories(folder)[:count]
    heads = {each: head_of(each) for each in chosen}
    for each in chosen:
        subprocess.run(
            ["git", "config", "uploadpack.allowAnySHA1InWant", "true"], cwd=each, check=True
        )
    found = {}
    with slowed(port) as slow, tempfile.TemporaryDirectory() as cache:
        lines = [f"{each.name} git://127.0.0.1:{slow}/{each.name} {heads[each]}" for each in chosen]
        list_ = Path(cache) / "list.txt"
        list_.write_text("\n".join(lines))
        for jobs in (1, 2, 4):
            run = [sys.executable, "-m", "snapcheck", "fleet", "check", "--list", str(list_)]
            run += ["--no-cache", "--jobs", str(jobs), "--quiet", "-f", f"json={cache}/{jobs}.json"]
            begin = time.monotonic()
            subprocess.run(run, check=False, stdout=subprocess.DEVNULL)
            found[jobs] = time.monotonic() - begin
        states = json.loads(Path(f"{cache}/4.json").read_text())["summary"]["by_state"]
    daemon.terminate()
    print(states)
    for jobs, wall in found.items():
        print(f"{jobs} at once: {wall:.1f} s, efficiency {found[1] / wall / jobs:.0%}")
    note(folder, clones=found)


def head_of(root: Path) -> str:
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def main() -> None:
    what, folder, *rest = sys.argv[1:]
    place = Path(folder).resolve()
    if what == "make":
        make(place, int(rest[0]))
    else:
        {"alone": alone, "fleet": fleet, "clones": clones}[what](place)


if __name__ == "__main__":
    main()
