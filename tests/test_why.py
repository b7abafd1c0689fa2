"""`snapcheck why FILE:LINE` tells the story of a place, as the command line shows it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = {
    "app.py": """\
import random
import uuid

from snapshot_restore_py import register_after_restore

import ids

RUN_ID = ids.new_id()
SESSION = uuid.uuid4().hex
UNUSED = uuid.uuid4().hex


@register_after_restore
def renew():
    global SESSION
    SESSION = uuid.uuid4().hex


def handler(event, context):
    number = random.random()
    return {"run": RUN_ID, "session": SESSION, "number": number}


def forgotten():
    return RUN_ID
""",
    "ids.py": """\
import uuid


def new_id():
    return uuid.uuid4().hex
""",
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for name, text in PROGRAM.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def why(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snapcheck", "why", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_reported_line(program: Path) -> None:
    told = why(program, "app.py:8").stdout
    assert told.startswith("app.py:8, at the top level\n    RUN_ID = ids.new_id()\n")
    assert "INIT: runs before the snapshot, for app.py:handler" in told
    assert "Keeps `RUN_ID`, made by `uuid.uuid4()` (unique id)" in told
    assert "used in `handler`  (app.py:21)" in told
    assert "no hook renews it" in told
    assert "    why: Fresh randomness of the operating system on each call; an id made" in told
    assert "    evidence: measured" in told
    assert "    instead: Make the id in the handler, or renew it in an after-restore hook." in told
    assert told.endswith("Reported: SNAP201.\n")


CONNECTIONS = """\
import psycopg2.pool
import pymysql
import sqlalchemy

pool = psycopg2.pool.ThreadedConnectionPool(1, 4, "dbname=museum")
engine = sqlalchemy.create_engine("postgresql://museum")
setup = sqlalchemy.create_engine("postgresql://museum")
setup.connect()
setup.dispose()
unused = pymysql.connect()


def handler(event, context):
    return pool.getconn(), engine.connect(), setup.connect()
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (5, "Reported: SNAP402."),
        (6, "Silent: `engine` connects when it is first used, which is after the restore."),
        (7, "Silent: `setup` is closed before the snapshot."),
        (10, "Silent: nothing uses `unused` after the restore."),
    ],
)
def test_connections_are_kept_too(tmp_path: Path, line: int, said: str) -> None:
    (tmp_path / "app.py").write_text(CONNECTIONS)
    told = why(tmp_path, f"app.py:{line}").stdout
    assert told.splitlines()[-1] == said
    assert "Keeps `" in told


def test_a_line_in_a_module_far_away_says_how_it_is_reached(program: Path) -> None:
    told = why(program, "ids.py:5").stdout
    assert "Lambda imports app.py" in told
    assert "calls `new_id`  (app.py:8)" in told


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (9, "Silent: a hook renews `SESSION` after each restore."),
        (10, "Silent: nothing uses `UNUSED` after the restore."),
        (16, "Silent: it runs after the restore only, and what it makes is made anew each time."),
        (20, "Reported: SNAP103."),
        (25, "Silent: no entry point runs `forgotten`."),
        (4, "Silent: nothing made here that a snapshot could freeze outlives INIT."),
    ],
)
def test_the_verdict(program: Path, line: int, said: str) -> None:
    told = why(program, f"app.py:{line}")
    assert told.returncode == 0
    assert told.stdout.splitlines()[-1] == said


def test_a_hook_renews(program: Path) -> None:
    told = why(program, "app.py:9").stdout
    assert "renewed in `renew`  (app.py:16)" in told
    assert "RESTORE: runs after each restore" in why(program, "app.py:16").stdout


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("app.py", "'app.py' is not FILE:LINE"),
        ("none.py:3", "there is no file 'none.py'"),
        ("./ap.py:3", "there is no file './ap.py'; did you mean './app.py'?"),
        ("app.py:99", "app.py has 25 lines, and no line 99"),
        ("app.py:0", "app.py has 25 lines, and no line 0"),
    ],
)
def test_a_wrong_place_ends_in_one_line(program: Path, place: str, said: str) -> None:
    told = why(program, place)
    assert told.returncode == 2
    assert told.stdout == ""
    assert said in told.stderr
    assert told.stderr.count("\n") == 1


def test_a_file_that_is_no_python(program: Path) -> None:
    (program / "broken.py").write_text("def f(:\n", encoding="utf-8")
    told = why(program, "broken.py:1")
    assert told.returncode == 2
    assert "broken.py is no Python file of this program, or it can't be read" in told.stderr


def test_an_entry_point_that_is_named(program: Path) -> None:
    told = why(program, "app.py:25", "--entry-point", "app.py:forgotten").stdout
    assert "INVOKE: runs in invocations, for app.py:forgotten" in told


