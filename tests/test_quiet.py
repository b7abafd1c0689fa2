"""Programs that are not followed since no word in them could matter: the same report as with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from snapcheck import analysis, knowledge
from snapcheck.analysis import linked, syntax_check
from snapcheck.analysis.memory import Memory
from snapcheck.analysis.progress import Monitor
from snapcheck.analysis.survey import survey
from snapcheck.model import Phase, Request

CLEAN = """\
import json
import os

TABLE = os.environ.get("TABLE", "")


def handler(event, context):
    body = json.loads(event["body"])
    return {"statusCode": 200, "body": json.dumps({"table": TABLE, "got": body})}
"""
RAISES = "class A:\n    class B:\n        if TABLE:\n            raise KeyError"
NOISY = {
    "a known name": CLEAN + "import uuid\nRUN = uuid.uuid4()\n",
    "a builtin": CLEAN + "def read():\n    return open('/proc/sys/kernel/random/uuid')\n",
    "of the runtime": CLEAN.replace("body = ", "print(context.log_stream_name); body = "),
    "a variable": CLEAN.replace("TABLE", "AWS_ACCESS_KEY_ID"),
    "looked up by name": CLEAN + "import uuid\nRUN = getattr(uuid, 'uu' + 'id4')()\n",
    "a type hint": CLEAN + "from mypy_boto3_s3 import S3Client\n"
    "def read(s3: S3Client):\n    return s3.get_object()\nKEPT = read(make())\n",
    "decorated": CLEAN.replace("def handler", "@str\ndef handler"),
    "bound twice": CLEAN + "handler = print\n",
    "Django": CLEAN + "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'settings')\n",
    "left before it": "raise SystemExit\n" + CLEAN,
    "raised in a class": CLEAN.replace("def handler", f"{RAISES}\n\n\ndef handler"),
    "other letters": CLEAN + "import uuid\nRUN = uuid.\uff55uid4()\n",
    "no entry point": CLEAN.replace("handler", "other").replace("event, context", "a"),
}
# INIT runs, or may run, what has a word that matters there; or an invocation what has one there.
IN_ITS_PHASE = {
    "in a function that INIT calls": "import uuid\ndef new():\n    return uuid.uuid4()\n"
    "RUN = new()\n",
    "two calls away": "import uuid\ndef new():\n    return uuid.uuid4()\n"
    "def two():\n    return new()\nRUN = two()\n",
    "under another name": "from uuid import uuid4 as new\nRUN = new()\n",
    "in a lambda": "import uuid\nNEW = lambda: uuid.uuid4()\nRUN = NEW()\n",
    "in a method": "import uuid\nclass Ids:\n    def __init__(self):\n"
    "        self.run = uuid.uuid4()\nIDS = Ids()\n",
    "in the body of a class": "import uuid\nclass Ids:\n    run = uuid.uuid4()\n",
    "in the members of an Enum": "import uuid\nfrom enum import Enum\nclass Ids(Enum):\n    A = 1\n"
    "    def __init__(self, number):\n        self.run = uuid.uuid4()\n",
    "as a default": "import uuid\ndef name(run=uuid.uuid4()):\n    return run\n",
    "by a decorator": "import uuid\ndef run(new): return new()\n@run\ndef new():\n"
    "    return uuid.uuid4()\n",
    "in a function inside": "import uuid\ndef outer():\n    def new():\n"
    "        return uuid.uuid4()\n    return new()\nRUN = outer()\n",
    "a variable": "import os\nSTREAM = os.environ['AWS_LAMBDA_LOG_STREAM_NAME']\n",
    "an argument": "import boto3, threading\nthreading.Thread(target=print, daemon=True).start()\n",
    "a client in a function": "import boto3\ndef make():\n    return boto3.client('s3')\n",
    "one made under another name": "from boto3 import client as make\ndef read():\n"
    "    return make('s3')\n",
    "one made by a variable": "import boto3\nMAKE = boto3.client\ndef read():\n"
    "    return MAKE('s3')\n",
}
# The same words, where they do nothing.
ELSEWHERE = {
    "an id in a function": "import uuid\ndef new():\n    return uuid.uuid4()\n",
    "a moment in a method": "from datetime import datetime\nclass Clock:\n"
    "    def read(self):\n        return datetime.now()\n",
    "a client in INIT": "import boto3\nS3 = boto3.client('s3')\ndef read():\n"
    "    return S3.get_object(Bucket='b', Key='k')\n",
    "a variable with a default": "import boto3, os\nNAME = os.environ.get('NAME')\n",
    "other letters": "NAME = 'µ'\n",
    "an address": "URL = 'https://example.com'\n",
    "a logger that draws nothing": "from aws_lambda_powertools import Logger\nLOGGER = Logger()\n",
}


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the programs that are linked from now on."""
    names: list[str] = []
    program_of = linked.program_of

    def noted(*arguments: Any, **more: Any) -> linked.Program:
        program = program_of(*arguments, **more)
        names.extend(program.modules)
        return program

    monkeypatch.setattr(linked, "program_of", noted)
    return names


