"""`snapcheck verify`: programs are really run, and the verdicts are what happened."""

from __future__ import annotations

import ast
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from snapcheck.verify import events, plan
from snapcheck.verify.agent_process import AgentProcess
from snapcheck.verify.standin.answers import answer
from snapcheck.verify.surroundings import variables

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "snapcheck" / "verify"
AGENT = sorted((PACKAGE / "agent").glob("*.py"))
SCHEMA = json.loads((ROOT / "snapcheck" / "report" / "report-1.schema.json").read_text())
FROZEN = """\
import uuid

RUN = uuid.uuid4().hex


def handler(event, context):
    return {"run": RUN}
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="verify needs Linux")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


def put(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def call(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "snapcheck", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def verified(folder: Path, source: str, *arguments: str, **variables: str) -> dict[str, object]:
    """The JSON report on a program with one event."""
    put(folder, {"app.py": source, "events/event.json": '{"n": 1}'})
    quick = ("--environments", "3", "--cold-starts", "2", "-f", "json")
    done = call(folder, "verify", *quick, *arguments, **variables)
    assert done.stdout, done.stderr
    report: dict[str, object] = json.loads(done.stdout)
    return report


def verdicts(report: Mapping[str, object]) -> dict[tuple[str, int], tuple[str, str]]:
    """Verdict and reason by rule and line."""
    found = report["findings"]
    assert isinstance(found, list)
    return {
        (each["rule"], each["location"]["line"]): tuple(each["verification"].values())
        for each in found
    }


def notes(report: Mapping[str, object]) -> list[str]:
    verification = report["verification"]
    assert isinstance(verification, dict)
    return [note for run in verification["runs"] for note in run["notes"]]


def test_every_finding_of_the_shipped_example_is_proved() -> None:
    done = call(ROOT, "verify", "examples/orders", "-f", "json")
    report = json.loads(done.stdout)
    assert {verdict for verdict, _ in verdicts(report).values()} == {"proved"}
    assert len(report["findings"]) == 4
    assert report["verification"]["found_by_running_only"] == []
    assert done.returncode == 1
    assert "verify executes your code" in done.stderr
    Draft202012Validator(SCHEMA).validate(report)


@pytest.mark.parametrize(
    ("keeping", "reading", "kept"),
    [
        ("X = {'id': uuid.uuid4().hex}", "X['id']", ("variable", ["X", "id"])),
        ("X = [0, uuid.uuid4().hex]", "X[1]", ("variable", ["X", 1])),
        ("class X:\n    ID = uuid.uuid4().hex", "X.ID", ("class attribute", ["X", "ID"])),
        (
            "class X:\n    def __init__(self):\n        self.id = uuid.uuid4().hex\nx = X()",
            "x.id",
            ("instance attribute", ["X", "id"]),
        ),
        ("def x(y=uuid.uuid4().hex):\n    return y", "x()", ("default", ["x", "y"])),
    ],
)
def test_a_program_can_look_where_a_value_is_kept(
    project: Path, keeping: str, reading: str, kept: tuple[str, list[str | int]]
) -> None:
    source = f"import uuid\n{keeping}\ndef handler(event, context):\n    return {reading}\n"
    put(project, {"app.py": source})
    report = json.loads(call(project, "check", "app.py", "-f", "json").stdout)
    Draft202012Validator(SCHEMA).validate(report)
    (finding,) = report["findings"]
    assert finding["kept"] == {"holder": kept[0], "module": "app.py", "path": kept[1]}


def test_verdicts_of_one_program(project: Path) -> None:
    source = """\
import random
import uuid

from snapshot_restore_py import register_after_restore

ID = uuid.uuid4().hex
OTHER = uuid.uuid4().hex
DRAWN = random.Random()


def handler(event, context):
    if event.get("other"):
        return {"other": OTHER}
    return {"id": ID[:8], "draw": DRAWN.random()}
"""
    report = verified(project, source)
    assert {key: verdict for key, (verdict, _) in verdicts(report).items()} == {
        ("SNAP201", 6): "proved",
        ("SNAP201", 7): "not reached",
        ("SNAP102", 8): "proved",
    }


def test_what_repeats_without_a_finding_is_said(project: Path) -> None:
    source = """\
