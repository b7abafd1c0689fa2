"""`check --add-ignore REASON`: what is reported gets a comment, and is silent from then on."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markers import all_cases
from msgspec.structs import replace
from test_config import FROZEN, snapcheck

from snapcheck import analysis
from snapcheck.analysis.fixes import write
from snapcheck.analysis.ignoring import ignored
from snapcheck.model import Request

pytestmark = pytest.mark.slow

REASON = "shared on purpose"
SAM = """\
AWSTemplateFormatVersion: "2010-09-09"
Transform: AWS::Serverless-2016-10-31
Resources:
  Plain:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.12
      Handler: app.handler
      SnapStart:
        ApplyOn: PublishedVersions
  Inline:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      Code:
        ZipFile: |
          import uuid
          RUN = uuid.uuid4().hex

          def handler(event, context):
              return RUN
"""
TERRAFORM = """\
resource "aws_lambda_function" "plain" {
  function_name = "plain"
  filename      = "app.zip"
  handler       = "app.handler"
  runtime       = "python3.12"
  snap_start {
    apply_on = "PublishedVersions"
  }
}
"""


CDK = """\
import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';

export class Stack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    new lambda.Function(this, 'Plain', {
      runtime: lambda.Runtime.PYTHON_3_12,
      handler: 'app.handler',
      code: lambda.Code.fromAsset('.'),
      snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
    });
  }
}
"""
IMAGE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Metadata: {DockerContext: .}
    Properties:
      PackageType: Image
      AutoPublishAlias: live
      SnapStart: {ApplyOn: PublishedVersions}
"""


def rewritten(folder: Path, *names: str) -> list[str]:
    """What files hold after a run, which has silenced all that it reported before."""
    request = Request(paths=(folder,), root=folder)
    found = ignored(request, REASON, folder)
    assert found.silenced > 0
    write(found.changes)
    again = analysis.check(request)
    assert (again.findings, again.problems) == ((), ())
    assert again.findings == found.after.findings
    return [(folder / name).read_bytes().decode() for name in names]


def test_each_finding_gets_a_comment_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FROZEN)
    finished = snapcheck(tmp_path, "check", "--add-ignore", REASON)
    assert finished.returncode == 0
    assert finished.stderr == "snapcheck: silenced 2 findings in 1 file.\n"
    assert snapcheck(tmp_path, "check").stdout.startswith("No findings. 1 entry point reaches")
    text = (tmp_path / "app.py").read_text()
    assert f"RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP201] {REASON}\n" in text
    assert f"DAY = time.time()  # snapcheck: ignore[SNAP301] {REASON}\n" in text
    again = snapcheck(tmp_path, "check", "--add-ignore", REASON)
    assert again.stderr == "snapcheck: silenced 0 findings in 0 files.\n"
    assert (tmp_path / "app.py").read_text() == text


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("A = (uuid.uuid4(), time.time())", ["  # snapcheck: ignore[SNAP301, SNAP201] "]),
        ("A = [uuid.uuid4(), uuid.uuid4()]", ["  # snapcheck: ignore[SNAP201] "]),
        ("A = '''\n%s''' % (uuid.uuid4(),)", ["  # snapcheck: ignore[SNAP201] "]),
        (
            "A = f'''\n{uuid.uuid4()}\n{time.time()}\n'''",
            ["# snapcheck: ignore[SNAP301, SNAP201] "],
        ),
        ("A = \\\n  uuid.uuid4(); B = \\\n  time.time()", ["ignore[SNAP301", "ignore[SNAP201"]),
        ("if True:\n    A = uuid.uuid4()  ", ["  # snapcheck: ignore[SNAP201] "]),
    ],
)
def test_it_stands_where_python_takes_it(body: str, lines: list[str], tmp_path: Path) -> None:
    source = f"import time\nimport uuid\n\n{body}\n\n\ndef handler(event, context):\n    return A\n"
    for newline in ("\n", "\r\n"):
        (tmp_path / "app.py").write_text(source, encoding="utf-8-sig", newline=newline)
        (text,) = rewritten(tmp_path, "app.py")
        assert text.startswith("\ufeffimport time" + newline)
        assert text.count("\n") == text.count(newline)
        ast.parse(text.removeprefix("\ufeff"))


def test_templates_and_the_code_in_them_get_comments(tmp_path: Path) -> None:
    (tmp_path / "template.yaml").write_text(SAM)
    (tmp_path / "main.tf").write_text(TERRAFORM)
    (tmp_path / "app.py").write_text("def handler(event, context):\n    return event\n")
    template, terraform = rewritten(tmp_path, "template.yaml", "main.tf")
    assert f"RUN = uuid.uuid4().hex  # snapcheck: ignore[SNAP201] {REASON}\n" in template
    assert template.count("# snapcheck: ignore[SNAP801]") == 1
    assert terraform.count("# snapcheck: ignore[SNAP801]") == 1


