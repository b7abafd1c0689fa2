"""The GitHub action: its scripts run in a real shell, its conditions by GitHub's own evaluator."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from test_formats import actions_core, validator
from test_pre_commit import commit_all, environment, tool
from tools import require_tool, tool_from

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "docs" / "ci"
GITHUB = ROOT / ".github"
FROZEN = "import uuid\n\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return RUN\n"
TERRAFORM = """\
resource "aws_lambda_function" "boats" {
  handler   = "app.run"
  runtime   = "python3.12"
  publish   = true
  filename  = data.archive_file.code.output_path
  snap_start {
    apply_on = "PublishedVersions"
  }
}
data "archive_file" "code" {
  type        = "zip"
  source_file = "app.py"
  output_path = "app.zip"
}
"""
STACK = """\
import * as cdk from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";

export class Night extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    const night = new lambda.Function(this, "Night", {
      runtime: lambda.Runtime.PYTHON_3_12,
      handler: "night.clean",
      code: lambda.Code.fromAsset("job"),
      snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS,
    });
    night.currentVersion;
  }
}
"""
EVALUATE = """
import { pathToFileURL } from 'node:url';
const { Lexer, Parser, Evaluator, data } = await import(
  pathToFileURL(process.argv[2] + '/@actions/expressions/dist/index.js'));
const toData = (value) => typeof value === 'string' ? new data.StringData(value)
  : new data.Dictionary(...Object.entries(value).map(([key, v]) => ({ key, value: toData(v) })));
