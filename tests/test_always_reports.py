"""An internal failure is a problem where it happens; all else is reported as ever."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from snapcheck import analysis
from snapcheck.analysis import LiveMemory, Memory, workers
from snapcheck.analysis.fixes import repair
from snapcheck.analysis.task import Task
from snapcheck.commands.output import DeliveryError, Output, OutputOptions, deliver
from snapcheck.model import Problem, Report, Request

HANDLER = "import uuid\nRUN = uuid.uuid4()\n\n\ndef handler(event, context):\n    return str(RUN)\n"
TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Function:
    Type: AWS::Serverless::Function
    Properties: {Handler: bad.handler, Runtime: python3.12, CodeUri: .}
"""
GOOD = ("good.py", 2, "SNAP201")
BAD = ("bad.py", 2, "SNAP201")


class Broken(Exception):
    """What no part of snapcheck expects."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "good.py").write_text(HANDLER)
    (folder / "bad.py").write_text(HANDLER.replace("RUN", "BAD"))
    return folder


def check(folder: Path, memory: Memory | None = None, jobs: int = 1) -> Report:
    return analysis.check(Request(paths=(folder,), root=folder), memory=memory, jobs=jobs)


def findings(report: Report) -> list[tuple[str, int, str]]:
    return [(f.span.path, f.span.line, f.rule) for f in report.findings]


def failing(
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    when: Callable[..., bool],
    error: type[Exception] = Broken,
) -> None:
    """Let the function at `place` raise an error where its arguments are such."""
    module, _, name = place.rpartition(".")
    owner = sys.modules.get(module)
    if owner is None:
        outer, _, inner = module.rpartition(".")
        owner = getattr(__import__(outer, fromlist=[inner]), inner)
    original = getattr(owner, name)

    def fails(*arguments: object, **more: object) -> object:
        if when(*arguments, **more):
            raise error("no such luck")
        return original(*arguments, **more)

    monkeypatch.setattr(owner, name, fails)


def names_bad(*arguments: object, **_: object) -> bool:
    """Tell whether a call is about bad.py: its path, its text, or its program."""
    about = [repr(each) for each in arguments[:2] if not isinstance(each, Task)]
    return any("bad.py" in each or "BAD" in each for each in about)


STAGES = {
    "look": ("snapcheck.analysis.file_scan.imports_in", [GOOD]),
    "read": ("snapcheck.analysis.follow.read_module", [GOOD]),
    "prefilter": ("snapcheck.analysis.follow.prefiltered", [BAD, GOOD]),
    "entries": ("snapcheck.analysis.follow.entries_of", [GOOD]),
    "link": ("snapcheck.analysis.linked.link", [GOOD]),
    "words of a finding": ("snapcheck.analysis.findings._finding", [GOOD]),
    "fixes": ("snapcheck.fix.propose.plan_of", [BAD, GOOD]),
}


@pytest.mark.parametrize("error", [Broken, RecursionError, MemoryError])
@pytest.mark.parametrize("stage", STAGES)
def test_one_file_s_failure_harms_no_other(
    stage: str, error: type[Exception], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, found = STAGES[stage]
    failing(monkeypatch, place, names_bad, error)
    report = check(project)
    assert findings(report) == found
    (problem,) = report.problems
    assert problem.path == "bad.py"
    assert not problem.repeatable
    if error is Broken:
        assert "Broken: no such luck" in problem.message
        assert "--traceback" in problem.mend
    assert "\n" not in problem.message


@pytest.mark.parametrize("kind", [Memory, LiveMemory])
def test_what_failed_is_tried_again(
    kind: type[Memory], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = kind()
    for stage in STAGES:
        with monkeypatch.context() as during:
            failing(during, STAGES[stage][0], names_bad)
            if stage == "read":
                failing(during, "snapcheck.analysis.kept_links.read_module", names_bad)
            assert check(project, memory).problems, stage
        assert check(project, memory) == check(project)
        # What is kept of a program does for a new body, but for no new top level.
        (project / "bad.py").write_text((project / "bad.py").read_text() + f"STAGE = {stage!r}\n")


def test_each_check_fails_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from snapcheck.analysis import findings as stage

    def fails(program: object, question: object) -> object:
        raise Broken("no such luck")

    for check_ in stage._CHECKS:
        with monkeypatch.context() as during:
            during.setattr(stage, "_CHECKS", {**stage._CHECKS, check_: fails})
            report = check(project)
        asking = {
            rule.code
            for rule in report.rules
            if check_ in [question.check for question in rule.questions]
        }
        lost = {problem.message.split()[4].rstrip(":") for problem in report.problems}
        assert lost == asking
        assert findings(report) == ([] if "SNAP201" in asking else [BAD, GOOD])


def test_the_syntax_check_fails_for_one_file(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "unreached.py").write_text("BAD = 1\n")
    failing(monkeypatch, "snapcheck.analysis.syntax_check.check_syntax", names_bad)
    report = check(project)
    assert findings(report) == [BAD, GOOD]
    assert [problem.path for problem in report.problems] == ["unreached.py"]


@pytest.mark.parametrize(
    ("place", "lost"),
    [
        ("snapcheck.deploy.cloudformation.declared", "template.yaml"),
        ("snapcheck.deploy.registry.declared", ""),
        ("snapcheck.analysis.survey.partition_entries", ""),
        ("snapcheck.analysis.reporting.suppress", ""),
    ],
)
def test_a_stage_of_the_whole_run_fails(
    place: str, lost: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "template.yaml").write_text(TEMPLATE)
    failing(monkeypatch, place, lambda *_, **__: True)
    report = check(project)
    assert findings(report) == [BAD, GOOD]
    assert [problem.path for problem in report.problems] == [lost]


def test_one_template_s_failure_harms_no_other(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "template.yaml").write_text(TEMPLATE)
    (project / "other.yaml").write_text(TEMPLATE.replace("bad", "gone"))
    place = "snapcheck.deploy.registry._declared"
    failing(monkeypatch, place, lambda *rest, **_: "other.yaml" in repr(rest))
    report = check(project)
    assert [problem.path for problem in report.problems] == ["other.yaml"]
    assert [e.declared_in for e in report.entry_points] == ["template.yaml", None]


@pytest.mark.parametrize("place", ["survey", "follow_all", "report_of"])
def test_whatever_else_fails_there_is_a_report(
    place: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, f"snapcheck.analysis.{place}", lambda *_, **__: True)
    (problem,) = check(project).problems
    assert "Broken: no such luck" in problem.message


def test_a_failure_in_another_process(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WORTH_A_PROCESS", 0)
    failing(monkeypatch, "snapcheck.analysis.linked.link", names_bad)
    report = check(project, jobs=2)
    assert findings(report) == [GOOD]
    assert [problem.path for problem in report.problems] == ["bad.py"]


FORMATS = {
    "text": "text.render",
    "concise": "concise.render",
    "json": "json_report.render",
    "sarif": "sarif.render",
    "github": "github.render",
    "gitlab": "gitlab.render",
    "junit": "junit.render",
}


@pytest.mark.parametrize("form", FORMATS)
def test_one_format_fails_and_the_others_are_written(
    form: str, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = check(project)
    outputs = tuple(Output(each, str(tmp_path / each)) for each in FORMATS)
    failing(monkeypatch, f"snapcheck.report.{FORMATS[form]}", lambda *_, **__: True)
    with pytest.raises(DeliveryError, match=rf"^internal error while writing {form}: Broken"):
        deliver(report, outputs, OutputOptions())
    assert {each for each in FORMATS if (tmp_path / each).exists()} == FORMATS.keys() - {form}


def test_a_fix_that_fails(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, "snapcheck.analysis.fixes.fixed", names_bad)
    done = repair(Request(paths=(project,), root=project), unsafe=False)
    assert [path.name for path in done.changes] == ["good.py"]
    assert [problem.path for problem in done.after.problems] == ["bad.py"]
    assert findings(done.after) == [BAD]


# --- what was found ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["punycode", "undefined", "idna", "raw_unicode_escape", "mbcs"])
@pytest.mark.parametrize("body", ["x = 1\n", "x = 'é'\n", "x = '\\x'\n"])
def test_a_coding_comment_of_any_codec(name: str, body: str, project: Path) -> None:
    (project / "bad.py").write_text(f"# coding: {name}\n{body}", encoding="utf-8")
    report = check(project)
    assert findings(report) == [GOOD]
    assert all(problem.path == "bad.py" and problem.repeatable for problem in report.problems)


def test_django_settings_that_are_no_python(project: Path) -> None:
    (project / "settings.py").write_text("DEBUG = (\n")
    (project / "bad.py").write_text(
        "import os, uuid\nBAD = uuid.uuid4()\nfrom django.core.wsgi import get_wsgi_application\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'\napp = get_wsgi_application()\n"
        "def handler(event, context):\n    return str(BAD)\n"
    )
    report = check(project)
    assert findings(report) == [BAD, GOOD]
    assert [problem.path for problem in report.problems] == ["settings.py"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a current folder")
@pytest.mark.parametrize("named", [True, False])
def test_a_current_folder_that_was_removed(named: bool, project: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = (
        f"import os, sys\nos.chdir({str(gone)!r})\nos.rmdir({str(gone)!r})\n"
        f"os.execv(sys.executable, [sys.executable, '-P', '-m', 'snapcheck', *sys.argv[1:]])"
    )
    paths = [str(project)] if named else []
    done = subprocess.run(
        [sys.executable, "-c", program, "check", "-f", "json", "--no-cache", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    if named:
        assert done.returncode == 1
        assert len(json.loads(done.stdout)["findings"]) == 2
    else:
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "the current folder was removed" in done.stderr


def test_what_failed_is_neither_cached_nor_called_gone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from snapcheck.model import KnownFinding

    known = tuple(
        KnownFinding(f.span.path, f.rule, f.fingerprint, f.message) for f in check(project).findings
    )
    request = Request(paths=(project,), root=project, baseline=known)
    assert analysis.check(request).stale == ()
    failing(monkeypatch, "snapcheck.analysis.linked.link", names_bad)
    report = analysis.check(request)
    assert (report.stale, len(report.suppressed)) == ((), 1)


def test_the_traceback_is_there_for_who_asks(project: Path, tmp_path: Path) -> None:
    """Through the console script's own door, cached nowhere."""
    program = (
        "import sys\n"
        "from snapcheck.analysis import linked\n"
        "def fails(*_, **__):\n    raise KeyError('lost')\n"
        "linked.link = fails\n"
        "from snapcheck.cli import run\n"
        "sys.exit(run())\n"
    )
    environment = {**os.environ, "SNAPCHECK_CACHE_DIR": str(tmp_path / "cache")}

    def run(*options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, "check", "-f", "json", *options, "."],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    quiet, loud = run(), run("--traceback")
    assert quiet.returncode == loud.returncode == 2
    assert "Traceback" not in quiet.stderr
    assert "KeyError: 'lost'" in loud.stderr
    problems = [Problem(**each) for each in json.loads(quiet.stdout)["problems"]]
    assert [problem.path for problem in problems] == ["bad.py", "good.py"]
    assert not list((tmp_path / "cache").glob("*.run"))
    shutil.rmtree(tmp_path / "cache")
