"""The emulator does what the real runtime interface client does: the same hooks, the same verdicts.

`awslambdaric` runs against a Runtime API on the loopback, with the restore protocol of SnapStart.
Its code is unchanged but for one call: after the real GET of `restore/next` the process is forked,
past CPython's handlers, so that two environments go on from one INIT.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tools import require_tool

from snapcheck import analysis
from snapcheck.model import Report, Request
from snapcheck.verify.plan import Job, job_of
from snapcheck.verify.runner import Options, run
from snapcheck.verify.standin.server import StandIn
from snapcheck.verify.verdicts import judge

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="SnapStart is Linux"),
]

ENVIRONMENTS, INVOCATIONS = 2, 2
LAUNCH = """\
import ctypes, os, sys
from awslambdaric import bootstrap, lambda_runtime_client

client = lambda_runtime_client.LambdaRuntimeClient
wait_for_restore = client.restore_next


def restore_next(this):
    wait_for_restore(this)
    children = []
    for _ in range(int(os.environ["ENVIRONMENTS"])):
        pid = ctypes.PyDLL(None).fork()
        if pid == 0:
            return
        children.append(pid)
    for pid in children:
        os.waitpid(pid, 0)
    os._exit(0)


client.restore_next = restore_next
sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
bootstrap.run(os.environ["_HANDLER"], client(os.environ["AWS_LAMBDA_RUNTIME_API"]))
"""
HOOKS = """\
from snapshot_restore_py import register_after_restore, register_before_snapshot
"""
ORDER = (
    HOOKS
    + """
ORDER = []
register_before_snapshot(ORDER.append, "before 1")
register_after_restore(ORDER.append, "after 1")


@register_before_snapshot
def second():
    ORDER.append("before 2")


@register_after_restore
def other():
    ORDER.append("after 2")


def handler(event, context):
    return {"order": ORDER}
"""
)
# Programs whose answer's "value" every environment shares, and programs whose answer it does not.
FROZEN = {
    "made at import": (
        "import uuid\nID = uuid.uuid4().hex\ndef handler(event, context):\n"
        "    return {'value': ID}\n"
    ),
    "drawn in the handler": (
        "import random\ndef handler(event, context):\n    return {'value': random.random()}\n"
    ),
    "default of a parameter": (
        "import uuid\ndef tag(value=uuid.uuid4().hex):\n    return value\n"
        "def handler(event, context):\n    return {'value': tag()}\n"
    ),
    "hook without global": HOOKS
    + (
        "import uuid\nID = uuid.uuid4().hex\n@register_after_restore\ndef renew():\n"
        "    ID = uuid.uuid4().hex\ndef handler(event, context):\n    return {'value': ID}\n"
    ),
    "made in a before-snapshot hook": HOOKS
    + (
        "import uuid\nSTATE = {}\n@register_before_snapshot\ndef make():\n"
        "    STATE['id'] = uuid.uuid4().hex\ndef handler(event, context):\n"
        "    return {'value': STATE['id']}\n"
    ),
}
FRESH = {
    "made in the handler": (
        "import uuid\ndef handler(event, context):\n    return {'value': uuid.uuid4().hex}\n"
    ),
    "reseeded by a hook": HOOKS
    + (
        "import random\nregister_after_restore(random.seed)\ndef handler(event, context):\n"
        "    return {'value': random.random()}\n"
    ),
    "drawn from the system": (
        "import random\nRNG = random.SystemRandom()\ndef handler(event, context):\n"
        "    return {'value': RNG.random()}\n"
    ),
    "made on first use": (
        "import uuid\nID = None\ndef handler(event, context):\n    global ID\n"
        "    if ID is None:\n        ID = uuid.uuid4().hex\n    return {'value': ID}\n"
    ),
    "renewed by a hook": HOOKS
    + (
        "import uuid\nID = uuid.uuid4().hex\n@register_after_restore\ndef renew():\n"
        "    global ID\n    ID = uuid.uuid4().hex\ndef handler(event, context):\n"
        "    return {'value': ID}\n"
    ),
}


class RuntimeApi(ThreadingHTTPServer):
    """The Runtime API: two invocations for each environment, which is known by its connection."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[str] = []
        self.answers: dict[int, list[object]] = {}
        self.of_request: dict[str, int] = {}
        self.done = threading.Semaphore(0)

    def handle_error(self, *_: object) -> None:
        """Processes are killed in the middle of a request."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RuntimeApi

    def log_message(self, *_: object) -> None:
        pass

    def _reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        api, path = self.server, self.path.partition("/runtime/")[2]
        api.requests.append(f"GET {path}")
        if path == "restore/next":
            self._reply(200)
            return
        environment = self.client_address[1]
        if sum(of == environment for of in api.of_request.values()) >= INVOCATIONS:
            api.done.release()
            time.sleep(60)
            return
        number = str(uuid.uuid4())
        api.of_request[number] = environment
        deadline = str(int(time.time() * 1000) + 30_000)
        self._reply(
            200,
            b'{"n": 1}',
            Content_Type="application/json",
            Lambda_Runtime_Aws_Request_Id=number,
            Lambda_Runtime_Deadline_Ms=deadline,
            Lambda_Runtime_Invoked_Function_Arn="arn:aws:lambda:us-east-1:123456789012:function:f",
        )

    def do_POST(self) -> None:
        api, path = self.server, self.path.partition("/runtime/")[2]
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        if path.endswith("/response"):
            environment = api.of_request[path.split("/")[1]]
            api.answers.setdefault(environment, []).append(json.loads(body))
        else:
            api.requests.append(f"POST {path.split('/')[0]}/{path.rpartition('/')[2]}")
        self._reply(202, b'{"status": "OK"}', Content_Type="application/json")
        if path in ("init/error", "restore/error"):
            api.done.release()


@contextmanager
def api() -> Iterator[RuntimeApi]:
    server = RuntimeApi()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def on_lambda(folder: Path, kind: str = "snap-start") -> RuntimeApi:
    """What the real client asked and answered when it ran `handler.py` in a folder."""
    pytest.importorskip("awslambdaric")
    with api() as server:
        environment = {
            **os.environ,
            "AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{server.server_address[1]}",
            "AWS_LAMBDA_INITIALIZATION_TYPE": kind,
            "_HANDLER": "handler.handler",
            "LAMBDA_TASK_ROOT": str(folder),
            "ENVIRONMENTS": str(ENVIRONMENTS),
        }
        with subprocess.Popen(
            [sys.executable, "-c", LAUNCH],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            ended = [server.done.acquire(timeout=30) for _ in range(_expected(kind))]
            os.killpg(process.pid, signal.SIGKILL)
        assert all(ended), server.requests
    return server


def _expected(kind: str) -> int:
    return ENVIRONMENTS if kind == "snap-start" else 1


def written(folder: Path, source: str) -> tuple[Report, Job]:
    """A program's analysis, and how to run it."""
    (folder / "handler.py").write_text(source)
    report = analysis.check(Request(paths=(folder,), root=folder))
    (entry,) = report.entry_points
    return report, job_of(report, entry, folder, ({"n": 1},))


