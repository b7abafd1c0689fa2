"""Fixes of deployment files: a version is published, and triggers name the alias."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path

import pytest

from snapcheck import knowledge
from snapcheck.analysis.fixes import repair
from snapcheck.model import Example, Request

HANDLER = "def handler(event, context):\n    return 1\n"
NAMES = {"yaml": "template.yaml", "json": "template.json", "hcl": "main.tf"}
SAM = "Transform: AWS::Serverless-2016-10-31\n"
FUNCTION = """\
Resources:
  Orders:
    Type: AWS::{kind}::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src
"""
ON = "      SnapStart: {ApplyOn: PublishedVersions}\n"
TRIGGER = """\
  Queue:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt OrdersQueue.Arn
      FunctionName: {function}
"""


def changed(folder: Path, name: str, text: str) -> tuple[list[str], list[str]]:
    """Mend a file of a project; return the lines that differ, and the rules still broken."""
    (folder / "src").mkdir(exist_ok=True)
    for file in ("app.py", "src/app.py"):
        (folder / file).write_text(HANDLER)
    (folder / name).write_text(text)
    repaired = repair(Request(paths=(folder,), root=folder), unsafe=True)
    after = repaired.changes[folder / name][1].decode() if repaired.changes else text
    lines = [each for each in ndiff(text.splitlines(), after.splitlines()) if each[0] in "+-"]
    assert not repaired.after.problems
    assert repair(Request(paths=(folder,), root=folder), unsafe=False).changes == {}
    return lines, [finding.rule for finding in repaired.after.findings]


def examples(code: str) -> list[Example]:
    found = [each for each in knowledge.load().rules[code].examples if each.kind == "bad"]
    assert len(found) >= 4
    return found


@pytest.mark.about("SNAP801", "SNAP804")
@pytest.mark.parametrize("example", [*examples("SNAP801"), *examples("SNAP804")], ids=str)
def test_what_pages_call_bad_is_mended_or_left_alone(example: Example, tmp_path: Path) -> None:
    lines, left = changed(tmp_path, NAMES[example.language], example.text)
    assert bool(lines) != bool(left)


PLAIN = FUNCTION.format(kind="Lambda").replace("CodeUri", "Code") + ON
LATEST = """\
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Orders
      FunctionVersion: $LATEST
      Name: live
"""
VERSION = [
    "+   OrdersVersion:",
    "+     Type: AWS::Lambda::Version",
    "+     Properties:",
    "+       FunctionName: !Ref Orders",
]
NAMED = [
    "-       FunctionVersion: $LATEST",
    "+       FunctionVersion: !GetAtt OrdersVersion.Version",
]


@pytest.mark.about("SNAP801")
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "template.yaml",
            SAM + FUNCTION.format(kind="Serverless") + ON,
            ["+       AutoPublishAlias: live"],
        ),
        (
            "template.yaml",
            f"{SAM}Globals:\n  Function:\n    SnapStart:\n      ApplyOn: PublishedVersions\n"
            + FUNCTION.format(kind="Serverless"),
            ["+     AutoPublishAlias: live"],
        ),
        ("template.yaml", PLAIN, VERSION),
        ("template.yaml", PLAIN + LATEST, [*VERSION, *NAMED]),
        (
            "template.yaml",
            PLAIN + LATEST + TRIGGER.format(function="!Ref Live"),
            [*VERSION, *NAMED],
        ),
        (
            "template.yaml",
            PLAIN.replace("Code: src\n", "Code:\n        ZipFile: |\n          import app\n"),
            VERSION,
        ),
        # What calls the function itself would have to call the version.
        ("template.yaml", PLAIN + TRIGGER.format(function="!GetAtt Orders.Arn"), []),
        ("template.yaml", PLAIN + LATEST + TRIGGER.format(function="!Sub '${Orders}'"), []),
        ("template.yaml", PLAIN + LATEST + LATEST.replace("Live", "Old"), []),
    ],
)
def test_a_version_is_published(name: str, text: str, expected: list[str], tmp_path: Path) -> None:
    lines, left = changed(tmp_path, name, text)
    assert lines == expected
    assert left == ([] if expected else ["SNAP801"])


SERVERLESS = """\
service: shop
provider:
  name: aws
  runtime: python3.13
  versionFunctions: false  # we count them
