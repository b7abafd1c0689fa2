"""Programs that are run under the emulated snapshot: examples of rule pages, and cases."""

from __future__ import annotations

import ast
import json
import re
import shutil
import socketserver
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

from databases import postgres_url, redis_url
from markers import Case, all_cases, codes_by_line, read_markers
from msgspec.structs import replace

from snapcheck import analysis
from snapcheck.model import Example, Finding, Report, Request
from snapcheck.model.proof import Proof, Verdict
from snapcheck.read.source import decode
from snapcheck.verify.plan import job_of
from snapcheck.verify.runner import Options
from snapcheck.verify.verification import verify

SETUP = Path(__file__).parent / "proof_setup.py"
# What programs read from their event and their variables; "value" is a key of all stand-in data.
# What has a default is best left to that.
_READ = re.compile(r"""\b(?:event|e)(?:\[["'](\w+)["']\]|\.get\(["'](\w+)["']\))""")
_ROUTE = re.compile(r"""\.(get|post|put|patch|delete|route|api_route)\(\s*["'](/[^"']*)["']""")
_ADAPTER = re.compile(r"\b(?:Mangum|Chalice|serverless_wsgi|make_lambda_handler|\w+Resolver)\b")
_KEY = re.compile(r"""\[["'](\w+)["']()\]""")
_VARIABLE = re.compile(r"""environ(?:\[["'](\w+)["']\]|\.get\(["'](\w+)["']\))""")
_SPECIAL: Mapping[str, object] = {"items": ["value"], "amount": 1, "n": 1, "count": 2}
_DATABASES = ("DATABASE_URL", "DB_URL", "DSN", "DATABASE_URI")
_URLS = ("_URL", "_URI", "_ENDPOINT", "_ADDR")
_PORTS = ("PORT", "TIMEOUT", "SECONDS", "SIZE", "LIMIT")


@dataclass(frozen=True)
class Program:
    """A program in a folder, and whether it is one that goes wrong."""

    name: str
    root: Path
    request: Request
    files: tuple[Path, ...]

    @property
    def events(self) -> tuple[object, ...]:
        """The events beside the program; without them what it needs, and all that it asks for."""
        file = self.root / "event.json"
        if file.is_file() and self.request.paths == (self.root,):
            found = json.loads(file.read_text())
            return tuple(found) if isinstance(found, list) else (found,)
        texts = [text_of(each) for each in self.files]
        given = [m.value for text in texts for m in read_markers(text) if m.key == "event"]
        if given:
            return tuple(map(json.loads, given))
        routes = [each for text in texts for each in _ROUTE.findall(text)]
        if routes and any(_ADAPTER.search(text) for text in texts):
            return tuple([_request(method, path) for method, path in dict.fromkeys(routes)])
        pairs = [pair for text in texts for pair in _READ.findall(text)]
        needed = {key for key, _ in pairs if key}
        asked = {key for _, key in pairs if key} - needed
        events = [needed, needed | asked] if asked else [needed]
        return tuple([_event(keys) for keys in events])

    @property
    def variables(self) -> Mapping[str, str]:
        """The environment variables that the program asks for, but for those of Lambda."""
        names = _found(_VARIABLE, self.files)
        keys = _found(_KEY, self.files)
        url = f"http://127.0.0.1:{http_port()}/{','.join(sorted(keys))}"
        values = {name: _value(name, url) for name in names if not name.startswith("AWS_")}
        return {**values, "ECHO_PORT": str(echo_port())}


@dataclass(frozen=True)
class Shown:
    """What running a program showed: the verdicts on its findings, and what none names."""

    report: Report
    stopped: str
    """Why it could not be run, empty if it could."""

    @property
    def proofs(self) -> list[tuple[Finding, Proof]]:
        """The findings with their verdicts."""
        assert self.report.verification is not None
        proofs = self.report.verification.proofs
        return [(finding, proofs[finding.fingerprint]) for finding in self.report.findings]

    @property
    def proved(self) -> set[str]:
        """The codes of the findings that were proved."""
        return {f.rule for f, proof in self.proofs if proof.verdict is Verdict.PROVED}

    @property
    def repeats(self) -> list[str]:
        """What was found by running only."""
        assert self.report.verification is not None
        return [repeat.place for repeat in self.report.verification.repeats]


def show(program: Program) -> Shown:
    """Analyse a program and run all its entry points."""
    report = analysis.check(program.request)
    root = program.root.absolute()
    entries = report.entry_points
    jobs = [job_of(report, entry, root, program.events) for entry in entries]
    options = Options(
        Path(sys.executable),
        environments=5,
        cold_starts=2,
        seconds=20,
        setup=SETUP,
        given=program.variables,
    )
    report = verify(report, jobs, options, root)
    stopped = [each.message for each in report.problems if "could not be run" in each.message]
    return Shown(report, "; ".join(stopped))