@pytest.mark.parametrize("name", [*FROZEN, *FRESH])
def test_the_emulator_and_the_real_client_agree(name: str, tmp_path: Path) -> None:
    report, job = written(tmp_path, FROZEN.get(name) or FRESH[name])
    server = on_lambda(tmp_path)
    values = [answers[0]["value"] for answers in server.answers.values()]  # type: ignore[index]
    assert len(values) == ENVIRONMENTS
    standin = StandIn()
    try:
        outcome = run(job, Options(Path(sys.executable), environments=3, cold_starts=2), standin)
    finally:
        standin.close()
    rules = {rule.code: rule for rule in report.rules}
    proved = {proof.verdict.value for proof in judge(job, outcome, rules, tmp_path).values()}
    emulated = {each.answers[0].leaves["$.value"] for each in outcome.environments}
    assert (len(set(values)) == 1, len(emulated) == 1) == (name in FROZEN, name in FROZEN)
    assert proved == ({"proved"} if name in FROZEN else set())


def test_hooks_run_in_the_order_of_the_real_client(tmp_path: Path) -> None:
    _, job = written(tmp_path, ORDER)
    server = on_lambda(tmp_path)
    orders = [answers[0]["order"] for answers in server.answers.values()]  # type: ignore[index]
    assert orders == [["before 2", "before 1", "after 1", "after 2"]] * ENVIRONMENTS
    assert server.requests[0] == "GET restore/next"
    standin = StandIn()
    try:
        outcome = run(job, Options(Path(sys.executable), environments=2, cold_starts=2), standin)
    finally:
        standin.close()
    for each in outcome.environments:
        leaves = each.answers[0].leaves
        texts = [leaf.text for leaf in leaves.values() if leaf is not None]
        assert texts == [repr(text) for text in orders[0]]


def test_a_failing_hook_fails_the_restore_in_both(tmp_path: Path) -> None:
    source = HOOKS + (
        "@register_after_restore\ndef renew():\n    raise RuntimeError('no')\n"
        "def handler(event, context):\n    return {}\n"
    )
    _, job = written(tmp_path, source)
    server = on_lambda(tmp_path)
    assert server.requests.count("POST restore/error") == ENVIRONMENTS
    assert server.answers == {}
    standin = StandIn()
    try:
        outcome = run(job, Options(Path(sys.executable), environments=2, cold_starts=2), standin)
    finally:
        standin.close()
    assert [str(each.error) for each in outcome.environments] == ["RuntimeError: no"] * 2


def test_without_snapstart_no_hook_runs(tmp_path: Path) -> None:
    written(tmp_path, ORDER)
    server = on_lambda(tmp_path, "on-demand")
    assert "GET restore/next" not in server.requests
    assert [answers[0] for answers in server.answers.values()] == [{"order": []}]


def test_the_real_client_is_there_where_all_tools_must_be() -> None:
    from importlib.util import find_spec

    require_tool(find_spec("awslambdaric"), "no awslambdaric: pip install awslambdaric")
