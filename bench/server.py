"""Shows how long an editor waits for diagnostics after a keystroke, beside the server of ruff.

Both servers get the same workspace and the same edits over the same protocol: first of a comment,
then of code inside a function. An edit is sent, the diagnostics of the edited file are asked for,
and the time until they are there is taken. The first answer (cold) is of a server that has just
been started. Ruff looks at one file and snapcheck at the program, so that the two answer different
questions; ruff's time is what editors are used to.

    python bench/server.py [--json FILE] [--edits N] [--files N] [--workspace FOLDER --file FILE]
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEAMS = 8
SERVICES = 5
HANDLER = "team0/s0/handler.py"
SHARED = "team0/common/m0.py"
MARK = "# keystroke: "
# Behind the first line that begins so in each of the files, code is typed.
BEHIND = ("    state['last']", "    item = ")
TYPED = "label = str(x)[:4] or uuid.uuid4().hex"


# --- a workspace -------------------------------------------------------------------------------


def workspace(files: int) -> Mapping[str, str]:
    """A repository of so many files: teams with a common package, and services that import it."""
    found = {"pyproject.toml": "[project]\nname = 'bench'\n"}
    each = max(2, files // (TEAMS * (SERVICES + 1)) - 2)
    for team in range(TEAMS):
        found[f"team{team}/__init__.py"] = ""
        found |= package(f"team{team}/common", each)
        for service in range(SERVICES):
            found |= package(f"team{team}/s{service}", each)
            found[f"team{team}/s{service}/handler.py"] = handler(team, service, each)
    return found


def package(folder: str, modules: int) -> Mapping[str, str]:
    """A package whose modules call each other in a row."""
    name = folder.replace("/", ".")
    found = {f"{folder}/m{number}.py": module(name, number, modules) for number in range(modules)}
    return {f"{folder}/__init__.py": "", **found}


def module(package: str, number: int, count: int) -> str:
    """A module of about 60 lines."""
    following = f"m{number + 1}" if number + 1 < count else ""
    lines = ["import logging", "import uuid"]
    lines += [f"from {package} import {following}"] if following else []
    lines += ["", "log = logging.getLogger(__name__)", f"LIMIT = {number + 1}", "", ""]
    lines += ["class Item:", "    def __init__(self, name, value=None):"]
    lines += ["        self.name, self.value = name, value"]
    lines += ["        self.id = uuid.uuid4().hex", ""]
    for step in range(8):
        lines += [f"    def step{step}(self, given):", "        if given is None:"]
        lines += ["            return self.value", f"        return (self.name, given, {step})", ""]
    lines += ["", "def work(x):", "    item = Item(x)", "    log.info('%s', item.step0(x))"]
    lines += [f"    return {following}.work(item)" if following else "    return item", ""]
    return "\n".join(lines)


def handler(team: int, service: int, modules: int) -> str:
    """A handler of about 500 lines; the first one of each team keeps an id over the snapshot."""
    made = "uuid.uuid4().hex" if service == 0 else "'instance'"
    lines = ["import json", "import os", "import uuid", ""]
    lines += [f"from team{team}.common import m{service % modules} as shared"]
    lines += [f"from team{team}.s{service} import m0 as own", ""]
    lines += [f"INSTANCE = {made}", MARK, "", ""]
    for route in range(48):
        worker = "own" if route % 2 else "shared"
        lines += [f"def route{route}(event, state):", f"    name = event.get('name{route}')"]
        lines += ["    if not name:", "        return {'status': 400}"]
        lines += [f"    state['last'] = {worker}.work(name)"]
        lines += ["    body = json.dumps({'id': INSTANCE})"]
        lines += ["    return {'status': 200, 'body': body}", "", ""]
    lines += ["ROUTES = {", *[f"    'r{route}': route{route}," for route in range(48)], "}", "", ""]
    lines += ["def handler(event, context):", "    route = ROUTES[event['route']]"]
    lines += ["    return route(event, {})", ""]
    return "\n".join(lines)


# --- a client ----------------------------------------------------------------------------------


class Client:
    """The least that an editor says; everything is sent and awaited one after the other."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process = process
        self._root = root
        self._number = 0
        self._version = 0

    def begin(self) -> None:
        """Opens the workspace as an editor that asks for diagnostics."""
        folder = {"uri": self._root.as_uri(), "name": "bench"}
        can = {
            "textDocument": {"diagnostic": {}},
            "workspace": {"diagnostics": {"refreshSupport": True}, "workspaceFolders": True},
        }
        given = {"processId": None, "rootUri": folder["uri"], "capabilities": can}
        self.ask("initialize", {**given, "workspaceFolders": [folder]})
        self.say("initialized", {})

    def open(self, file: Path) -> None:
        """Opens a file."""
        text = {
            "uri": file.as_uri(),
            "languageId": "python",
            "version": 0,
            "text": file.read_text(),
        }
        self.say("textDocument/didOpen", {"textDocument": text})

    @property
    def process(self) -> int:
        """The number of the server's process."""
        return self._process.pid

    def close(self, file: Path) -> None:
        """Closes a file without saving it."""
        self.say("textDocument/didClose", {"textDocument": {"uri": file.as_uri()}})

    def type(self, file: Path, line: int, column: int, text: str) -> None:
        """Types a text into an open file."""
        self.replace(file, (line, column), (line, column), text)

    def replace(self, file: Path, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Puts a text in the place of another one in an open file."""
        self._version += 1
        begin, stop = ({"line": line, "character": column} for line, column in (start, end))
        change = {"range": {"start": begin, "end": stop}, "text": text}
        named = {"uri": file.as_uri(), "version": self._version}
        self.say("textDocument/didChange", {"textDocument": named, "contentChanges": [change]})

    def diagnostics(self, file: Path) -> int:
        """Asks what is wrong in a file; how much it is."""
        answer = self.ask("textDocument/diagnostic", {"textDocument": {"uri": file.as_uri()}})
        return len(answer["items"])

    def ask(self, method: str, params: object) -> Any:
        """Sends a question and waits for its answer; the server's own questions get none."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            elif message.get("id") == self._number:
                if "error" in message:
                    raise RuntimeError(f"{method}: {message['error']['message']}")
                return message["result"]

    def say(self, method: str, params: object) -> None:
        """Sends what needs no answer."""
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, object]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        found = json.loads(self._process.stdout.read(length))
        assert isinstance(found, dict)
        return found


