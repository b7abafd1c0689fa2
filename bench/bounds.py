"""Shows that the time of an analysis grows with the size of a program, and no faster.

Each shape of program is generated in three sizes, each twice the one before, and analysed in a
process of its own. The exponent is that of time over size between the smallest and the largest:
1 is linear, 2 quadratic. Times are of this machine; exponents are comparable.

    python bench/bounds.py [--json FILE] [SHAPE...]
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

Files = dict[str, str]

HANDLER = "def handler(event, context):\n    return {'id': RUN_ID, 'n': first(event)}\n"


def many_functions(size: int) -> Files:
    """One module of `size` functions, each of which calls the next two."""
    lines = ["import random", "import uuid", "", "RUN_ID = uuid.uuid4().hex", ""]
    for n in range(size):
        calls = " + ".join(f"f{n + k}(x)" for k in (1, 2) if n + k < size)
        lines += [f"def f{n}(x):", f"    return {calls or 'random.random()'}", ""]
    lines += ["first = f0", HANDLER]
    return {"app.py": "\n".join(lines)}


def many_handlers(size: int) -> Files:
    """`size` handlers over one common package of half as many modules, all imported by each."""
    files = {"common/__init__.py": ""}
    modules = size // 2
    for n in range(modules):
        after = f"from common import m{n + 1}\n" if n + 1 < modules else ""
        deeper = f"m{n + 1}.work(x)" if n + 1 < modules else "random.random()"
        files[f"common/m{n}.py"] = (
            f"import random\nimport uuid\n{after}\nTOKEN_{n} = uuid.uuid4().hex\n\n\n"
            f"def work(x):\n    return {deeper}\n"
        )
    for n in range(size):
        files[f"handlers/h{n}.py"] = (
            f"from common import m0, m{n % modules}\n\n\n"
            f"def handler(event, context):\n"
            f"    return {{'t': m{n % modules}.TOKEN_{n % modules}, 'w': m0.work(event)}}\n"
        )
    return files


def import_cycles(size: int) -> Files:
    """`size` modules in a ring, each of which imports its neighbours and calls them."""
    files: Files = {}
    for n in range(size):
        left, right = (n - 1) % size, (n + 1) % size
        files[f"ring{n}.py"] = (
            f"import uuid\nimport ring{left}\nimport ring{right}\n\nID = uuid.uuid4().hex\n\n\n"
            f"def go(x):\n    return ring{right}.go(x) or ring{left}.ID\n"
        )
    files["app.py"] = "import ring0\n\n\ndef handler(event, context):\n    return ring0.go(event)\n"
    return files


def recursion(size: int) -> Files:
    """`size` functions in groups of four that call each other with changing arguments."""
    lines = ["import random", "import uuid", "", "RUN_ID = uuid.uuid4().hex", ""]
    for n in range(size):
        group = n - n % 4
        calls = " + ".join(f"f{group + k}(x, {n})" for k in range(4) if group + k < size)
        following = f" + f{group + 4}(x, y)" if n % 4 == 3 and group + 4 < size else ""
        lines += [f"def f{n}(x, y=random.random):", f"    return {calls}{following}", ""]
    lines += ["def first(x):", "    return f0(x)", "", HANDLER]
    return {"app.py": "\n".join(lines)}


def call_chain(size: int) -> Files:
    """A chain of `size` calls, each in a module of its own."""
    files: Files = {}
    for n in range(size):
        following = f"from link{n + 1} import step as following\n\n\n" if n + 1 < size else ""
        body = "following(x)" if n + 1 < size else "__import__('random').random()"
        files[f"link{n}.py"] = f"{following}def step(x):\n    return {body}\n"
    files["app.py"] = (
        "from link0 import step\n\n\ndef handler(event, context):\n    return step(event)\n"
    )
    return files


def classes(size: int) -> Files:
    """`size` classes, each with the one before as base and attribute, all built in INIT."""
    lines = ["import uuid", "", "", "class C0:", "    def __init__(self, other=None):"]
    lines += ["        self.id, self.other = uuid.uuid4().hex, other", ""]
    lines += [
        "    def ask(self):",
        "        return self.other.ask() if self.other else self.id",
        "",
    ]
    for n in range(1, size):
        base = f"C{n - 1}" if n % 5 else "C0"
        lines += [f"class C{n}({base}):", "    def __init__(self, other=None):"]
        lines += ["        super().__init__(other)", f"        self.n{n} = uuid.uuid4().hex", ""]
    lines += ["chain = C0()", *[f"chain = C{n}(chain)" for n in range(1, size)], ""]
    lines += ["", "def handler(event, context):", "    return chain.ask()"]
    return {"app.py": "\n".join(lines)}


SHAPES: dict[str, tuple[Callable[[int], Files], int]] = {
    "many functions": (many_functions, 5_000),
    "many handlers": (many_handlers, 250),
    "import cycles": (import_cycles, 100),
    "recursion": (recursion, 500),
    "call chain": (call_chain, 100),
    "classes": (classes, 50),
}
FACTORS = (1, 2, 4)

MEASURED = """
import resource, sys
from pathlib import Path
from snapcheck import analysis
from snapcheck.model import Request
root = Path(sys.argv[1])
report = analysis.check(Request((root,), root))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(report.findings), len(report.problems), peak // 1024)
"""


def measure(files: Files) -> tuple[float, int, int, int]:
    """Seconds, findings, problems and peak memory in MiB of one analysis."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, folder], capture_output=True, text=True, check=True
        )
        seconds = time.perf_counter() - start
    findings, problems, peak = map(int, done.stdout.split())
    return seconds, findings, problems, peak


def main() -> None:
    parser = argparse.ArgumentParser(description="Shows how time grows with a program's size.")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=", ".join(SHAPES))
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    rows = []
    print(f"{'shape':<16} {'size':>7} {'seconds':>8} {'findings':>8} {'MiB':>5}  exponent")
    for shape, (make, smallest) in SHAPES.items():
        if arguments.shapes and shape not in arguments.shapes:
            continue
        times = []
        for factor in FACTORS:
            size = smallest * factor
            seconds, findings, problems, peak = measure(make(size))
            times.append(seconds)
            last = factor == FACTORS[-1]
            exponent = math.log(times[-1] / times[0]) / math.log(factor) if last else None
            shown = f"{exponent:.2f}" if exponent is not None else ""
            print(
                f"{shape:<16} {size:>7} {seconds:>8.2f} {findings:>8} {peak:>5}  {shown}",
                flush=True,
            )
            rows.append(
                {
                    "shape": shape,
                    "size": size,
                    "seconds": round(seconds, 3),
                    "findings": findings,
                    "problems": problems,
                    "peak_mib": peak,
                    "exponent": exponent,
                }
            )
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