import uuid

globals()["RU" + "N"] = uuid.uuid4().hex


def handler(event, context):
    return {"run": eval("R" "UN")}
"""
    report = verified(project, source)
    assert report["findings"] == []
    verification = report["verification"]
    assert isinstance(verification, dict)
    assert [each["place"] for each in verification["found_by_running_only"]] == [
        "the answer's $.run"
    ]


def test_hooks_renew(project: Path) -> None:
    source = """\
import uuid

from snapshot_restore_py import register_after_restore

ID = uuid.uuid4().hex


@register_after_restore
def renew():
    global ID
    ID = uuid.uuid4().hex


def handler(event, context):
    return {"id": ID}
"""
    report = verified(project, source)
    verification = report["verification"]
    assert isinstance(verification, dict)
    assert (report["findings"], verification["found_by_running_only"]) == ([], [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("with CONNECTION.cursor() as cursor:\n        cursor.execute('1')", "where it is used"),
        (
            "cursor = CONNECTION.cursor()\n    vars()['cursor'].execute('1')",
            "behind where it is used",
        ),
    ],
)
def test_a_connection_of_init_fails_in_every_environment(
    project: Path, body: str, words: str
) -> None:
    put(project, {"lib/psycopg2.py": (Path(__file__).parent / "proof_stubs/wire.py").read_text()})
    put(
        project,
        {
            "setup.py": "import sys, os\n"
            "sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'lib'))\n"
        },
    )
    source = f"""\
import psycopg2

CONNECTION = psycopg2.connect("dbname=orders")


def handler(event, context):
    {body}
"""
    from proof_programs import echo_port

    port = f"ECHO_PORT={echo_port()}"
    report = verified(project, source, "app.py:handler", "--setup", "setup.py", "--env", port)
    ((verdict, reason),) = verdicts(report).values()
    assert (verdict, reason.partition(",")[0]) == ("proved", f"OperationalError {words}")


def test_sessions_that_invocations_build_are_seen(project: Path) -> None:
    source = """\
import boto3


def handler(event, context):
    session = boto3.session.Session(region_name="eu-west-1")
    return session.region_name
"""
    ((verdict, reason),) = verdicts(verified(project, source)).values()
    assert (verdict, reason.partition(" there")[0]) == (
        "proved",
        "a warm invocation builds a session",
    )


def test_nothing_gets_out_and_no_credentials_get_in(project: Path) -> None:
    source = """\
import os
import socket


def attempt():
    try:
        socket.create_connection(("example.com", 80), timeout=5).close()
    except OSError as error:
        return str(error)


def handler(event, context):
    secret = sorted(name for name in os.environ if "SECRET" in name or "TOKEN" in name)
    raise ValueError(f"{attempt()} {secret} {os.environ['HOME']}")