@contextmanager
def client(command: list[str], root: Path) -> Iterator[Client]:
    """A client of a server that has just been started."""
    process = subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    found = Client(process, root)
    found.begin()
    yield found
    found.ask("shutdown", None)
    found.say("exit", None)
    process.wait()


# --- figures -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds until `initialize` is answered, and until diagnostics arrive.

    The first ones are `cold`, the others come after each of many edits.
    """

    server: str
    edit: str
    edits: int
    begun: float
    cold: float
    median: float
    p95: float
    shown: int


def measure(
    name: str, command: list[str], root: Path, edited: Path, typing: tuple[int, Sequence[str]]
) -> Figures:
    """The figures of one server for edits of one file: where a line is typed, and what, in keys."""
    line, (first, *keys) = typing
    start = time.perf_counter()
    with client(command, root) as editor:
        answered = time.perf_counter() - start
        editor.open(edited)
        editor.diagnostics(edited)
        cold = time.perf_counter() - start
        editor.type(edited, line, 0, first + "\n")
        shown = editor.diagnostics(edited)
        times = []
        for number, key in enumerate(keys):
            time.sleep(0.1)  # so fast nobody types, and no server is at work then
            begun = time.perf_counter()
            editor.type(edited, line, len(first) + number, key)
            shown = editor.diagnostics(edited)
            times.append(time.perf_counter() - begun)
    p95 = statistics.quantiles(times, n=20)[-1]
    shortened = edited.relative_to(root).as_posix()
    figures = [1000 * each for each in (answered, cold, statistics.median(times), p95)]
    return Figures(name, shortened, len(keys), *(round(each, 1) for each in figures), shown)


def comment(text: str, keys: int) -> tuple[int, Sequence[str]]:
    """Where a comment is typed, and what."""
    lines = text.splitlines()
    at = next((n for n, line in enumerate(lines) if line.startswith(MARK)), 0)
    return at, [MARK, *["x"] * keys]


def code(text: str) -> tuple[int, Sequence[str]]:
    """Where code is typed into a function, and what."""
    lines = text.splitlines()
    return next(n for n, line in enumerate(lines) if line.startswith(BEHIND)) + 1, ["    ", *TYPED]


def main() -> None:
    parser = argparse.ArgumentParser(description="Shows how long an editor waits for diagnostics.")
    parser.add_argument("--edits", type=int, default=40, help="keystrokes to be timed")
    parser.add_argument("--files", type=int, default=1000, help="files of the workspace to be made")
    parser.add_argument("--workspace", type=Path, help="take this folder, and make none")
    parser.add_argument("--file", help="the file of that folder to be edited")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    arguments = parser.parse_args()
    if bool(arguments.workspace) != bool(arguments.file):
        parser.error("--workspace and --file go together")
    beside = str(Path(sys.executable).parent)
    servers = {"snapcheck": [sys.executable, "-P", "-m", "snapcheck", "server"]}
    ruff = shutil.which("ruff", path=beside) or shutil.which("ruff")
    if ruff is not None:
        servers["ruff"] = [ruff, "server"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        root = Path(arguments.workspace or folder).resolve()
        files = [arguments.file] if arguments.file else [HANDLER, SHARED]
        if not arguments.workspace:
            for name, text in workspace(arguments.files).items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        print(
            f"{'edited':<28} {'server':<10} {'initialize ms':>14} {'cold ms':>9} {'median ms':>10}"
            f" {'p95 ms':>8}  shown"
        )
        texts = {file: (root / file).read_text() for file in files}
        typed = [(file, comment(text, arguments.edits)) for file, text in texts.items()]
        if not arguments.workspace:
            typed += [(file, code(text)) for file, text in texts.items()]
        for file, typing in typed:
            for name, command in servers.items():
                each = measure(name, command, root, root / file, typing)
                rows.append(each)
                print(
                    f"{each.edit:<28} {each.server:<10} {each.begun:>14.0f} {each.cold:>9.0f}"
                    f" {each.median:>10.1f}"
                    f" {each.p95:>8.1f}  {each.shown}",
                    flush=True,
                )
    if arguments.json:
        figures = [{name: getattr(row, name) for name in Figures.__slots__} for row in rows]
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
