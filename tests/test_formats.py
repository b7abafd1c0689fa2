"""The formats for machines and for one-line readers, each read by the real thing at its end."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from test_sarif import FINDING, FULL, REPORT
from tools import require_tool, tool_from

from snapcheck import analysis
from snapcheck.analysis.edits import with_edits
from snapcheck.commands.output import FORMATS, Output, OutputOptions, deliver
from snapcheck.model import (
    Brief,
    Edit,
    Fix,
    KnownFinding,
    Level,
    Problem,
    Report,
    Request,
    Silence,
    Span,
    Suppressed,
)
from snapcheck.report import concise, github, gitlab, json_report, junit, sarif, text
from snapcheck.report.cells import width_of
from snapcheck.report.view import View

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "snapcheck" / "report" / "report-1.schema.json"
GITLAB = Path(__file__).parent / "schemas" / "gitlab.schema.json"
COMMENT = Span("src/app.py", 3, 25, 3, 60)
FIX = Fix(
    "Make it in a hook.",
    (Edit(Span("src/app.py", 2, 1, 2, 1), "import x\n"), Edit(FINDING.span, "")),
    True,
    "Install it.",
)
# One of everything.
ALL = replace(
    FULL,
    suppressed=(
        Suppressed(replace(FINDING, fingerprint="s1"), Silence.COMMENT, "shared | <b>", COMMENT),
        Suppressed(replace(FINDING, fingerprint="s2"), Silence.PATTERN, "src/**", None),
        Suppressed(replace(FINDING, fingerprint="s3"), Silence.BASELINE, "", None),
    ),
    stale=(KnownFinding("gone.py", "SNAP201", "0" * 32, "`OLD` is kept"),),
    elsewhere=2,
)
NASTY = replace(
    REPORT,
    findings=(
        replace(
            FINDING,
            span=Span("::error file=x,a:b%,\x1b[2J\udcff/名.py", 1, 1, 2, 3),
            message="a\nb::error::c\r%0A ]]> & <x> \x00\x1b[31m \u202e `|` \udcff",
        ),
    ),
    problems=(Problem("::warning::x\n\udcff.py", 1, "a\n::error::b \x00", "c"),),
)
EMPTY = replace(REPORT, findings=(), entry_points=())
REPORTS = {"all": ALL, "nasty": NASTY, "empty": EMPTY, "plain": REPORT}


def real_reports(folder: Path) -> Report:
    """What the analysis itself says of a small program with a bit of everything."""
    (folder / "app.py").write_text(
        "import time\nimport uuid\n\nRUN = uuid.uuid4()  # snapcheck: ignore[SNAP201] shared\n"
        "DAY = time.time()\nX = 1  # snapcheck: ignore[SNAP301] x\n\n\n"
        "def handler(event, context):\n    return RUN, DAY\n"
    )
    (folder / "broken.py").write_text("def handler")
    request = Request(paths=(folder,), root=folder)
    return with_edits(analysis.check(request), request)


# JSON


def validator() -> str:
    return tool_from("check-jsonschema")


def validate(schema: Path, *files: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [validator(), "--schemafile", str(schema), *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_json_fits_its_schema(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    reports = {**REPORTS, "real": real_reports(tmp_path / "real")}
    del reports["nasty"]  # without an identity of its own, a finding has no fingerprint
    for name, report in reports.items():
        findings = tuple(replace(f, fingerprint=f.fingerprint or "x") for f in report.findings)
        (tmp_path / f"{name}.json").write_text(
            json_report.render(replace(report, findings=findings)), encoding="utf-8"
        )
    finished = validate(SCHEMA, *tmp_path.glob("*.json"))
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["schema_version"], 2),
        (["findings", 0, "level"], "fatal"),
        (["findings", 0, "location", "line"], 0),
        (["findings", 0, "location", "colour"], "red"),
        (["findings", 1, "trace", 0, "kind"], "lost"),
        (["findings", 0, "fix"], {"safe": True}),
        (["problems", 0, "line"], 0),
        (["summary", "findings"], -1),
    ],
)
def test_the_schema_refuses_what_is_wrong(place: list[Any], value: object, tmp_path: Path) -> None:
    log = json.loads(json_report.render(ALL))
    inner = log
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    (tmp_path / "wrong.json").write_text(json.dumps(log))
    assert validate(SCHEMA, tmp_path / "wrong.json").returncode == 1


def test_json_holds_the_whole_report() -> None:
    log = json.loads(json_report.render(ALL))
    assert log["schema_version"] == 1
    assert log["summary"]["findings"] == len(log["findings"]) == len(ALL.findings)
    assert log["summary"]["suppressed"] == {
        "baseline": 1,
        "ignore comment": 1,
        "per-file-ignores": 1,
    }
    (fixed,) = [finding for finding in log["findings"] if finding["fix"]]
    assert fixed["fix"]["edits"][0]["text"] == "import x\n"
    assert fixed["trace"][2] == {"kind": "snapshot", "text": "", "location": None}
    assert log["stale_baseline_entries"][0]["path"] == "gone.py"


# Every format


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_format_renders_every_report(form: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    options = OutputOptions("never", False, show_suppressed=True, statistics=True)
    deliver(REPORTS[name], (Output(form, str(file)),), options)
    data = file.read_bytes()
    data.decode("utf-8")
    assert b"\x1b" not in data
    assert b"\x00" not in data
    if form not in ("json", "sarif", "gitlab"):
        assert "\u202e".encode() not in data


@pytest.mark.parametrize("form", FORMATS)
def test_problems_are_shown_in_every_format(form: str, tmp_path: Path) -> None:
    deliver(
        replace(EMPTY, problems=FULL.problems),
        (Output(form, str(tmp_path / "o")),),
        OutputOptions(),
    )
    told = (tmp_path / "o").read_text(encoding="utf-8")
    for problem in FULL.problems:
        assert problem.message in told


@pytest.mark.parametrize("form", FORMATS)
def test_the_order_of_a_report_does_not_matter(form: str, tmp_path: Path) -> None:
    backwards = replace(
        ALL, findings=ALL.findings[::-1], problems=ALL.problems[::-1], stale=ALL.stale[::-1]
    )
    for name, report in (("a", ALL), ("b", backwards)):
        deliver(report, (Output(form, str(tmp_path / name)),), OutputOptions())
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


# concise, text


def test_concise_has_a_line_for_each_finding() -> None:
    lines = concise.render(REPORT, View()).splitlines()
    assert lines[0] == "src/app.py:3:10: error[SNAP201] unique value made before the snapshot"
    assert lines[1].startswith("Found 1 finding (1 error). 1 entry point reaches 9 of 12 files;")
    assert len(lines) == 2
    assert concise.render(REPORT, View(summary=False)).splitlines() == lines[:1]
    assert "\x1b[" in concise.render(REPORT, View(colour=True))


def test_silenced_findings_are_shown_on_demand() -> None:
    for told in (concise.render(ALL, View()), text.render(ALL, View())):
        assert "silenced[" not in told
        assert "3 findings silenced: 1 by ignore comments, 1 by the configuration, 1 in" in told
    for told in (
        concise.render(ALL, View(suppressed=True)),
        text.render(ALL, View(suppressed=True)),
    ):
        silenced = "src/app.py:3:10: silenced[SNAP201] unique value made before the snapshot"
        assert f"{silenced} (by ignore comment: shared | <b>)\n" in told
        assert f"{silenced} (by baseline)\n" in told


def test_statistics_count_by_rule() -> None:
    told = concise.render(ALL, View(statistics=True))
    what = "unique-id-frozen: unique value made before the snapshot"
    assert f"3  error    SNAP201 {what} (1 can be fixed)\n" in told
    assert "1  note     SNAP101 unique-id-frozen" in told


def test_statistics_count_what_is_silenced_too() -> None:
    silent = replace(ALL, findings=())
    told = concise.render(silent, View(statistics=True, suppressed=True))
    assert "0  3 silenced  error    SNAP201 unique-id-frozen" in told


@pytest.mark.parametrize("name", ["`X`", "`a_name`" * 30, "`一番`" * 40])
@pytest.mark.parametrize("using", ["", "used in `handler`", "used " * 40])
def test_a_concise_line_has_90_cells_behind_a_place_that_is_never_cut(
    name: str, using: str
) -> None:
    path = "a/very/long/path/" * 12 + "app.py"
    used = Span(path, 9, 1, 9, 2)
    brief = Brief(name, "`uuid.uuid4()`", using, used)
    finding = replace(FINDING, span=Span(path, 3, 10, 3, 22), brief=brief)
    line = concise.render(replace(REPORT, findings=(finding,)), View()).splitlines()[0]
    assert line.startswith(f"{path}:3:10: error[SNAP201] ")
    assert width_of(line.removeprefix(f"{path}:3:10: ")) <= 90


def test_a_concise_line_says_where_the_value_is_used() -> None:
    brief = Brief("`RUN_ID`", "`uuid.uuid4()`", "used in `h`", Span("src/app.py", 24, 1, 24, 2))
    report = replace(REPORT, findings=(replace(FINDING, brief=brief),))
    assert concise.render(report, View()).splitlines()[0] == (
        "src/app.py:3:10: error[SNAP201] unique value made before the snapshot: `RUN_ID`, "
        "used in `h` (:24)"
    )


def test_what_can_be_fixed_is_told() -> None:
    unsafe = replace(FINDING, fix=replace(FIX, safe=False))
    report = replace(REPORT, findings=(replace(FINDING, fix=FIX), unsafe))
    told = text.render(report, View())
    assert "= fix: Make it in a hook. (--fix)\n" in told
    assert "= fix: Make it in a hook. (--unsafe-fixes)\n" in told
    assert "1 fixable with --fix, 1 more with --unsafe-fixes.\n" in told


# GitHub annotations


@pytest.fixture(scope="module")
def actions_core() -> Path:
    """GitHub's own package for writing workflow commands."""
    named = os.environ.get("SNAPCHECK_NODE_MODULES")
    modules = Path(named) if named else ROOT / "node_modules"
    found = (modules / "@actions" / "core").is_dir() and shutil.which("node")
    require_tool(found, "no @actions/core: npm install @actions/core")
    return modules