COSTS = """\
import functools

import boto3

ssm = boto3.client("ssm")
_cache = {}
_word = None


def cached(name):
    if name not in _cache:
        _cache[name] = ssm.get_parameter(Name=name)
    return _cache[name]


@functools.lru_cache
def memo(name):
    return ssm.get_parameter(Name=name)


def fetch():
    return ssm.get_parameter(Name="/word")


def lazy():
    global _word
    if _word is None:
        _word = fetch()
    return _word


def handler(event, context):
    client = boto3.client("s3", region_name=event["region"])
    queue = boto3.Session().client("sqs")
    try:
        client.list_buckets()
    except KeyError:
        ssm.get_parameter(Name="/other")
    return [cached("/a"), memo("/b"), lazy(), queue.meta]
"""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (
            12,
            "it stands behind a test of `_cache`, which keeps what an invocation has made.",
        ),
        (18, "a memo, an exception or a library stands between each invocation and this call."),
        (
            22,
            "it is called behind a test of `_word`, which keeps what an invocation has made.",
        ),
        (33, "what it is called with depends on the event, so there is no one result to keep."),
        (38, "only an exception leads here, or a cache that does not have it yet."),
    ],
)
def test_why_a_cost_is_silent(tmp_path: Path, line: int, reason: str) -> None:
    (tmp_path / "app.py").write_text(COSTS, encoding="utf-8")
    assert why(tmp_path, f"app.py:{line}").stdout.rstrip().endswith(f"Silent: {reason}")


def test_why_a_parameter_that_is_written_back_is_silent(tmp_path: Path) -> None:
    text = COSTS.replace("client.list_buckets()", 'ssm.put_parameter(Name="/word", Value="x")')
    (tmp_path / "app.py").write_text(text.replace("_word is None", "True"), encoding="utf-8")
    told = why(tmp_path, "app.py:22").stdout
    assert "Silent: the function writes back what it reads here: a cache would be wrong." in told


TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Pay:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      AutoPublishAlias: live
      SnapStart: {ApplyOn: PublishedVersions}
      EphemeralStorage:
        Size: 512
      FileSystemConfigs: [{Arn: a, LocalMountPath: /mnt/a}]
  Mail:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: index.handler
      InlineCode: |
        import uuid
        RUN = uuid.uuid4().hex
        def handler(event, context):
            return RUN
"""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (6, "Silent: SnapStart supports python3.13."),
        (9, "Silent: SnapStart is on for `Pay`, and a version of it is published."),
        (10, "Silent: SnapStart goes with up to 512 MB of ephemeral storage."),
        (12, "Reported: SNAP802."),
        (16, "Silent: SnapStart is not switched on for `Mail`: its limits hold for others only."),
        (17, "Silent: nothing on this line decides whether SnapStart works."),
        (20, "Reported: SNAP201."),
        (19, "Silent: nothing made here that a snapshot could freeze outlives INIT."),
    ],
)
def test_lines_of_a_template(program: Path, line: int, told: str) -> None:
    (program / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    finished = why(program, f"template.yaml:{line}")
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines()[-1] == told
    assert finished.stdout.startswith(f"template.yaml:{line}, ")
    if line < 18:
        assert "Declares `" in finished.stdout
        assert "calls app.py:handler, python3.13, SnapStart on" in finished.stdout or line > 12


def test_a_line_that_no_template_has(program: Path) -> None:
    (program / "template.yaml").write_text(TEMPLATE, encoding="utf-8")
    finished = why(program, "template.yaml:99")
    assert finished.returncode == 2
    assert "template.yaml has 22 lines, and no line 99" in finished.stderr


@pytest.mark.parametrize("line", [1, 5])
def test_a_module_that_was_not_followed(tmp_path: Path, line: int) -> None:
    files = {
        "fn/app.py": "import marks\n\n\ndef handler(event, context):\n    return marks.run_id()\n",
        "layers/a/python/marks.py": "def run_id(): ...\n",
        "layers/b/python/marks.py": "def run_id(): ...\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    finished = why(tmp_path, f"fn/app.py:{line}")
    assert finished.stdout.splitlines()[-1] == (
        "Silent: the import of `marks` was not followed: it may be layers/a/python/marks.py or "
        "layers/b/python/marks.py. Name the folder that it is imported from in source-roots."
    )


SILENT = """\
import functools
import random
import uuid

import boto3
from common.ids import NODE

rng = random.SystemRandom()
client = boto3.client("s3")
TAGS = {"a": uuid.uuid4(), "b": [uuid.uuid4()]}


class Card:
    def __init__(self):
        self.number = uuid.uuid4()


card = Card()


@functools.lru_cache
def nonce():
    return uuid.uuid4().hex


def again():
    return uuid.uuid4().hex


def handler(event, context):
    return rng.random(), client, nonce(), again(), NODE
"""


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (8, "Silent: `random.SystemRandom()` is safe to keep. Draws from the operating system"),
        (9, "Silent: `boto3.client()` is safe to keep. Building it"),
        (10, "Silent: nothing uses `TAGS['a']` after the restore."),
        (15, "Silent: nothing uses `Card.number` after the restore."),
        (18, "Silent: nothing uses `Card.number` after the restore."),
        (23, "Silent: each environment runs `nonce` itself, after the restore, and keeps what"),
        (27, "Silent: it runs after the restore only, and what it makes is made anew each time."),
        (31, "Silent: `NODE` comes from `common.ids`, whose code is not found here: nothing is"),
    ],
)
def test_the_reason_is_the_right_one(line: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(SILENT, encoding="utf-8")
    told = why(tmp_path, f"app.py:{line}").stdout
    assert told.splitlines()[-1].startswith(said)
    assert ("Keeps `TAGS['a']`, made by `uuid.uuid4()`" in told) == (line == 10)
    assert ("Keeps `TAGS['b'][0]`, made by `uuid.uuid4()`" in told) == (line == 10)