def test_programs_and_dockerfiles_get_comments(tmp_path: Path) -> None:
    (tmp_path / "stack.ts").write_text(CDK)
    (tmp_path / "app.py").write_text("def handler(event, context):\n    return event\n")
    (tmp_path / "template.yaml").write_text(IMAGE)
    (tmp_path / "Dockerfile").write_text("FROM debian\nCMD run\n")
    stack, image = rewritten(tmp_path, "stack.ts", "Dockerfile")
    assert f"VERSIONS,  // snapcheck: ignore[SNAP801] {REASON}\n" in stack
    assert image == f"# snapcheck: ignore[SNAP802] {REASON}\nFROM debian\nCMD run\n"


def test_what_can_hold_no_comment_is_told(tmp_path: Path) -> None:
    function = {
        "Type": "AWS::Serverless::Function",
        "Properties": {
            "Runtime": "python3.12",
            "Handler": "app.handler",
            "SnapStart": {"ApplyOn": "PublishedVersions"},
        },
    }
    text = json.dumps({"Resources": {"Plain": function}}, indent=2)
    (tmp_path / "template.json").write_text(text)
    (tmp_path / "app.py").write_text("def handler(event, context):\n    return event\n")
    finished = snapcheck(tmp_path, "check", "--add-ignore", REASON)
    assert finished.returncode == 1
    assert "snapcheck: silenced 0 findings in 0 files.\n" in finished.stderr
    assert ": no comment can silence SNAP801 there; a baseline can.\n" in finished.stderr
    assert (tmp_path / "template.json").read_text() == text


def test_only_what_is_reported_gets_one(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FROZEN)
    finished = snapcheck(tmp_path, "check", "--add-ignore", REASON, "--select", "SNAP3")
    assert finished.stderr == "snapcheck: silenced 1 finding in 1 file.\n"
    assert "SNAP201" not in (tmp_path / "app.py").read_text()


@pytest.mark.parametrize("reason", ["", "  ", "TODO: say why", "a # b", "---"])
def test_a_reason_is_needed(reason: str, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FROZEN)
    finished = snapcheck(tmp_path, "check", "--add-ignore", reason)
    assert finished.returncode == 2
    assert "--add-ignore needs a reason of one line, without '#', that says why" in finished.stderr
    assert (tmp_path / "app.py").read_text() == FROZEN


def test_it_goes_with_no_other_change(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FROZEN)
    for option in ("--fix", "--unsafe-fixes", "--diff"):
        finished = snapcheck(tmp_path, "check", "--add-ignore", REASON, option)
        assert finished.returncode == 2
        assert f"--add-ignore and {option} don't go together" in finished.stderr
    finished = snapcheck(
        tmp_path, "check", "--add-ignore", REASON, "--stdin-filename", "app.py", "-"
    )
    assert "--add-ignore needs a file, not standard input" in finished.stderr
    assert (tmp_path / "app.py").read_text() == FROZEN


def test_files_of_others_are_not_written(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    outside = tmp_path / "outside.py"
    outside.write_text(FROZEN)
    (project / "app.py").symlink_to(outside)
    (project / "twice.py").write_text(FROZEN)
    os.link(project / "twice.py", tmp_path / "other.py")
    finished = snapcheck(project, "check", "--add-ignore", REASON)
    assert finished.returncode == 2
    told = "no ignore comment was written: "
    assert f"problem: app.py: {told}it lies outside of the analysed folder" in finished.stdout
    assert f"problem: twice.py: {told}the file has 2 names (hard links)" in finished.stdout
    assert "a baseline can" not in finished.stderr
    assert outside.read_text() == (project / "twice.py").read_text() == FROZEN


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit for the size of files")
def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    def write_nothing() -> None:  # holds for root too, who may write everything
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    (tmp_path / "app.py").write_text(FROZEN)
    finished = subprocess.run(
        [sys.executable, "-m", "snapcheck", "check", "--no-cache", "--add-ignore", REASON],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=write_nothing,
    )
    assert finished.returncode == 2
    assert "problem: not all is silenced: can't write" in finished.stdout
    assert (tmp_path / "app.py").read_text() == FROZEN
    assert [path.name for path in tmp_path.iterdir()] == ["app.py"]


def test_cases_can_be_silenced(tmp_path: Path) -> None:
    """All findings of some cases, but for those of SNAP900. Of all cases it takes two minutes."""
    silenced = 0
    firing = [case for case in all_cases() if case.places("expect")]
    for number, case in enumerate(firing[::8]):
        root = tmp_path / str(number)
        if case.path.is_dir():
            shutil.copytree(case.path, root)
        else:
            root.mkdir()
            shutil.copy(case.path, root)
        paths = (root if case.path.is_dir() else root / case.path.name,)
        request: Request = replace(case.request, paths=paths, root=root)
        found = ignored(request, REASON, root)
        assert not found.left, case.name
        write(found.changes)
        after = analysis.check(request)
        assert {each.rule for each in after.findings} <= {"SNAP900"}, case.name
        assert len(after.findings) == len(found.after.findings), case.name
        silenced += found.silenced
    assert silenced > 80
