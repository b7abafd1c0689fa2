"""What a finding says is so, read aloud beside the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from snapcheck import Finding, check
from snapcheck.model import Level, StepKind

SECRET = """import boto3
{imports}

vault = boto3.client("secretsmanager")
word = vault.get_secret_value(SecretId="w")["SecretString"]
"""


def only(folder: Path, source: str, rule: str) -> Finding:
    (folder / "app.py").write_text(source)
    report = check([folder], root=folder, configuration=False, select=[rule])
    (finding,) = report.findings
    return finding


def used_lines(finding: Finding) -> list[int]:
    return [step.span.line for step in finding.trace if step.kind is StepKind.USED and step.span]


def test_an_object_is_not_said_to_be_fetched(tmp_path: Path) -> None:
    finding = only(
        tmp_path,
        """import boto3
from shopkit import Client

shop = Client(token=boto3.client("secretsmanager").get_secret_value(SecretId="w")["SecretString"])


def handler(event, context):
    return shop.orders()
""",
        "SNAP501",
    )
    assert finding.message.startswith("What the `Client` object holds was fetched once")


def test_what_a_server_answers_is_not_what_its_client_was_given(tmp_path: Path) -> None:
    source = SECRET.format(imports="import redis") + (
        "cache = redis.Redis(host='h', password=word)\n\n\n"
        "def handler(event, context):\n"
        "    count = cache.get('count')\n"
        "    print(count)\n"
        "    return {'count': count}\n"
    )
    assert used_lines(only(tmp_path, source, "SNAP501")) == [10]


def test_what_an_object_was_given_by_a_name_comes_out_by_that_name(tmp_path: Path) -> None:
    source = SECRET.format(imports="from confkit import Settings") + (
        "settings = Settings(word=word)\n\n\n"
        "def handler(event, context):\n"
        "    found = settings.get('word')\n"
        "    return {'word': found}\n"
    )
    assert used_lines(only(tmp_path, source, "SNAP501")) == [10, 11]


def test_an_attribute_is_not_said_to_be_called(tmp_path: Path) -> None:
    finding = only(
        tmp_path,
        """import boto3

KEY = boto3.Session().get_credentials().access_key


def handler(event, context):
    return KEY
""",
        "SNAP502",
    )
    assert "by `boto3.Session.get_credentials.access_key` and used" in finding.message


def test_a_missing_log_stream_is_said_to_be_none(tmp_path: Path) -> None:
    finding = only(
        tmp_path,
        "def handler(event, context):\n    return 'log of ' + context.log_stream_name\n",
        "SNAP203",
    )
    assert "It is None there" in finding.message
    assert "host name" not in finding.message.lower()


RESPOND = """
def respond(event, context, status, ident=None):
    return {"Status": status, "PhysicalResourceId": ident or context.log_stream_name}


def handler(event, context):
    return respond(event, context, "SUCCESS"CALL)
"""


@pytest.mark.parametrize(
    ("call", "level"),
    [
        ("", Level.WARNING),
        (", None", Level.WARNING),
        (", event['LogicalResourceId']", Level.NOTE),
        (", ident='of-' + event['LogicalResourceId']", Level.NOTE),
    ],
)
def test_what_is_there_if_nothing_else_is_fails_only_then(
    tmp_path: Path, call: str, level: Level
) -> None:
    finding = only(tmp_path, RESPOND.replace("CALL", call), "SNAP203")
    assert finding.level is level


@pytest.mark.parametrize(
    ("default", "level"), [("", Level.WARNING), (", ''", Level.WARNING), (", 'dummy'", Level.NOTE)]
)
def test_a_made_up_key_is_for_an_emulator(tmp_path: Path, default: str, level: Level) -> None:
    source = (
        "import os\n\n\ndef handler(event, context):\n"
        f"    return os.getenv('AWS_ACCESS_KEY_ID'{default})[:4]\n"
    )
    assert only(tmp_path, source, "SNAP503").level is level


def test_the_last_maker_that_is_shown_says_how_many_more_there_are(tmp_path: Path) -> None:
    branches = "".join(f"    if STAGE == {n}:\n        return uuid4().hex\n" for n in range(6))
    finding = only(
        tmp_path,
        f"from shopkit import STAGE\nfrom uuid import uuid4\n\n\ndef made():\n{branches}\n\n"
        "RUN = made()\n\n\ndef handler(event, context):\n    return RUN\n",
        "SNAP201",
    )
    told = [step.text for step in finding.trace if step.kind is StepKind.MADE]
    others = ["or made by `uuid.uuid4()`"] * 3
    assert told == ["made by `uuid.uuid4()`", *others[:2], f"{others[2]} (and in 2 more places)"]


def test_a_hook_that_finds_what_it_should_renew_is_told(tmp_path: Path) -> None:
    finding = only(
        tmp_path,
        """import uuid

from snapshot_restore_py import register_after_restore

names = {}


def name():
    if "node" not in names:
        names["node"] = uuid.uuid4().hex
    return names["node"]


name()
register_after_restore(name)


def handler(event, context):
    return name()
""",
        "SNAP201",
    )
    kinds = [step.kind for step in finding.trace]
    assert kinds.index(StepKind.SNAPSHOT) < kinds.index(StepKind.FOUND)
    (found,) = [step for step in finding.trace if step.kind is StepKind.FOUND]
    assert found.text == "found by a hook in `name`, which leaves it as it is"
    assert found.span is not None
    assert found.span.line == 9
