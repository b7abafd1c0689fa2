"""`snapcheck entry-points`: what was found, where it is declared, and why other files are none."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.discover import convention
from snapcheck.discover.unreached import why_no_entry_point
from snapcheck.model import Confidence, Request

HANDLER = (
    "import uuid\n\nRUN = uuid.uuid4().hex\n\n\ndef handler(event, context):\n    return RUN\n"
)
ON = "AutoPublishAlias: live\n      SnapStart: {ApplyOn: PublishedVersions}"


def sam(**functions: str) -> str:
    """A template of functions with these lines of properties, by their names and folders."""
    text = "Transform: AWS::Serverless-2016-10-31\nResources:\n"
    for name, more in functions.items():
        text += (
            f"  {name}:\n    Type: AWS::Serverless::Function\n    Properties:\n"
            f"      Runtime: python3.13\n      Handler: app.handler\n      CodeUri: {name}\n"
        )
        text += f"      {more}\n" if more else ""
    return text


def write(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "snapcheck", *arguments]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write(
        tmp_path,
        {
            "template.yaml": sam(orders=ON, mail=""),
            "orders/app.py": "import steps\n" + HANDLER,
            "orders/steps.py": "",
            "mail/app.py": HANDLER,
            "jobs/nightly.py": "def lambda_handler(event, context): ...\n",
            "jobs/other.py": "x = 1\n",
            "jobs/run.py": "if __name__ == '__main__':\n    print()\n",
            "tests/test_orders.py": "def handler(event, context): ...\n",
            "infra/stack.py": "from aws_cdk import Stack\n",
        },
    )


def test_the_text_is_a_table_and_what_was_not_reached(shop: Path) -> None:
    said = run(shop, "entry-points")
    assert said.returncode == 0
    assert said.stderr == ""
    assert said.stdout == (
        "entry point                     kind        runtime     SnapStart  declared in    ready\n"
        "jobs/nightly.py:lambda_handler  convention  -           -          -              yes\n"
        "mail/app.py:handler             template    python3.13  off        template.yaml  "
        "no (SNAP201)\n"
        "orders/app.py:handler           template    python3.13  on         template.yaml  "
        "no (SNAP201)\n"
        "\nNot reached, 1 file: a deployment program\n  infra/stack.py\n"
        "\nNot reached, 1 file: a script that is run by itself\n  jobs/run.py\n"
        "\nNot reached, 1 file: a test or a set-up script\n  tests/test_orders.py\n"
        "\nNot reached, 1 file: no entry point imports it, and nothing in it looks like a handler\n"
        "  jobs/other.py\n"
    )


def test_the_json_has_the_documented_keys(shop: Path) -> None:
    said = run(shop, "entry-points", "-f", "json")
    first, *_, last = json.loads(said.stdout)
    assert first.pop("readiness")["ready"] == "yes"
    assert first == {
        "path": "jobs/nightly.py",
        "function": "lambda_handler",
        "declared_in": None,
        "kind": "convention",
        "runtime": None,
        "snapstart": None,
    }
    assert last.pop("readiness")["rules"] == ["SNAP201"]
    assert last == {
        "path": "orders/app.py",
        "function": "handler",
        "declared_in": "template.yaml",
        "kind": "template",
        "runtime": "python3.13",
        "snapstart": True,
    }


def test_only_snapstart_keeps_to_functions_that_have_it_on(shop: Path) -> None:
    said = run(shop, "entry-points", "--only-snapstart", "-f", "json")
    assert [each["path"] for each in json.loads(said.stdout)] == ["orders/app.py"]
    report = analysis.check(Request((shop,), shop, only_snapstart=True, select=("SNAP201",)))
    assert {finding.span.path for finding in report.findings} == {"orders/app.py"}
    report = analysis.check(Request((shop,), shop, select=("SNAP201",)))
    settings = {finding.span.path: finding.snapstart for finding in report.findings}
    assert settings == {"orders/app.py": True, "mail/app.py": False}


def test_where_no_function_has_snapstart_on_a_notice_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"template.yaml": sam(mail=""), "mail/app.py": HANDLER})
    report = analysis.check(Request((tmp_path,), tmp_path, only_snapstart=True))
    assert report.findings == report.problems == ()
    assert "no function has SnapStart switched on: nothing was analysed" in report.notices


def test_a_handler_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"template.yaml": sam(mail=""), "mail/app.py": "def other(a, b): ...\n"})
    said = run(tmp_path, "entry-points")
    assert said.returncode == 2
    assert said.stderr == (
        "problem: mail/app.py: has no function handler (declared in template.yaml) "
        "(correct the handler's name) [missing-handler]\n"
    )


def test_many_files_are_not_all_shown(tmp_path: Path) -> None:
    files = {f"notes/n{n:02}.py": "" for n in range(12)}
    write(tmp_path, {**files, "app.py": HANDLER})
    shown = run(tmp_path, "entry-points").stdout
    assert "  notes/n09.py\n  and 2 more (--all shows them)\n" in shown
    assert shown.count("  notes/") == 10
    assert run(tmp_path, "entry-points", "--all").stdout.count("  notes/") == 12


def test_a_named_tuple_is_no_entry_point(tmp_path: Path) -> None:
    made = "from collections import namedtuple\n\nhandler = namedtuple('Route', 'url captured')\n"
    write(tmp_path, {"app.py": HANDLER, "local.py": made})
    report = analysis.entry_points(Request((tmp_path,), tmp_path))
    assert [entry.path for entry in report.entry_points] == ["app.py"]


def test_computed_imports_are_said(tmp_path: Path) -> None:
    text = "import importlib\n\n" + HANDLER.replace(
        "return RUN", "return importlib.import_module(event['name'])"
    )
    write(tmp_path, {"app.py": text, "b.py": "import importlib\nimportlib.import_module(x)\n"})
    report = analysis.entry_points(Request((tmp_path,), tmp_path))
    assert report.notices == (
        "1 file imports modules by computed names, which were not followed: app.py",
    )
    write(tmp_path, {"app.py": text.replace("event['name']", "'json'")})
    assert analysis.entry_points(Request((tmp_path,), tmp_path)).notices == ()


@pytest.mark.parametrize(
    ("path", "source", "why"),
    [
        ("tests/a.py", "", "a test or a set-up script"),
        ("conftest.py", "", "a test or a set-up script"),
        ("a.py", "from aws_cdk import aws_lambda", "a deployment program"),
        ("a.py", "import pulumi", "a deployment program"),
        ("a.py", "def lambda_handler(x): ...", "no top-level function in it takes an event"),
        ("a.py", "if __name__ == '__main__': ...", "a script that is run by itself"),
        ("a.py", "x = 1", "no entry point imports it"),
    ],
)
def test_why_a_file_is_no_entry_point(path: str, source: str, why: str) -> None:
    assert why_no_entry_point(path, source.encode()).startswith(why)


# Code that is written into a template


def test_a_finding_in_embedded_code_stands_in_the_template(tmp_path: Path) -> None:
    code = "".join(f"        {line}\n" for line in HANDLER.splitlines())
    text = (
        "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        f"      Runtime: python3.13\n      Handler: index.handler\n      InlineCode: |\n{code}"
    )
    write(tmp_path, {"template.yaml": text})
    report = analysis.check(Request((tmp_path,), tmp_path, min_confidence=Confidence.HIGH))
    (finding,) = [each for each in report.findings if each.rule == "SNAP201"]
    line = text.splitlines().index("        RUN = uuid.uuid4().hex") + 1
    assert (finding.span.path, finding.span.line, finding.span.column) == (
        "template.yaml",
        line,
        15,
    )
    assert {step.span.path for step in finding.trace if step.span} == {"template.yaml"}
    assert report.sources["template.yaml"] == text
    shown = run(tmp_path, "check").stdout
    assert f"--> template.yaml:{line}:15" in shown
    assert "template.yaml#Fn:handler (SnapStart off, template.yaml)" in shown


def test_broken_embedded_code_is_a_problem_at_its_line(tmp_path: Path) -> None:
    text = (
        "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        "      Runtime: python3.13\n      Handler: index.handler\n      InlineCode: |\n"
        "        x = 1\n        def handler(\n"
    )
    write(tmp_path, {"template.yaml": text})
    problem, *_ = analysis.check(Request((tmp_path,), tmp_path)).problems
    assert (problem.path, problem.line) == ("template.yaml", 9)


AGENT = """\
from bedrock_agentcore.runtime import BedrockAgentCoreApp