@pytest.mark.parametrize("head", ["", "import tempfile\n", "import statistics\n"])
def test_a_quiet_program_is_not_linked(tmp_path: Path, programs: list[str], head: str) -> None:
    (tmp_path / "app.py").write_text(head + CLEAN)
    request = Request(paths=(tmp_path,), root=tmp_path)
    quick = analysis.check(request)
    assert programs == []
    assert quick == analysis.check(replace(request, screen=False))
    assert programs == ["app.py"]
    assert [entry.function for entry in quick.entry_points] == ["handler"]


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_nor_is_one_with_words_of_another_phase(
    tmp_path: Path, programs: list[str], text: str
) -> None:
    (tmp_path / "app.py").write_text(text + CLEAN)
    request = Request(paths=(tmp_path,), root=tmp_path)
    quick = analysis.check(request)
    assert programs == []
    assert quick == analysis.check(replace(request, screen=False))


OTHERS = NOISY | {name: text + CLEAN for name, text in IN_ITS_PHASE.items()}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_others_are(tmp_path: Path, programs: list[str], text: str) -> None:
    (tmp_path / "app.py").write_text(text)
    template = "Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: 'AWS::Serverless::\
Function', Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: .}}}\n"
    (tmp_path / "template.yaml").write_text(template)
    request = Request(paths=(tmp_path,), root=tmp_path)
    assert analysis.check(request) == analysis.check(replace(request, screen=False))
    assert programs == ["app.py", "app.py"]


