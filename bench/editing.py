"""Edits for hours, in minutes: shows that the memory of the editor's server stays as it is.

Lines are typed into the files of an example character by character, changed, and deleted again;
files are opened and closed, and what stands in them is asked about. After each edit the diagnostics
are waited for. The exit code is 1 if the server's memory has grown by more than a twentieth since
a tenth of the edits was done.

    python bench/editing.py --edits 20000
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from server import Client, client

EXAMPLE = Path(__file__).parents[1] / "examples" / "orders"
COMMAND = [sys.executable, "-P", "-m", "snapcheck", "server"]
ALLOWED = 1.05
# What is typed, with a number that no line before had: names pile up if anything keeps them.
LINES = (
    "RUN_{n} = uuid.uuid4()",
    "import module_{n}",
    "def made_{n}(event, context=None): return [event, RUN_{m}, 'text {n}']",
    "class Kept_{n}: token = secrets.token_hex({n})",
    "cache_{n} = {{'{n}': random.random() for each in range({n})}}",
    "broken_{n} = (",
    "value_{n} = made_{m}(Kept_{m}.token, time.time())  # snapcheck: ignore[SNAP201] {n}",
)
HEAD = "import random, secrets, time, uuid\n"


class Typist:
    """Types into the files of a project; each `edit` is one change of one file."""

    def __init__(self, editor: Client, root: Path, random: Random) -> None:
        self._editor, self._root, self._random = editor, root, random
        self._files = sorted(root.rglob("*.py"))
        self._number = 0
        self._open: list[Path] = []

    def edits(self) -> Iterator[None]:
        """Yield after each edit."""
        while True:
            self._open_others()
            file = self._random.choice(self._open)
            self._number += 1
            number = self._number
            line = self._random.choice(LINES).format(n=number, m=self._random.randint(1, number))
            typed = self._random.choice((1, 2, 5, 40))
            self._editor.replace(file, (0, 0), (0, 0), "\n")
            yield
            for at in range(0, len(line), typed):
                self._editor.replace(file, (0, at), (0, at), line[at : at + typed])
                yield
            self._ask(file)
            self._editor.replace(file, (0, 0), (1, 0), "")
            yield

    def see(self) -> int:
        """Wait for the diagnostics of a file that is open."""
        return self._editor.diagnostics(self._random.choice(self._open))

    def _open_others(self) -> None:
        while len(self._open) < 3:
            file = self._random.choice([each for each in self._files if each not in self._open])
            self._open.append(file)
            self._editor.open(file)
        if self._random.random() < 0.2:
            closed = self._open.pop(self._random.randrange(3))
            self._editor.close(closed)
            self._open_others()

    def _ask(self, file: Path) -> None:
        named = {"textDocument": {"uri": file.as_uri()}}
        place = {"line": 0, "character": 2}
        for method, more in (
            ("hover", {"position": place}),
            ("codeLens", {}),
            (
                "codeAction",
                {"range": {"start": place, "end": place}, "context": {"diagnostics": []}},
            ),
        ):
            self._editor.ask(f"textDocument/{method}", {**named, **more})


def resident(process: int) -> int:
    """Return the kilobytes that a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text()
    (line,) = [each for each in status.splitlines() if each.startswith("VmRSS:")]
    return int(line.split()[1])


def main() -> int:
    """Edit as the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--edits", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "orders"
        shutil.copytree(EXAMPLE, root)
        for file in root.rglob("*.py"):
            file.write_text(HEAD + file.read_text())
        with client(COMMAND, root) as editor:
            typist = Typist(editor, root, Random(options.seed))
            sizes = list(_sizes(editor, typist, options.edits))
    grown = sizes[-1] / sizes[0]
    print(f"{100 * (grown - 1):+.1f} % since the first tenth")
    return 0 if grown <= ALLOWED else 1


def _sizes(editor: Client, typist: Typist, count: int) -> Iterator[int]:
    """Edit, and yield the server's size after each tenth of all edits."""
    began = time.monotonic()
    for number, _ in enumerate(typist.edits(), start=1):
        shown = typist.see()
        if number * 10 // count > (number - 1) * 10 // count:
            size = resident(editor.process)
            seconds = time.monotonic() - began
            print(f"{number:>7} edits {size:>8} kB {seconds:>7.0f} s {shown:>4} shown", flush=True)
            yield size
        if number == count:
            return


if __name__ == "__main__":
    sys.exit(main())