app = BedrockAgentCoreApp()


@app.entrypoint
def handler(payload, context):
    return payload
"""
CLOUD_RUN = """\
import functions_framework

if True:

    @functions_framework.http
    def handler(request):
        return "ok"
"""
FIREBASE = """\
from firebase_functions import https_fn


@https_fn.on_request(region="europe-west1")
def handler(request):
    return "ok"
"""
GOOGLE = "service: a\nprovider: {name: google, runtime: python312}\n"
GOOGLE += "functions:\n  mail:\n    handler: src/mail.run\n"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"agent.py": AGENT}, "agent.py: Bedrock AgentCore runs it, in a container"),
        ({"main.py": CLOUD_RUN}, "main.py: Google Cloud runs it"),
        ({"main.py": FIREBASE}, "main.py: Firebase runs it"),
        (
            {"serverless.yml": GOOGLE, "src/mail.py": HANDLER.replace("handler", "run")},
            "src/mail.py: serverless.yml deploys it to google",
        ),
    ],
)
def test_what_another_platform_runs_is_told(
    files: dict[str, str], why: str, tmp_path: Path
) -> None:
    write(tmp_path, files)
    report = analysis.check(Request((tmp_path,), tmp_path))
    assert (report.entry_points, report.problems) == ((), ())
    assert report.notices == (f"no function of Lambda was found ({why})",)
    write(tmp_path, {"orders/app.py": HANDLER})
    beside = analysis.check(Request((tmp_path,), tmp_path))
    assert [entry.path for entry in beside.entry_points] == ["orders/app.py"]
    assert not beside.notices


STACK = """\
from aws_cdk import App, Stack, aws_lambda as lambda_