const [text, context] = [process.argv[3], JSON.parse(process.argv[4])];
const parser = new Parser(new Lexer(text).lex().tokens, Object.keys(context), []);
console.log(new Evaluator(parser.parse(), toData(context)).evaluate().coerceString());
"""
__all__ = ["actions_core", "commit_all", "environment", "tool"]


@dataclass
class Runner:
    """Runs the steps of a composite action as GitHub does; uploads succeed or fail as told.

    `action` is where the action lies; if empty, what is installed here stands for what it installs.
    """

    folder: Path
    modules: Path
    workspace: Path
    upload: str = "success"
    action: str = ""
    log: str = ""
    page: str = ""
    uploaded: list[dict[str, str]] = field(default_factory=list)

    def run(self, **inputs: str) -> int:
        """The exit code of the first step that fails, or 0."""
        action = YAML(typ="safe").load((ROOT / "action.yml").read_text())
        assert inputs.keys() <= action["inputs"].keys()
        defaults = {name: one.get("default", "") for name, one in action["inputs"].items()}
        context: dict[str, Any] = {
            "inputs": {**defaults, **inputs},
            "github": {"action_path": self.action},
            "steps": {},
        }
        for step in action["runs"]["steps"]:
            id = step.get("id", "")
            result: dict[str, Any] = {"outputs": {}, "outcome": "success"}
            context["steps"].setdefault(id, result)
            if step["name"] == "Install snapcheck" and not self.action:
                continue
            if "if" in step and self.evaluate(step["if"], context) != "true":
                result["outcome"] = "skipped"
                continue
            code = self.step(step, context, result)
            if code:
                result["outcome"] = "failure"
                if self.value(str(step.get("continue-on-error", "false")), context) != "true":
                    return code
        return 0

    def step(self, step: Mapping[str, Any], context: Any, result: Any) -> int:
        if "uses" in step:
            given = {name: self.value(text, context) for name, text in step["with"].items()}
            self.uploaded.append(given)
            assert Path(given["sarif_file"]).is_file()
            return 0 if self.upload == "success" else 1
        output = self.folder / "output"
        output.write_text("")
        summary = self.folder / "summary"  # a file for each step, put together on the run's page
        summary.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace,
            env={
                **self.surroundings(),
                "RUNNER_TEMP": str(self.folder),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(summary),
                **{name: self.value(text, context) for name, text in step["env"].items()},
            },
            capture_output=True,
            text=True,
            check=False,
        )
        self.log += done.stdout + done.stderr
        self.page += summary.read_text(encoding="utf-8")
        result["outputs"] = dict(line.split("=", 1) for line in output.read_text().splitlines())
        return done.returncode

    def surroundings(self) -> dict[str, str]:
        if self.action:
            return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}

    def value(self, text: str, context: Any) -> str:
        return re.sub(
            r"\$\{\{(.*?)\}\}", lambda found: self.evaluate(found[1].strip(), context), text
        )

    def evaluate(self, expression: str, context: Any) -> str:
        script = self.folder / "evaluate.mjs"
        script.write_text(EVALUATE)
        return subprocess.run(
            ["node", str(script), str(self.modules), expression, json.dumps(context)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()


@pytest.fixture
def runner(tmp_path: Path, actions_core: Path) -> Runner:
    require_tool(
        (actions_core / "@actions" / "expressions").is_dir(),
        "no @actions/expressions: npm install @actions/expressions",
    )
    require_tool(shutil.which("bash"), "no bash")
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    (workspace / "app.py").write_text(FROZEN)
    bin = tmp_path / "snapcheck" / "bin"
    bin.mkdir(parents=True)
    (bin / "snapcheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m snapcheck "$@"\n')
    (bin / "snapcheck").chmod(0o755)
    return Runner(tmp_path, actions_core, workspace)


def test_findings_are_uploaded_and_then_fail_the_job(runner: Runner) -> None:
    assert runner.run() == 1
    (upload,) = runner.uploaded
    log = json.loads(Path(upload["sarif_file"]).read_text())
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["SNAP201"]
    assert upload["category"] == "snapcheck"
    assert "error[SNAP201]" in runner.log
    assert "::error " not in runner.log


@pytest.mark.parametrize("code_scanning", ["auto", "true", "false"])
def test_the_page_of_the_run_has_one_table_of_the_findings(
    code_scanning: str, runner: Runner
) -> None:
    runner.run(**{"code-scanning": code_scanning})
    assert runner.page.count("SNAP201") == 1
    assert "| `app.py:3:7` |" in runner.page
    assert runner.page.count("## snapcheck") == 1


def test_a_clean_project_is_uploaded_too_so_that_alerts_close(runner: Runner) -> None:
    (runner.workspace / "app.py").write_text("def handler(event, context): ...\n")
    assert runner.run() == 0
    assert len(runner.uploaded) == 1


def test_what_could_not_be_analysed_is_uploaded_and_fails_the_job(runner: Runner) -> None:
    (runner.workspace / "broken.py").write_text("def handler")
    assert runner.run() == 2
    log = json.loads(Path(runner.uploaded[0]["sarif_file"]).read_text())
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False


def test_without_code_scanning_there_are_annotations(runner: Runner) -> None:
    runner.upload = "failure"
    assert runner.run() == 1
    assert "::error title=SNAP201 unique-id-frozen,file=app.py,line=3" in runner.log


def test_annotations_can_be_asked_for(runner: Runner) -> None:
    assert runner.run(**{"code-scanning": "false"}) == 1
    assert runner.uploaded == []
    assert "::error title=SNAP201" in runner.log


def test_a_failed_upload_fails_the_job_where_it_must_work(runner: Runner) -> None:
    (runner.workspace / "app.py").write_text("def handler(event, context): ...\n")
    runner.upload = "failure"
    assert runner.run(**{"code-scanning": "true"}) == 1


@pytest.mark.parametrize(
    ("inputs", "code"),
    [
        ({"options": "--selekt\nSNAP2"}, 2),
        ({"options": "--select"}, 2),
        ({"code-scanning": "maybe"}, 2),
    ],
)
def test_a_wrong_call_fails_before_anything_is_uploaded(
    inputs: dict[str, str], code: int, runner: Runner
) -> None:
    assert runner.run(**inputs) == code
    assert runner.uploaded == []


def test_a_failure_of_the_tool_is_not_taken_for_a_verdict(runner: Runner) -> None:
    program = runner.folder / "snapcheck" / "bin" / "snapcheck"
    program.write_text("#!/bin/sh\nexit 137\n")
    assert runner.run() == 137
    assert runner.uploaded == []


def test_inputs_are_data_and_never_code(runner: Runner) -> None:
    (runner.workspace / "a b; touch hacked").mkdir()
    (runner.workspace / "a b; touch hacked" / "app.py").write_text(FROZEN)
    trap = "$(touch hacked)"
    assert runner.run(paths=f"a b; touch hacked\n{trap}", options="--select\nSNAP2\n\n") == 2
    assert not (runner.workspace / "hacked").exists()
    assert "app.py:3:7" in runner.log
    assert f"{trap}: no such file or folder" in runner.log


def test_options_and_paths_are_lines(runner: Runner) -> None:
    (runner.workspace / "other").mkdir()
    (runner.workspace / "other" / "app.py").write_text(FROZEN)
    assert runner.run(paths="other", options="--select\nSNAP2,SNAP3") == 1
    assert "other/app.py:3:7" in runner.log
    assert "\n  --> app.py" not in runner.log


def test_what_it_installs_reads_terraform_and_programs_in_typescript(
    runner: Runner, tool: Path
) -> None:
    shutil.rmtree(runner.folder / "snapcheck")
    runner.action = str(tool)
    (runner.workspace / "app.py").write_text(FROZEN.replace("handler", "run"))
    (runner.workspace / "main.tf").write_text(TERRAFORM)
    (runner.workspace / "job").mkdir()
    (runner.workspace / "job" / "night.py").write_text(FROZEN.replace("handler", "clean"))
    (runner.workspace / "stack.ts").write_text(STACK)
    assert runner.run(python=sys.executable) == 1, runner.log
    for found in ("run (SnapStart on, main.tf)", "clean (SnapStart on, stack.ts)"):
        assert f"= entry point: {found}" in runner.log
    assert "problem" not in runner.log
    assert "not read" not in runner.log
    assert runner.page.count("| `app.py:3:7` |") == 1


def test_an_old_python_is_refused(runner: Runner) -> None:
    fake = runner.folder / "old"
    fake.write_text("#!/bin/sh\nexit 1\n")
    fake.chmod(0o755)
    step = YAML(typ="safe").load((ROOT / "action.yml").read_text())["runs"]["steps"][0]
    context = {"inputs": {"python": str(fake)}, "github": {"action_path": str(ROOT)}}
    assert runner.step(step, context, {}) == 2
    assert "needs Python 3.11 or newer" in runner.log


# Outside judges


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", ROOT / "action.yml"),
        ("vendor.github-workflows", EXAMPLES / "github.yml"),
        ("vendor.gitlab-ci", EXAMPLES / "gitlab.yml"),
        ("vendor.github-workflows", GITHUB / "workflows" / "ci.yml"),
        ("vendor.github-workflows", GITHUB / "workflows" / "release.yml"),
        ("vendor.github-issue-config", GITHUB / "ISSUE_TEMPLATE" / "config.yml"),
        ("vendor.github-issue-forms", GITHUB / "ISSUE_TEMPLATE" / "failure.yml"),
        ("vendor.github-issue-forms", GITHUB / "ISSUE_TEMPLATE" / "false_alarm.yml"),
        ("vendor.github-issue-forms", GITHUB / "ISSUE_TEMPLATE" / "missed_bug.yml"),
        ("vendor.citation-file-format", ROOT / "CITATION.cff"),
    ],
)
def test_public_schemas_hold(schema: str, file: Path) -> None:
    command = [validator(), "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing() -> None:
    workflows = (GITHUB / "workflows").glob("*.yml")
    files = [ROOT / "action.yml", EXAMPLES / "github.yml", *workflows]
    command = [
        tool_from("zizmor"),
        "--offline",
        "--no-progress",
        "--persona=pedantic",
        *map(str, files),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