"""
    report = verified(
        project, source, GITHUB_TOKEN="x", AWS_SECRET_ACCESS_KEY="hidden", DATABASE_SECRET="x"
    )
    (note,) = notes(report)
    assert "lets no connection out of the loopback (192.0.2." in note
    assert "['AWS_CONTAINER_AUTHORIZATION_TOKEN']" in note or "AWS_SECRET_ACCESS_KEY" in note
    assert "GITHUB" not in note
    assert "DATABASE" not in note
    assert str(Path.home()) + " " not in note


@pytest.mark.parametrize("cold_start", [None, 1])
def test_variables_of_the_user_are_not_handed_on(cold_start: int | None) -> None:
    users = {"AWS_PROFILE": "p", "AWS_SECRET_ACCESS_KEY": "users", "NPM_TOKEN": "t", "PATH": "/bin"}
    found = variables(users, {"STAGE": "dev"}, "http://127.0.0.1:1", cold_start)
    assert "users" not in found.values()
    assert {"AWS_PROFILE", "NPM_TOKEN"}.isdisjoint(found)
    assert (found["PATH"], found["STAGE"]) == ("/bin", "dev")
    assert ("AWS_SECRET_ACCESS_KEY" in found) == (cold_start is not None)


def test_what_hangs_is_ended_and_said(project: Path) -> None:
    source = FROZEN + "    \nimport time\n\n\ndef handler(event, context):\n    time.sleep(1000)\n"
    began = time.monotonic()
    report = verified(project, source, "--timeout", "1")
    assert time.monotonic() - began < 60
    assert any("not done after 1 seconds" in note for note in notes(report))
    assert no_agents(project)


def test_an_init_that_fails_is_a_problem(project: Path) -> None:
    report = verified(project, FROZEN + "\nraise KeyError('STAGE')\n")
    ((verdict, reason),) = verdicts(report).values()
    assert verdict == "not reached"
    assert "KeyError" in reason
    assert [each["message"] for each in report["problems"]] == [  # type: ignore[attr-defined]
        "`handler` could not be run: INIT fails with KeyError: 'STAGE'"
    ]


def test_an_init_that_kills_its_process_is_a_problem(project: Path) -> None:
    report = verified(project, FROZEN + "\nimport os\nos.kill(os.getpid(), 9)\n")
    ((verdict, reason),) = verdicts(report).values()
    assert (verdict, "signal 9" in reason) == ("not reached", True)


def test_threads_left_by_init_are_said(project: Path) -> None:
    source = FROZEN + (
        "\nimport threading\n"
        "threading.Thread(target=threading.Event().wait, daemon=True, name='ticker').start()\n"
    )
    report = verified(project, source)
    assert any("thread ticker" in note for note in notes(report))
    assert verdicts(report)["SNAP404", 10][0] == "proved"


def no_agents(folder: Path) -> bool:
    """Whether no process of an agent works below a folder any more."""
    for process in Path("/proc").iterdir():
        try:
            command = (process / "cmdline").read_bytes()
            links = os.readlink(process / "cwd")
        except OSError:
            continue
        if b"verify/agent" in command and str(folder) in links:
            return False
    return True


def _children(pid: int) -> list[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in file.read_text().split()] if file.exists() else []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_nothing_outlives_the_command(project: Path, how: signal.Signals) -> None:
    put(project, {"app.py": FROZEN + "\nimport time\ntime.sleep(300)\n", "events/e.json": "{}"})
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "snapcheck", "verify", "--timeout", "200"]
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        until = time.monotonic() + 60
        while not (agents := _children(process.pid)) and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(how)
        process.wait(30)
    assert agents
    until = time.monotonic() + 20
    while any(_runs(pid) for pid in agents) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(_runs(pid) for pid in agents)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_verdicts_are_shown_beside_later_findings(project: Path) -> None:
    put(project, {"app.py": FROZEN, "events/e.json": "{}"})
    quick = ("--environments", "2", "--cold-starts", "2")
    call(project, "verify", *quick, "-f", "json=verified.json", "-f", "sarif=verified.sarif")
    sarif = json.loads((project / "verified.sarif").read_text())
    (result,) = sarif["runs"][0]["results"]
    assert result["properties"]["verification"]["verdict"] == "proved"
    assert "suppressions" not in result
    put(project, {"app.py": "# moved\n" + FROZEN})
    done = call(project, "check", "app.py", "--verified", "verified.json")
    assert "proved: the same in all 2 environments" in done.stdout
    assert "Run: 1 proved, 0 not reached, 0 not shown." in done.stdout
    done = call(project, "check", "app.py", "-f", "concise", "--verified", "verified.json")
    assert "(proved: the same in all 2 environments" in done.stdout


@pytest.mark.parametrize(
    ("files", "arguments", "message"),
    [
        ({"app.py": FROZEN}, ("verify",), "no entry point has events beside it"),
        ({"app.py": FROZEN}, ("verify", "app.py:handler"), "there is no event for app.py:handler"),
        ({"app.py": FROZEN}, ("verify", "nothing.py:handler"), "is no file or folder"),
        ({"app.py": FROZEN, "e.json": "{"}, ("verify", "--event", "e.json"), "is not JSON"),
        ({"app.py": FROZEN}, ("verify", "--env", "UNSET_HERE"), "write UNSET_HERE=VALUE"),
        ({"app.py": FROZEN, "r.json": "{}"}, ("check", "--verified", "r.json"), "no JSON report"),
        (
            {"app.py": FROZEN, "r.json": '{"findings": []}'},
            ("check", "--verified", "r.json"),
            "holds no verdicts",
        ),
    ],
)
def test_a_wrong_call_says_what_to_do(
    project: Path, files: Mapping[str, str], arguments: tuple[str, ...], message: str
) -> None:
    put(project, files)
    done = call(project, *arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_elsewhere_than_on_linux_the_container_is_named(
    monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    from click.testing import CliRunner

    from snapcheck.commands import verify as command

    monkeypatch.setattr(command.sys, "platform", "darwin")
    done = CliRunner().invoke(command.verify, [])
    assert done.exit_code == 2
    assert "docker run" in done.output


def test_events_are_found_beside_the_code(tmp_path: Path) -> None:
    put(tmp_path, {"events/place.json": "{}", "events/place-2.json": "{}", "events/x.json": "{}"})
    put(tmp_path, {"a/app.py": "", "b/events/any.json": "{}"})
    place = _entry("a/app.py", "place")
    expire = _entry("a/jobs.py", "expire")
    other = _entry("b/app.py", "run")
    entries = (place, expire, other)
    found = [[f.name for f in events.beside(each, entries, tmp_path)] for each in entries]
    assert found == [["place-2.json", "place.json"], [], ["any.json"]]


def _entry(path: str, function: str) -> plan.EntryPoint:
    from snapcheck.model import EntryPoint, EntryPointKind

    return EntryPoint(path, function, EntryPointKind.CONVENTION)


def test_secrets_differ_between_versions() -> None:
    for operation in ("GetSecretValue", "GetParameter", "Decrypt", "GenerateDataKey", "AssumeRole"):
        given = {"SecretId": "db", "Name": "db", "CiphertextBlob": "c2VhbGVk"}
        first, same, second = (answer(operation, given, version) for version in (1, 1, 2))
        assert first is not None
        assert (first == same, first == second) == (True, False), operation


@pytest.mark.parametrize("file", AGENT, ids=lambda file: file.name)
def test_the_agent_needs_the_standard_library_only(file: Path) -> None:
    """And no syntax that is newer than Python 3.9."""
    tree = ast.parse(file.read_text(encoding="utf-8"), feature_version=(3, 9))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {alias.name.partition(".")[0] for alias in node.names} <= sys.stdlib_module_names
        elif isinstance(node, ast.ImportFrom) and not node.level:
            assert (node.module or "").partition(".")[0] in sys.stdlib_module_names


def other_pythons() -> Iterator[str]:
    for minor in range(9, 15):
        for folder in os.environ.get("SNAPCHECK_INTERPRETERS", "").split(os.pathsep):
            found = Path(folder) / f"python3.{minor}"
            if folder and found.is_file():
                yield str(found)


@pytest.mark.parametrize("python", [sys.executable, *other_pythons()])
def test_lines_are_seen_on_every_python(project: Path, python: str) -> None:
    report = verified(project, FROZEN, "--python", python)
    assert [verdict for verdict, _ in verdicts(report).values()] == ["proved"]


def test_an_agent_is_ended_when_nobody_wants_it(project: Path) -> None:
    process = AgentProcess(Path(sys.executable), {})
    process.end()
    assert not _runs(process._process.pid)


@pytest.mark.parametrize("named", ['source-roots = ["layers/ids/python"]\n', ""])
def test_modules_of_further_roots_are_imported(project: Path, named: str) -> None:
    """Those that the user names, and those that were found elsewhere in the repository."""
    put(
        project,
        {
            "fn/app.py": "from marks import RUN\n\n\ndef handler(event, context):\n    return RUN",
            "layers/ids/python/marks.py": "import uuid\n\nRUN = uuid.uuid4().hex\n",
            "fn/events/one.json": "{}",
            "snapcheck.toml": named,
        },
    )
    finished = call(project, "verify")
    assert "proved" in finished.stdout, finished.stdout + finished.stderr