functions:
  fn:
    handler: app.handler{events}
resources:
  extensions:
    FnLambdaFunction:
      Properties:
        SnapStart:
          ApplyOn: PublishedVersions
"""


@pytest.mark.about("SNAP801")
def test_the_serverless_framework_publishes(tmp_path: Path) -> None:
    lines, left = changed(tmp_path, "serverless.yml", SERVERLESS.format(events=""))
    assert [each.split() for each in lines if not each.startswith("?")] == [
        ["-", "versionFunctions:", "false", "#", "we", "count", "them"],
        ["+", "versionFunctions:", "true", "#", "we", "count", "them"],
    ]
    assert left == []
    events = "\n    events: [{httpApi: '*'}]"
    lines, left = changed(tmp_path, "serverless.yml", SERVERLESS.format(events=events))
    assert (lines, left) == ([], ["SNAP801"])


PUBLISHING = SAM + FUNCTION.format(kind="Serverless") + "      AutoPublishAlias: live\n" + ON
ALIAS = """\
  Version1:
    Type: AWS::Lambda::Version
    Properties:
      FunctionName: !Ref Orders
  Live:
    Type: AWS::Lambda::Alias
    Properties:
      FunctionName: !Ref Orders
      FunctionVersion: !GetAtt Version1.Version
      Name: live
"""


@pytest.mark.about("SNAP804")
@pytest.mark.parametrize(
    ("text", "function", "expected"),
    [
        (PUBLISHING, "!Ref Orders", "!Ref Orders.Alias"),
        (PUBLISHING, "!GetAtt Orders.Arn", "!Ref Orders.Alias"),
        (PUBLISHING, '{"Ref": "Orders"}', '{"Ref": "Orders.Alias"}'),
        (PUBLISHING, '{"Fn::GetAtt": ["Orders", "Arn"]}', '{"Ref": "Orders.Alias"}'),
        (PUBLISHING, "!Sub ${Orders.Arn}", "!Sub ${Orders.Alias}"),
        (
            FUNCTION.format(kind="Lambda").replace("CodeUri", "Code") + ON + ALIAS,
            "!Ref Orders",
            "!Ref Live",
        ),
        # What stands on other lines, or is put together, is left alone.
        (PUBLISHING, "!Sub\n        - ${Orders.Arn}\n        - {}", ""),
        (PUBLISHING, '!Join [":", [!GetAtt Other.Arn, !Ref Orders]]', ""),
    ],
)
def test_triggers_name_the_alias(text: str, function: str, expected: str, tmp_path: Path) -> None:
    lines, _ = changed(tmp_path, "template.yaml", text + TRIGGER.format(function=function))
    wanted = [f"-       FunctionName: {function}", f"+       FunctionName: {expected}"]
    assert lines == (wanted if expected else [])


@pytest.mark.about("SNAP801", "SNAP804")
def test_terraform_publishes_and_keeps_its_signs_aligned(tmp_path: Path) -> None:
    text = (
        'module "orders" {\n  source        = "terraform-aws-modules/lambda/aws"\n'
        '  function_name = "orders"\n  handler       = "app.handler"\n'
        '  runtime       = "python3.12"\n  source_path   = "src"\n{more}'
        "  snap_start    = true\n}\n"
    )
    lines, left = changed(tmp_path, "main.tf", text.replace("{more}", ""))
    assert (lines, left) == (["+   publish       = true"], [])
    off = text.replace("{more}", "  publish       = false\n")
    lines, left = changed(tmp_path, "main.tf", off)
    assert (lines, left) == (["-   publish       = false", "+   publish       = true"], [])
