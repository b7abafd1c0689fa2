"""Every way in which a run can't go on: one line with cause and mend, nothing else, exit code 2.

Each message that the code can raise stands in one of the tests; the last test here sees to that.
"""

from __future__ import annotations

import ast
import ntpath
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from test_cli import FROZEN, complaint_of, run

from snapcheck.analysis.fixes import RepairError, repair, write
from snapcheck.cli import cli
from snapcheck.commands.failure import Failure
from snapcheck.commands.run import folder_of
from snapcheck.model import Request

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
LOOP = "a link to itself"
BROKEN_RULE = "+++\ncode = \n+++\n"
ENTRY = '{"version": 1, "findings": [{"path": "app.py"}]}'
WRITE_ANEW = "write it anew: snapcheck baseline write known.json"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository of one function that freezes an id."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "app.py").write_text(FROZEN, encoding="utf-8")
    return tmp_path


def fill(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if content == LOOP:
            (folder / name).symlink_to(folder / name)
        elif isinstance(content, bytes):
            (folder / name).write_bytes(content)
        else:
            (folder / name).write_text(content, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "files", "complaint"),
    [
        (
            "check --fix --stdin-filename app.py -",
            {},
            "--fix, --unsafe-fixes and --diff need a file, not standard input",
        ),
        (
            "check --stdin-filename app.py app.py",
            {},
            "--stdin-filename reads standard input; give - as the only path",
        ),
        (
            "check -",
            {},
            "standard input needs a name: snapcheck check --stdin-filename NAME -",
        ),
        (
            "check --changed",
            {},
            "--changed needs the changed files: snapcheck check --changed FILE...",
        ),
        (
            "check --stdin-filename template.yaml -",
            {},
            "'template.yaml' is no Python file; only those can be read from standard input",
        ),
        (
            "check -f text -f json",
            {},
            (
                "Invalid value for '-f' / '--output-format': only one format can go to standard "
                "output; write FORMAT=FILE. Try 'snapcheck check --help'."
            ),
        ),
        (
            "check -f sarif=",
            {},
            (
                "Invalid value for '-f' / '--output-format': 'sarif=' names no file; "
                "write sarif=FILE, or just sarif. Try 'snapcheck check --help'."
            ),
        ),
        (
            "check -f sarif=gone/out.sarif",
            {},
            (
                "Invalid value for '-f' / '--output-format': 'gone/out.sarif' is in 'gone', "
                "which does not exist; name a file in an existing folder. "
                "Try 'snapcheck check --help'."
            ),
        ),
        (
            "check --python gone",
            {},
            (
                "Invalid value for '--python': Path 'gone' does not exist. "
                "Try 'snapcheck check --help'."
            ),
        ),
        (
            "check --python .",
            {},
            (
                ". is no Python environment (it has no site-packages folder); "
                "name the folder or the interpreter of one"
            ),
        ),
        (
            "check --fix --select SNAP2O1",
            {},
            "unknown rule code 'SNAP2O1'; did you mean SNAP201? (`snapcheck rules` lists them)",
        ),
        (
            "check --entry-point app.py",
            {},
            "entry point 'app.py' is not FILE:FUNCTION (like src/app.py:handler)",
        ),
        (
            "check --entry-point gone.py:main",
            {},
            "entry point 'gone.py:main': there is no file gone.py",
        ),
        (
            "why app.py",
            {},
            (
                "Invalid value for 'FILE:LINE': 'app.py' is not FILE:LINE (like src/app.py:12). "
                "Try 'snapcheck why --help'."
            ),
        ),
        (
            "why gone.py:1",
            {},
            (
                "Invalid value for 'FILE:LINE': there is no file 'gone.py'. "
                "Try 'snapcheck why --help'."
            ),
        ),
        (
            "why known.json:1",
            {"known.json": "{}"},
            "known.json is no Python file of this program, or it can't be read",
        ),
        ("why app.py:99", {}, "app.py has 7 lines, and no line 99"),
        ("why app.py:0", {}, "app.py has 7 lines, and no line 0"),
        (
            "check --baseline known.json",
            {},
            f"no baseline 'known.json'; {WRITE_ANEW}",
        ),
        (
            "baseline prune known.json",
            {},
            f"no baseline 'known.json'; {WRITE_ANEW}",
        ),
        (
            "check --baseline .git",
            {},
            "can't read the baseline '.git': Is a directory; name a file that can be read",
        ),
        (
            "check --baseline known.json",
            {"known.json": "]"},
            f"'known.json' is no baseline: not JSON; {WRITE_ANEW}",
        ),
        (
            "check --baseline known.json",
            {"known.json": "[" * 100_000},
            f"'known.json' is no baseline: not JSON; {WRITE_ANEW}",
        ),
        (
            "check --baseline known.json",
            {"known.json": "[]"},
            f"'known.json' is no baseline of snapcheck; {WRITE_ANEW}",
        ),
        (
            "check --baseline known.json",
            {"known.json": '{"version": 1, "findings": {}}'},
            f"'known.json' is no baseline of snapcheck; {WRITE_ANEW}",
        ),
        (
            "check --baseline known.json",
            {"known.json": '{"version": 99}'},
            f"'known.json' is of another version of snapcheck; {WRITE_ANEW}",
        ),
        (
            "baseline prune known.json",
            {"known.json": ENTRY},
            f"'known.json' holds an entry that is no finding; {WRITE_ANEW}",
        ),
        (
            "baseline write gone/known.json",
            {},
            "can't write 'gone/known.json': No such file or directory",
        ),
        (
            "check",
            {"snapcheck.toml": LOOP},
            (
                "FOLDER/snapcheck.toml: cannot be read: Too many levels of symbolic links; "
                "give read access"
            ),
        ),
        (
            "check",
            {"snapcheck.toml": "#" * 1024 * 1024 + "\n"},
            "FOLDER/snapcheck.toml: too large for a configuration: more than 1 MiB",
        ),
        (
            "check",
            {"snapcheck.toml": b"# \xff\n"},
            "FOLDER/snapcheck.toml: not UTF-8 text; save it as UTF-8",
        ),
        (
            "check",
            {"snapcheck.toml": "select = [\n"},
            "FOLDER/snapcheck.toml: not readable as TOML: Invalid value (at end of document)",
        ),
        (
            "check",
            {"snapcheck.toml": "a = " + "[" * 100_000},
            "FOLDER/snapcheck.toml: nested too deeply to be read",
        ),
        (
            "check",
            {"pyproject.toml": "[tool]\nsnapcheck = 1\n"},
            "FOLDER/pyproject.toml: tool.snapcheck must be a table",
        ),
        (
            "check",
            {"snapcheck.toml": 'selct = []\nfail-on = "warn"\n'},
            (
                'snapcheck.toml: "fail-on" must be one of note, warning, error, never; '
                'snapcheck.toml: unknown key "selct" (did you mean "select"?)'
            ),
        ),
        (
            "check",
            {"snapcheck.toml": 'select = ["SNAP9O0"]\n'},
            'snapcheck.toml: select: unknown rule code "SNAP9O0" (did you mean "SNAP900"?)',
        ),
        (
            "entry-points",
            {"snapcheck.toml": 'rules = ["own"]\n'},
            'snapcheck.toml: "rules" names "own", which is no folder',
        ),
        (
            "check",
            {"snapcheck.toml": 'rules = ["own"]\n', "own/ACME100-x.md": BROKEN_RULE},
            "own/ACME100-x.md:2: Invalid value",
        ),
        (
            "rules new acme1 --folder own --check kept",
            {},
            "'acme1' is no code: two to twelve capital letters and three digits",
        ),
        (
            "rules new ACME101 --folder own --check kept --name Own_Rule",
            {},
            "'Own_Rule' is no name: lower-case words with hyphens between them",
        ),
        (
            "rules new ACME101 --check kept",
            {},
            "no folder of your own rules is configured; name one with --folder",
        ),
        (
            "rules test own",
            {"own/README.txt": "nothing yet"},
            "own has no rules: their pages are called CODE-name.md",
        ),
        (
            "verify app.py --python own",
            {"own/README.txt": "no environment", "events/one.json": "{}"},
            "'own' is no interpreter, and no environment with bin/python",
        ),
        (
            "verify gone.py",
            {},
            (
                "Invalid value for '[FILE:FUNCTION | PATH]...': 'gone.py' is no file or folder, "
                "and no FILE:FUNCTION. Try 'snapcheck verify --help'."
            ),
        ),
        (
            "verify app.py --env NOT_SET_ANYWHERE",
            {},
            (
                "Invalid value for '--env': 'NOT_SET_ANYWHERE' is not set here; write "
                "NOT_SET_ANYWHERE=VALUE. Try 'snapcheck verify --help'."
            ),
        ),
        (
            "check",
            {"snapcheck.toml": 'output-format = ["sarfi"]\n'},
            "snapcheck.toml: output-format: unknown format 'sarfi'; did you mean 'sarif'?",
        ),
    ],
)
def test_what_can_not_be_done_is_told_in_one_line(
    arguments: str, files: Mapping[str, str | bytes], complaint: str, project: Path
) -> None:
    fill(project, files)
    told = complaint_of(run(*arguments.split(), cwd=project))
    expected = complaint.replace("FOLDER", str(project))
    assert told.replace("\\", "/") == f"snapcheck: error: {expected}".replace("\\", "/")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder that is in use")
