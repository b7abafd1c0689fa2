"""Shows that the time of an analysis grows with the size of a program, and no faster.

Each shape of program, and each construct of tests/growing.py, is generated in three sizes, each
twice the one before, and analysed in a process of its own. The exponent is that of CPU time, less
what an empty program takes, over size between the smallest and the largest: 1 is linear, 2
quadratic. Times are of this machine; exponents are comparable. Where a bound was met a notice has
to tell it: "told". What is LOST without one is a fault.

    python bench/bounds.py [--json FILE] [SHAPE...]
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from growing import CONSTRUCTS, Construct, Files

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


def _of(make: Callable[[int], Files]) -> Callable[[int], Construct]:
    return lambda size: Construct(make(size))


SHAPES: dict[str, tuple[Callable[[int], Construct], int]] = {
    "many functions": (_of(many_functions), 5_000),
    "many handlers": (_of(many_handlers), 250),
    "import cycles": (_of(import_cycles), 100),
    "recursion": (_of(recursion), 500),
    "call chain": (_of(call_chain), 100),
    "classes": (_of(classes), 50),
    **{name: (make, 160) for name, make in CONSTRUCTS.items()},
}
FACTORS = (1, 2, 4)

MEASURED = """
import json, resource, sys, time
from pathlib import Path
import snapcheck
folder = Path(sys.argv[1])
empty = folder / "empty.py"
empty.write_text("import uuid\\nA = uuid.uuid4()\\ndef handler(event, context):\\n    return A\\n")
snapcheck.check(empty, root=folder)  # what is imported and read once
empty.unlink()
begin = time.process_time()
report = snapcheck.check(folder, root=folder)
print(json.dumps({
    "seconds": time.process_time() - begin,
    "lines": len({(each.span.path, each.span.line) for each in report.findings}),
    "problems": len(report.problems),
    "is_told": bool(report.notices),
    "mebibytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
}))
"""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one analysis took, and on how many lines something is reported."""

    seconds: float
    lines: int
    problems: int
    is_told: bool
    mebibytes: int


def measure(files: Files) -> Taken:
    """Analyse a program in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            file = Path(folder) / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-c", MEASURED, folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Taken(**json.loads(done.stdout))


def verdict(found: Taken, wanted: Construct) -> str:
    """How much was found of what there is, and whether what is missing is told."""
    if found.is_told:
        return "told"
    return "LOST" if found.lines < wanted.findings else ""


def main() -> None:
    parser = argparse.ArgumentParser(description="Shows how time grows with a program's size.")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE", help=", ".join(SHAPES))
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    rows = []
    print(f"{'shape':<28} {'size':>6} {'CPU s':>7} {'found':>10} {'MiB':>5}        exponent")
    for shape, (make, smallest) in SHAPES.items():
        if arguments.shapes and shape not in arguments.shapes:
            continue
        times = []
        for factor in FACTORS:
            size = smallest * factor
            program = make(size)
            taken = measure(program.files)
            times.append(taken.seconds)
            last = factor == FACTORS[-1]
            exponent = math.log(times[-1] / times[0]) / math.log(factor) if last else None
            shown = f"{exponent:.2f}" if exponent is not None else ""
            of = f"{taken.lines}/{program.findings}"
            told = verdict(taken, program)
            print(
                f"{shape:<28} {size:>6} {taken.seconds:>7.2f} {of:>10} {taken.mebibytes:>5}  "
                f"{told:<4}  {shown}",
                flush=True,
            )
            rows.append({"shape": shape, "size": size, **asdict(taken), "exponent": exponent})
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