WRITE = """
import { pathToFileURL } from 'node:url';
const core = await import(pathToFileURL(process.argv[2] + '/@actions/core/lib/core.js'));
for (const [kind, text, properties] of JSON.parse(process.argv[3]))
  core[kind](text, properties);
"""


def test_annotations_are_those_of_githubs_own_package(actions_core: Path, tmp_path: Path) -> None:
    odd = replace(FINDING, message="100% a\nb: c, d", span=Span("a,b:c%/ä.py", 1, 2, 1, 5))
    far = replace(FINDING, span=Span("b.py", 1, 2, 3, 4), level=Level.WARNING, instead="")
    note = replace(FINDING, span=Span("c.py", 2, 2, 2, 4), level=Level.NOTE)
    report = replace(REPORT, findings=(odd, far, note))
    title = "SNAP201 unique-id-frozen"
    commands = [
        [
            "error",
            "100% a b: c, d make it inside the handler",
            {
                "title": title,
                "file": "a,b:c%/ä.py",
                "startLine": 1,
                "endLine": 1,
                "startColumn": 2,
                "endColumn": 5,
            },
        ],
        [
            "warning",
            FINDING.message,
            {"title": title, "file": "b.py", "startLine": 1, "endLine": 3},
        ],
        [
            "notice",
            f"{FINDING.message} make it inside the handler",
            {
                "title": title,
                "file": "c.py",
                "startLine": 2,
                "endLine": 2,
                "startColumn": 2,
                "endColumn": 4,
            },
        ],
    ]
    script = tmp_path / "write.mjs"
    script.write_text(WRITE)
    expected = subprocess.run(
        ["node", str(script), str(actions_core), json.dumps(commands)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    assert "".join(github.render(report).splitlines(keepends=True)[:3]) == expected


def commands_of(told: str) -> list[str]:
    return [line for line in told.splitlines() if line.lstrip().startswith(("::", "##["))]


def test_at_most_ten_of_a_kind_are_annotated_and_the_rest_is_listed() -> None:
    findings = tuple(
        replace(FINDING, span=Span(f"{n:02}.py", 1, 1, 1, 2), level=level)
        for n in range(25)
        for level in (Level.ERROR, Level.NOTE)
    )
    told = github.render(replace(REPORT, findings=findings))
    commands = commands_of(told)
    assert sum(line.startswith("::error ") for line in commands) == 10
    assert sum(line.startswith("::notice ") for line in commands) == 10
    assert "::group::GitHub shows 10 of a kind; 30 more" in commands
    assert sum(line.startswith("- ") for line in told.splitlines()) == 50


def test_problems_are_annotated_before_findings() -> None:
    told = github.render(replace(FULL, findings=FULL.findings * 10))
    assert [line for line in commands_of(told) if "not analysed" in line] == [
        "::error title=snapcheck%3A not analysed::no entry point was found [unreadable-path]",
        (
            "::error title=snapcheck%3A not analysed,file=gone.py::no such file (check the path) "
            "[unreadable-path]"
        ),
        BROKEN,
    ]


BROKEN = (
    "::error title=snapcheck%3A not analysed,file=src/broken.py,line=3,endLine=3"
    "::syntax error (correct the file) [unreadable-path]"
)


def test_names_in_the_project_can_not_give_commands() -> None:
    findings = NASTY.findings * 12
    told = github.render(replace(NASTY, findings=findings))
    allowed = ("::error title=", "::group::GitHub", "::endgroup::")
    assert all(line.startswith(allowed) for line in commands_of(told))


def test_the_job_summary_gets_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("# before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    deliver(ALL, (Output("github", None),), OutputOptions())
    told = page.read_text(encoding="utf-8")
    assert told.startswith("# before\n## snapcheck\n")
    assert "| error | SNAP201 | `src/app.py:3:10` | `RUN_ID` is made once" in told
    assert "- problem: gone.py: no such file (check the path) " in told
    assert "&#91;unreadable-path&#93;" in told  # its name
    mixed = [
        replace(FINDING, level=level, span=Span("a.py", 9 - level, 1, 9, 2)) for level in Level
    ]
    page_of_all = github.render_summary(replace(ALL, findings=(*mixed, *mixed)))
    levels = re.findall(r"^\| (error|warning|note) \|", page_of_all, re.MULTILINE)
    assert levels == ["error", "error", "warning", "warning", "note", "note"]
    assert capsys.readouterr().out.startswith("::error ")
    many = replace(ALL, findings=ALL.findings * 400)
    assert len(github.render_summary(many).encode()) < 1_000_000
    deliver(ALL, (Output("github", str(tmp_path / "file")), Output("text", None)), OutputOptions())
    # The action writes the annotations into a file, and shows them later or not at all.
    assert page.read_text(encoding="utf-8") == told + github.render_summary(ALL)


# GitLab


def test_gitlab_gets_what_its_manual_asks_for(tmp_path: Path) -> None:
    told = gitlab.render(real_reports(tmp_path))
    assert not told.startswith("\ufeff")
    (tmp_path / "out.json").write_text(told, encoding="utf-8")
    finished = validate(GITLAB, tmp_path / "out.json")
    assert finished.returncode == 0, finished.stdout
    issues = json.loads(told)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 3
    assert issues[0]["description"].startswith("not analysed: syntax error")
    assert issues[0]["location"] == {"path": "broken.py", "lines": {"begin": 1}}
    assert [issue["check_name"] for issue in issues] == ["unreadable-file", "SNAP301", "SNAP900"]


def test_gitlab_is_told_what_to_do_and_where_it_ends() -> None:
    far = replace(FINDING, span=Span("b.py", 1, 2, 3, 4))
    (issue,) = json.loads(gitlab.render(replace(REPORT, findings=(far,))))
    told = f"SNAP201: {FINDING.message} Instead: {FINDING.instead}"
    assert issue["description"] == told
    assert issue["location"] == {"path": "b.py", "lines": {"begin": 1, "end": 3}}


def test_gitlab_fingerprints_survive_moved_lines(tmp_path: Path) -> None:
    def fingerprints(text: str) -> set[str]:
        (tmp_path / "app.py").write_text(text)
        report = analysis.check(Request(paths=(tmp_path,), root=tmp_path))
        return {issue["fingerprint"] for issue in json.loads(gitlab.render(report))}

    text = "import uuid\nA = uuid.uuid4(), uuid.uuid1()\nB = uuid.uuid4()\n"
    text += "def handler(event, context):\n    return A, B\n"
    before = fingerprints(text)
    assert len(before) == 3
    assert fingerprints("# moved\n\n" + text.replace("B = ", "B  =  ")) == before


# JUnit


def test_junit_is_read_by_its_own_readers(tmp_path: Path) -> None:
    require_tool(importlib.util.find_spec("junitparser"), "no junitparser: pip install junitparser")
    from junitparser import Error, Failure, JUnitXml, Skipped

    for name, report in REPORTS.items():
        (tmp_path / name).write_text(junit.render(report, suppressed=True), encoding="utf-8")
        (suite,) = JUnitXml.fromfile(str(tmp_path / name))
        cases = list(suite)
        results = [result for case in cases for result in case.result]
        assert suite.tests == len(cases) >= 1
        assert suite.failures == sum(isinstance(result, Failure) for result in results)
        assert suite.errors == sum(isinstance(result, Error) for result in results)
        assert suite.skipped == sum(isinstance(result, Skipped) for result in results)
        if report is ALL:
            assert (suite.errors, suite.skipped) == (3, 3)
            assert suite.failures == sum(f.level > Level.NOTE for f in ALL.findings)


def test_a_clean_run_is_a_passed_test() -> None:
    told = junit.render(EMPTY)
    assert '<testsuites name="snapcheck" tests="1" failures="0" errors="0" time="0">' in told
    assert '<testcase classname="snapcheck" name="no findings" time="0" />' in told


# SARIF: what is silenced, fixes, size


def test_sarif_leaves_out_what_is_silenced_unless_asked() -> None:
    def results(told: str) -> list[Any]:
        return list(json.loads(told)["runs"][0]["results"])

    shown = results(sarif.render(ALL))
    assert len(shown) == len(ALL.findings)
    assert not any("suppressions" in result for result in shown)
    silenced = results(sarif.render(ALL, suppressed=True))[len(shown) :]
    assert [result["suppressions"][0]["kind"] for result in silenced] == [
        "inSource",
        "external",
        "external",
    ]
    assert silenced[0]["suppressions"][0]["justification"] == "shared | <b>"
    assert silenced[0]["suppressions"][0]["status"] == "accepted"
    assert all(result["level"] == "error" for result in silenced)


def test_sarif_carries_fixes() -> None:
    (result,) = [
        result
        for result in json.loads(sarif.render(ALL))["runs"][0]["results"]
        if "fixes" in result
    ]
    (fix,) = result["fixes"]
    assert fix["description"]["text"].startswith("Make it in a hook. Install it.")
    (change,) = fix["artifactChanges"]
    insertion, deletion = change["replacements"]
    assert insertion == {
        "deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 1},
        "insertedContent": {"text": "import x\n"},
    }
    assert "insertedContent" not in deletion


def test_sarif_stays_small_enough_to_be_uploaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "LARGEST", 20_000)
    findings = tuple(
        replace(
            FINDING,
            span=Span(f"src/{os.urandom(8).hex()}.py", n + 1, 1, n + 1, 2),
            level=Level.ERROR if n % 50 == 0 else Level.NOTE,
        )
        for n in range(400)
    )
    run = json.loads(sarif.render(replace(REPORT, findings=findings)))["runs"][0]
    assert 8 < len(run["results"]) < 400
    assert sum(result["level"] == "error" for result in run["results"]) == 8
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    left_out = 400 - len(run["results"])
    assert notification["message"]["text"].startswith(f"{left_out} findings were left out")


def test_sarif_tools_read_it(tmp_path: Path) -> None:
    program = shutil.which("sarif", path=str(Path(sys.executable).parent)) or shutil.which("sarif")
    require_tool(program, "no sarif-tools: pip install sarif-tools")
    (tmp_path / "out.sarif").write_text(sarif.render(ALL), encoding="utf-8")
    (tmp_path / "warn.sarif").write_text(
        sarif.render(replace(REPORT, findings=(replace(FINDING, level=Level.WARNING),))),
        encoding="utf-8",
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(program), *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    errors = sum(f.level is Level.ERROR for f in ALL.findings)
    told = run("--check", "error", "summary", "out.sarif")
    assert told.returncode == errors  # it counts what it finds
    assert f"error: {errors}" in told.stdout
    assert run("--check", "error", "summary", "warn.sarif").returncode == 0
    assert run("--check", "warning", "summary", "warn.sarif").returncode == 1
    csv = run("csv", "out.sarif", "-o", "out.csv")
    assert csv.returncode == 0, csv.stderr
    assert (tmp_path / "out.csv").read_text().count("SNAP201") >= errors