def test_a_removed_folder_is_told_in_one_line(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f'rmdir "{gone}"; exec "{sys.executable}" -P -m snapcheck check'
    done = subprocess.run(
        ["sh", "-c", command], cwd=gone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    complaint = "the current folder was removed; change to one that exists"
    assert done.stderr == f"snapcheck: error: {complaint}\n"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_report_that_has_no_room_is_told_in_one_line(project: Path) -> None:
    told = complaint_of(run("check", "-f", "json=/dev/full", cwd=project))
    assert told == "snapcheck: error: can't write '/dev/full': No space left on device"


def test_two_drives_have_no_folder_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    def commonpath(paths: object) -> str:
        return ntpath.commonpath(["C:\\orders", "D:\\stock"])

    monkeypatch.setattr(os.path, "commonpath", commonpath)
    with pytest.raises(Failure, match="the paths have no folder in common; check them one by one"):
        folder_of(("orders", "stock"))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda file: file.write_text("X = 1\n"), "was changed meanwhile"),
        (lambda file: file.unlink(), "can't write '.*app.py': No such file or directory"),
    ],
)
def test_a_file_that_can_not_be_mended_is_a_problem(
    change: object,
    complaint: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert callable(change)
    repaired = repair(Request(paths=(project,), root=project), unsafe=True)
    change(project / "app.py")
    with pytest.raises(RepairError, match=complaint):
        write(repaired.changes)
    # The same through the door: what was analysed is not what is there any more.
    monkeypatch.chdir(project)
    (project / "app.py").write_text(FROZEN)
    monkeypatch.setattr("snapcheck.analysis.fixes.repair", lambda *_, **__: repaired)
    change(project / "app.py")
    arguments = ["check", "--unsafe-fixes", "-f", "concise"]
    assert cli.main(arguments, prog_name="snapcheck", standalone_mode=False) == 2
    assert re.search(f"not all is fixed: .*{complaint}", capsys.readouterr().out)


# All of them


ERRORS = (
    *("Failure", "BadParameter", "UsageError", "ConfigError", "BaselineError"),
    *("DeliveryError", "RepairError", "KnowledgeError", "NoEnvironment", "FleetError", "GitError"),
)


def messages() -> Iterator[tuple[str, list[str]]]:
    """Where an error is raised, and the longer fixed parts of its message."""
    for file in sorted((ROOT / "snapcheck").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
                continue
            if re.search(r"\w+$", ast.unparse(node.exc.func))[0] not in ERRORS:  # type: ignore[index]
                continue
            parts = [
                part.value.strip("'; :.,")
                for part in ast.walk(node.exc)
                if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            place = f"{file.relative_to(ROOT).as_posix()}:{node.lineno}"
            yield place, [part for part in parts if len(part) >= 8]


def test_every_message_is_tested() -> None:
    tests = "\n".join(
        # Strings that are written in parts, as one.
        re.sub(r'["\']\n\s+f?["\']', "", file.read_text(encoding="utf-8"))
        for file in sorted((ROOT / "tests").glob("test_*.py"))
    )
    untested = [
        f"{place}: {parts}"
        for place, parts in messages()
        if parts and not any(part in tests for part in parts)
    ]
    assert untested == []
    assert len(list(messages())) > 40