DECORATED = CLEAN.replace("def handler", "@str.strip\ndef handler")
NEW = "import uuid\ndef new():\n    return uuid.uuid4()\n"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        (NEW + DECORATED, True),
        (NEW + "from other import name\n" + DECORATED, True),
        (NEW + "RUN = new()\ndel RUN\n" + DECORATED, True),
        (NEW + "RUN = new()\n" + DECORATED, False),
        (NEW + "def later():\n    import other\n" + DECORATED, False),
        ("import random\ndef new():\n    return random.random()\n" + DECORATED, False),
        ("import boto3\ndef make():\n    return boto3.client('s3')\n" + DECORATED, False),
    ],
    ids=[
        "drawn later",
        "two files",
        "deleted",
        "kept",
        "imported later",
        "drawn",
        "costs",
    ],
)
def test_where_init_leaves_nothing_it_ends_there(
    text: str, ends: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[bool] = []
    program_of = linked.program_of

    def noted(*arguments: Any, **more: Any) -> linked.Program:
        program = program_of(*arguments, **more)
        followed.append(any(each.phase is Phase.INVOKE for each in program.activations))
        return program

    monkeypatch.setattr(linked, "program_of", noted)
    (tmp_path / "app.py").write_text(text)
    (tmp_path / "other.py").write_text("name = 'a'\n")
    template = "Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: 'AWS::Serverless::\
Function', Properties: {Handler: app.handler, Runtime: python3.12, CodeUri: .}}}\n"
    (tmp_path / "template.yaml").write_text(template)
    request = Request(paths=(tmp_path,), root=tmp_path)
    assert analysis.check(request) == analysis.check(replace(request, screen=False))
    assert followed == [not ends, True]


def test_why_follows_invocations_that_a_check_leaves_out(tmp_path: Path) -> None:
    text = "import uuid\n@str.strip\ndef a(): ...\ndef handler(event, context):\n"
    (tmp_path / "app.py").write_text(text + "    return uuid.uuid4()\n")
    story = analysis.explain(Request(paths=(tmp_path,), root=tmp_path), "app.py", 5)
    assert [reach.phase for reach in story.reaches] == [Phase.INVOKE]


def test_files_without_an_entry_point_are_no_program(tmp_path: Path, programs: list[str]) -> None:
    """Words of one are in it: they turn out to name a method."""
    text = "import uuid\nRUN = uuid.uuid4()\nclass A:\n    def handler(self, event, context): ...\n"
    (tmp_path / "app.py").write_text(text)
    request = Request(paths=(tmp_path,), root=tmp_path)
    (partition,) = survey(request, Memory(), Monitor()).partitioning.partitions
    assert partition.files == ("app.py",)
    report = analysis.check(request)
    assert (report.entry_points, report.findings) == ((), ())
    assert report == analysis.check(replace(request, screen=False))
    assert programs == []


def test_an_import_that_is_found_later_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(CLEAN + "from ids import RUN\n")
    request, memory = Request(paths=(tmp_path,), root=tmp_path), analysis.Memory()
    assert analysis.check(request, memory=memory).files_reached == 1
    (tmp_path / "ids.py").write_text("RUN = 1\n")
    assert analysis.check(request, memory=memory).files_reached == 2


def test_every_known_name_has_its_words() -> None:
    known = knowledge.load()
    for name in known.apis:
        libraries = {
            library
            for words in (known.words, known.init_words, known.invoke_words)
            for word, spellings in words.items()
            for library, *_ in spellings
            if word.decode() in name
        }
        apart = all(api.is_harmless for api in known.apis[name])
        assert apart or {b"", name.partition(".")[0].encode()} & libraries, name
    libraries = (b"uuid", b"uuid_utils", b"fastuuid")
    assert known.init_words[b"uuid4"] == {(library, b"", b"", b"") for library in libraries}
    assert known.words[b"AWS_ACCESS_KEY_ID"] == {(b"os", b"", b"", b"")}
    assert (b"numpy", b"", b"now", b"now") in known.init_words[b"datetime64"]
    assert (b"", b"", b"", b"") in known.words[b"log_stream_name"]
    assert known.words[b"Logger"] == {(b"aws_lambda_powertools", b"sampling_rate", b"", b"")}
    assert (b"boto3", b"", b"", b"") in known.invoke_words[b"client"]


def test_without_the_screen_every_case_is_the_same() -> None:
    cases = Path(__file__).parent / "cases"
    for folder in sorted(path for path in cases.iterdir() if path.is_dir()):
        request = Request(paths=(folder,), root=folder)
        assert analysis.check(request) == analysis.check(replace(request, screen=False)), folder


def test_a_deployment_program_is_parsed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who looked for functions in it knows already that it is Python."""
    checked: list[bytes] = []
    monkeypatch.setattr(syntax_check, "check_syntax", checked.append)
    stack = "from aws_cdk import aws_lambda\n\naws_lambda.Function(None, 'a', handler='app.handler'"
    files = {"app": CLEAN, "stack": f"{stack})\n", "broken": stack, "other": "x = 1\n"}
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text)
    analysis.check(Request(paths=(tmp_path,), root=tmp_path))
    assert sorted(checked) == sorted([stack.encode(), b"x = 1\n"])
