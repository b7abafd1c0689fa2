"""Programs that are run under the emulated snapshot: examples of rule pages, and cases."""

from __future__ import annotations

import re
import socketserver
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markers import Case, all_cases, codes_by_line

from snapcheck import analysis
from snapcheck.model import Example, Finding, Report, Request
from snapcheck.model.proof import Proof, Verdict
from snapcheck.read.source import decode
from snapcheck.verify.plan import job_of
from snapcheck.verify.runner import Options
from snapcheck.verify.verification import verify

SETUP = Path(__file__).parent / "proof_setup.py"
# What programs read from their event and their variables; "value" is a key of all stand-in data.
_READ = re.compile(r"""\b(?:event|e)(?:\[|\.get\()["'](\w+)["']""")
_VARIABLE = re.compile(r"""environ(?:\[|\.get\()["'](\w+)["']""")
_SPECIAL: Mapping[str, object] = {"items": ["value"], "amount": 1, "n": 1, "count": 2}
_PORTS = ("PORT", "TIMEOUT", "SECONDS", "SIZE", "LIMIT")


@dataclass(frozen=True)
class Program:
    """A program in a folder, and whether it is one that goes wrong."""

    name: str
    root: Path
    request: Request
    files: tuple[Path, ...]

    @property
    def event(self) -> Mapping[str, object]:
        """An event that has all that the program asks for."""
        keys = {key for file in self.files for key in _READ.findall(_text(file))}
        return {"n": 1, **{key: _SPECIAL.get(key, "value") for key in sorted(keys)}}

    @property
    def variables(self) -> Mapping[str, str]:
        """The environment variables that the program asks for, but for those of Lambda."""
        names = {name for file in self.files for name in _VARIABLE.findall(_text(file))}
        own = sorted(name for name in names if not name.startswith("AWS_"))
        values = {name: "1" if name.endswith(_PORTS) else "dmFsdWU=" for name in own}
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
    jobs = [job_of(report, entry, root, (program.event,)) for entry in entries]
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


def wanted(files: Mapping[str, str]) -> set[str]:
    """The codes that the files of an example say are to be reported."""
    return {code for text in files.values() for _, code in codes_by_line(text, "expect")}


def _text(file: Path) -> str:
    return decode(file.read_bytes())


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


def cases() -> Iterator[Case]:
    """The cases that were once run under the prototype of the emulator."""
    for case in all_cases():
        if any(
            marker.key == "oracle" and not marker.value.startswith("none")
            for _, marker in case.markers
        ):
            yield case