class Mail(Stack):
    def __init__(self, scope, name):
        super().__init__(scope, name)
        lambda_.Function(
            self, "Fn", runtime=lambda_.Runtime.PYTHON_3_13, handler="app.answer",
            code=lambda_.Code.from_asset("mail"),
        )


Mail(App(), "mail")
"""


@pytest.mark.parametrize(
    ("stack", "text", "is_program"),
    [
        ("stacks/test_mail_stack.py", STACK, True),
        ("tests/integration/app.py", STACK, True),
        ("tests/test_mail_stack.py", STACK + "\n\ndef test_it():\n    assert Mail\n", False),
        ("tests/helpers.py", "from aws_cdk.assertions import Template\n" + STACK, False),
    ],
)
def test_a_program_among_tests_deploys_where_it_tests_nothing(
    stack: str, text: str, is_program: bool, tmp_path: Path
) -> None:
    answer = HANDLER.replace("handler(event, context)", "answer(record, meta)")
    write(tmp_path, {"mail/app.py": answer, stack: text, "orders/app.py": HANDLER})
    report = analysis.check(Request((tmp_path,), tmp_path))
    found = {entry.path for entry in report.entry_points}
    assert found == ({"mail/app.py", "orders/app.py"} if is_program else {"orders/app.py"})


@pytest.mark.parametrize(
    "folder", ["tests/__snapshots__", "infra/__snapshots__", "tests/unit/fixtures"]
)
def test_a_template_that_tests_compare_with_declares_nothing(folder: str, tmp_path: Path) -> None:
    inline = "InlineCode: 'import uuid; RUN = uuid.uuid4()'"
    template = sam(mail=inline).replace("      CodeUri: mail\n", "")
    write(tmp_path, {f"{folder}/stack.yaml": template, "orders/app.py": HANDLER})
    report = analysis.check(Request((tmp_path,), tmp_path))
    assert [entry.path for entry in report.entry_points] == ["orders/app.py"]


def test_functions_of_one_file_have_their_imports_looked_up_in_the_same_folders(
    tmp_path: Path,
) -> None:
    template = sam(Orders="").replace("app.handler", "app.on_event").replace("Orders\n", "orders\n")
    both = HANDLER + "\n\ndef on_event(event, context):\n    return RUN\n"
    write(tmp_path, {"template.yaml": template, "orders/app.py": both})
    report = analysis.check(Request((tmp_path,), tmp_path))
    found = {entry.function: entry.roots for entry in report.entry_points}
    assert found == {"handler": ("orders",), "on_event": ("orders",)}


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("def handler(a, b): ...\n", True),
        ("async def lambda_handler(a, b): ...\n", True),
        ("a, handler = make()\n", True),
        ("a, \\\n  handler = make()\n", True),
        ("(a,\n handler) = make()\n", True),
        ("(handler) = make()\n", True),
        ("if (handler := make()): ...\n", True),
        ("try:\n    handler = make()\nexcept E: ...\n", True),
        ("if handler == 1: ...\n", True),
        ("def main(event, context): ...\n", True),
        ("async def app(scope, receive, send): ...\n", True),
        ("Function(handler='app.handler')\n", False),
        ("Function(\n    a,\n    handler='app.lambda_handler',\n)\n", False),
        ("Function(a,\r\n    handler = 'app.main')\n", False),
        ("Function('a (', handler='app.main')\n", False),
        ("a = make(')', 1), handler = b\n", True),
        ("a = '(', handler = b\n", True),
        ("app.handler = 1\n", False),
        ("def a(my_handler): ...\n", False),
        ("super().__init__(scope, id)\n", False),
    ],
)
def test_a_file_is_read_if_it_may_hold_an_entry_point(text: str, may: bool) -> None:
    assert convention.may_hold_entry_point("app.py", text.encode()) is may
    assert not convention.may_hold_entry_point("tests/test_app.py", text.encode())
