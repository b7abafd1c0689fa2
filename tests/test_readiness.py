"""Whether each function is ready for SnapStart: what the report says of it, and why."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck.analysis import check
from snapcheck.model import Report, Request
from snapcheck.model.readiness import Readiness, Ready, readiness_of
from snapcheck.report.readiness import sentence, why
from snapcheck.suppress.baseline import known

CLEAN = "def handler(event, context):\n    return 1\n"
FROZEN = (
    "import uuid\n\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return str(RUN)\n"
)
TYPES_ONLY = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n"
OLD = "import socket\n\nH = socket.gethostname()\n\n\ndef handler(event, context):\n    return H\n"
BROKEN_TEMPLATE = "Resources:\n  A: {Type: AWS::Lambda::Function, Runtime: python3.12\n"
FUNCTION = """\
  {name}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: {name}.handler
      Runtime: {runtime}
      CodeUri: .
      SnapStart: {{ApplyOn: PublishedVersions}}
      AutoPublishAlias: live
"""


def template(**runtimes: str) -> str:
    functions = [FUNCTION.format(name=name, runtime=each) for name, each in runtimes.items()]
    return "Transform: AWS::Serverless-2016-10-31\nResources:\n" + "".join(functions)


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def report_of(root: Path, files: dict[str, str]) -> Report:
    write(root, files)
    return check(Request(paths=(root,), root=root))


def ready_of(root: Path, files: dict[str, str]) -> dict[str, Readiness]:
    found = readiness_of(report_of(root, files))
    return {each.entry.path.removesuffix(".py"): each for each in found}


def test_each_kind(tmp_path: Path) -> None:
    found = ready_of(
        tmp_path,
        {
            "clean.py": CLEAN,
            "frozen.py": FROZEN,
            "old.py": OLD,
            "broken.py": "import steps\n" + CLEAN,
            "steps.py": "def (:\n",
            "late.py": CLEAN,
            "template.yaml": template(late="python3.9"),
        },
    )
    assert {name: each.ready for name, each in found.items()} == {
        "clean": Ready.YES,
        "frozen": Ready.NO,
        "old": Ready.WARNINGS,
        "broken": Ready.UNKNOWN,
        "late": Ready.NO,
    }
    assert found["frozen"].rules == ("SNAP201",)
    assert found["late"].rules == ("SNAP803",)
    assert found["old"].warnings == 1
    assert found["broken"].doubts[0].startswith("steps.py:1: ")


@pytest.mark.parametrize(
    ("files", "doubt"),
    [
        (
            {"app.py": "from .gone import x\n" + CLEAN},
            "app.py:1 imports .gone, which was not followed",
        ),
        (
            {
                "app.py": "import acme.ids\n" + CLEAN,
                "libs/one/acme/ids.py": "X = 1\n",
                "libs/two/acme/ids.py": "X = 1\n",
            },
            "app.py:1 imports acme.ids, which was not followed",
        ),
        (
            {"app.py": "import importlib\n\nX = importlib.import_module(input())\n" + CLEAN},
            "app.py imports modules by computed names",
        ),
        (
            {
                "app.py": "X = 1\n",
                "template.yaml": template(app="python3.12"),
            },
            "app.py: has no function handler (declared in template.yaml)",
        ),
        (
            {"app.py": CLEAN, "template.yaml": BROKEN_TEMPLATE},
            "template.yaml:3: not readable as YAML",
        ),
    ],
    ids=["relative", "elsewhere", "computed", "missing", "template"],
)
def test_what_is_not_known_is_told(files: dict[str, str], doubt: str, tmp_path: Path) -> None:
    found = ready_of(tmp_path, files)["app"]
    assert found.ready is Ready.UNKNOWN
    assert any(each.startswith(doubt) for each in found.doubts)


@pytest.mark.parametrize(
    "files",
    [
        # A folder of that name holds no such module, so the package is somebody else's.
        {"app.py": "import acme\n" + CLEAN, "acme/readme.md": "", "x/acme_tests.py": ""},
        {"app.py": "from . import steps\n" + CLEAN, "steps.py": ""},
        # Nobody runs what is broken, and what only a type checker imports.
        {"app.py": CLEAN, "other.py": "def (:\n"},
        {
            "app.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import acme\n"
            + CLEAN,
            "libs/acme.py": "",
        },
        {"app.py": CLEAN, "infra/template.yaml": BROKEN_TEMPLATE},
    ],
    ids=["third-party", "relative", "not-run", "types", "template-elsewhere"],
)
def test_what_does_not_concern_a_function_casts_no_doubt(
    files: dict[str, str], tmp_path: Path
) -> None:
    assert ready_of(tmp_path, files)["app"].ready is Ready.YES


def test_doubts_are_of_the_functions_that_run_the_file(tmp_path: Path) -> None:
    found = ready_of(
        tmp_path,
        {
            "one.py": "import shared\n" + CLEAN,
            "two.py": "import shared, odd\n" + CLEAN,
            "shared.py": "import strangepackage\n",
            "odd.py": "from .gone import x\n",
        },
    )
    assert found["one"].ready is Ready.YES
    assert found["two"].ready is Ready.UNKNOWN
    assert found["one"].packages == found["two"].packages == ("strangepackage",)


def test_packages_with_a_row_are_not_counted(tmp_path: Path) -> None:
    source = "import boto3, requests, json, strange.parts\nfrom other import x\n" + CLEAN
    assert ready_of(tmp_path, {"app.py": source})["app"].packages == ("other", "strange")


def test_what_is_silenced_does_not_count_and_what_is_accepted_is_shown(tmp_path: Path) -> None:
    silenced = FROZEN.replace("uuid4()\n", "uuid4()  # snapcheck: ignore[SNAP201] one\n")
    assert ready_of(tmp_path / "a", {"app.py": silenced})["app"].ready is Ready.YES
    root = tmp_path / "b"
    report = report_of(root, {"app.py": FROZEN})
    accepted = tuple([known(finding, finding.span.path) for finding in report.findings])
    again = check(Request(paths=(root,), root=root, baseline=accepted))
    (found,) = readiness_of(again)
    assert (found.ready, found.accepted) == (Ready.YES, 1)
    assert why(found) == "1 accepted in the baseline"


def test_of_changed_files_nobody_knows(tmp_path: Path) -> None:
    write(tmp_path, {"app.py": CLEAN, "other.py": FROZEN})
    request = Request(paths=(tmp_path,), root=tmp_path, changed=(tmp_path / "app.py",))
    assert readiness_of(check(request)) == ()


def test_the_sentence_counts_all(tmp_path: Path) -> None:
    report = report_of(
        tmp_path,
        {"a.py": CLEAN, "b.py": OLD, "c.py": FROZEN, "d.py": "from .gone import x\n" + CLEAN},
    )
    told = "2 of 4 functions ready for SnapStart (1 with warnings), 1 not, 1 not known."
    assert sentence(readiness_of(report)) == told
    assert sentence(()) == sentence(readiness_of(report)[:1]) == ""


def test_doors_agree(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": "import strange\n" + CLEAN, "b.py": FROZEN})

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "snapcheck", *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout

    whole = json.loads(run("check", "-f", "json"))["readiness"]
    listed = json.loads(run("entry-points", "-f", "json"))
    lines = [json.loads(line) for line in run("check", "-f", "json-lines").splitlines()]
    assert [each["readiness"] for each in listed] == whole
    assert [{**each, "type": "readiness"} for each in whole] == [
        each for each in lines if each["type"] == "readiness"
    ]
    assert "b.py:handler" in run("check", "-f", "html")
    assert "yes (1 package nothing is known of: strange)" in run("entry-points")
    assert "1 of 2 functions ready for SnapStart, 1 not." in run("check")