def files_of(example: Example) -> dict[str, str]:
    """The files of an example: `# file: NAME` begins one; without it there is one handler.py."""
    files: dict[str, str] = {}
    path = "handler.py"
    for line in example.text.splitlines(keepends=True):
        if line.startswith("# file: "):
            path = line.removeprefix("# file: ").strip()
        else:
            files[path] = files.get(path, "") + line
    return files


def example_program(name: str, root: Path, example: Example) -> Program:
    """An example of a rule page, written below `root`."""
    for path, text in files_of(example).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return Program(name, root, Request(paths=(root,), root=root), tuple(root.rglob("*.py")))


def file_program(name: str, root: Path, file: Path) -> Program:
    """A program of one file, which is called app.py below `root`."""
    root.mkdir()
    (root / "app.py").write_bytes(file.read_bytes())
    return Program(name, root, Request(paths=(root,), root=root), (root / "app.py",))


def case_program(case: Case, folder: Path) -> Program:
    """A case; that of one file is put into `folder`, away from the others of its topic."""
    if case.path.is_dir():
        return Program(case.name, case.root.absolute(), case.request, case.files)
    file = folder / case.path.name
    shutil.copyfile(case.path, file)
    return Program(case.name, folder, replace(case.request, paths=(file,), root=folder), (file,))


def wanted(files: Mapping[str, str]) -> set[str]:
    """The codes that the files of an example say are to be reported."""
    return {code for text in files.values() for _, code in codes_by_line(text, "expect")}


def _request(method: str, path: str) -> Mapping[str, object]:
    """An event of API Gateway."""
    verb = "GET" if method in ("route", "api_route") else method.upper()
    plain = re.sub(r"[<{][^>}]*[>}]", "value", path)
    return {
        "resource": plain,
        "path": plain,
        "httpMethod": verb,
        "headers": {"Host": "localhost", "Content-Type": "application/json"},
        "multiValueHeaders": {"Host": ["localhost"], "Content-Type": ["application/json"]},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": path,
            "httpMethod": verb,
            "path": plain,
            "stage": "live",
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "body": "{}",
        "isBase64Encoded": False,
    }


def _event(keys: Iterable[str]) -> Mapping[str, object]:
    return {"n": 1, **{key: _SPECIAL.get(key, "value") for key in sorted(keys)}}


def _value(name: str, url: str) -> str:
    """The value of an environment variable, by its name."""
    if name in _DATABASES:
        return postgres_url()
    if name.startswith("REDIS_URL"):
        return redis_url()
    if name.endswith(_URLS):
        return url
    return "1" if name.endswith(_PORTS) else "dmFsdWU="


def _found(pattern: re.Pattern[str], files: Iterable[Path]) -> set[str]:
    """The words that either group of a pattern finds in files."""
    pairs = [pair for file in files for pair in pattern.findall(text_of(file))]
    return {word for pair in pairs for word in pair if word}


def text_of(file: Path) -> str:
    """The text of a file, in whatever encoding it says."""
    return decode(file.read_bytes())


class _Answer(BaseHTTPRequestHandler):
    """Answers with the keys of the path, each with a value that no other answer has."""

    numbers = count(1)

    def _answer(self) -> None:
        number = next(self.numbers)
        keys = self.path.strip("/").split("/")[0].split(",")
        body = json.dumps(dict.fromkeys(keys, f"answer-{number:06}")).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@cache
def http_port() -> int:
    """The port of a server whose answers change all the time."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


class _Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while data := self.request.recv(4096):
            self.request.sendall(data)


@cache
def echo_port() -> int:
    """The port of a server that sends back what it gets."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Echo)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return int(server.server_address[1])


def packages(files: Mapping[str, str]) -> set[str]:
    """The packages that a program's files import from elsewhere, but for those of Python."""
    own = {part for path in files for part in Path(path).with_suffix("").parts}
    found = set()
    for node in [node for text in files.values() for node in ast.walk(ast.parse(text))]:
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            found.add(node.module.partition(".")[0])
    return found - own - sys.stdlib_module_names


def cases() -> Iterator[Case]:
    """The cases that were once run under the prototype of the emulator."""
    for case in all_cases():
        if any(
            marker.key == "oracle" and not marker.value.startswith("none")
            for _, marker in case.markers
        ):
            yield case
