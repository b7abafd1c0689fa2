"""The formats that other tools import: rdjson, SonarQube's generic issues, JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from test_formats import ALL, FIX, NASTY, REPORTS, SCHEMA, real_reports, validate
from test_sarif import FINDING, REPORT

from snapcheck import analysis
from snapcheck.analysis.edits import with_edits
from snapcheck.model import Edit, Finding, Fix, Level, Question, Report, Request, Span
from snapcheck.report import json_lines, json_report, rdjson, sonarqube

pytestmark = pytest.mark.slow

SCHEMAS = Path(__file__).parent / "schemas"
RENDERERS = {"rdjson": rdjson.render, "sonarqube": sonarqube.render}


def reports(folder: Path) -> dict[str, Report]:
    folder.mkdir()
    return {**REPORTS, "nasty": NASTY, "real": real_reports(folder)}


@pytest.mark.parametrize("form", RENDERERS)
def test_every_report_fits_the_schema(form: str, tmp_path: Path) -> None:
    files = []
    for name, report in reports(tmp_path / "real").items():
        files.append(tmp_path / f"{name}.json")
        files[-1].write_text(RENDERERS[form](report), encoding="utf-8")
    finished = validate(SCHEMAS / f"{form}.schema.json", *files)
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize(
    ("form", "place", "value"),
    [
        ("rdjson", ["diagnostics", 0, "severity"], "error"),
        ("rdjson", ["diagnostics", -1, "location", "range", "start", "column"], 0),
        ("rdjson", ["diagnostics", 0, "message"], ""),
        ("rdjson", ["diagnostics", 0, "suggestions"], [{"text": "x"}]),
        ("sonarqube", ["rules", 0, "impacts"], []),
        ("sonarqube", ["rules", 0, "cleanCodeAttribute"], "clean"),
        ("sonarqube", ["issues", 0, "primaryLocation", "textRange"], {"startLine": 0}),
        ("sonarqube", ["issues", 0, "ruleId"], None),
    ],
)
def test_the_schemas_refuse_what_is_wrong(
    form: str, place: list[Any], value: object, tmp_path: Path
) -> None:
    log = json.loads(RENDERERS[form](ALL))
    inner = log
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    (tmp_path / "wrong.json").write_text(json.dumps(log))
    assert validate(SCHEMAS / f"{form}.schema.json", tmp_path / "wrong.json").returncode == 1


def with_source(text: str, **changes: Any) -> tuple[Finding, Report]:
    finding = replace(FINDING, trace=(), **changes)
    return finding, replace(REPORT, findings=(finding,), sources={"src/app.py": text})


# rdjson


def test_rdjson_counts_bytes() -> None:
    _, report = with_source("\U00010400é = x\n", span=Span("src/app.py", 1, 6, 1, 7))
    (diagnostic,) = json.loads(rdjson.render(report))["diagnostics"]
    assert diagnostic["location"]["range"] == {
        "start": {"line": 1, "column": 10},
        "end": {"line": 1, "column": 11},
    }
    assert diagnostic["code"] == {"value": "SNAP201"}
    assert diagnostic["message"] == f"{FINDING.message} Instead: {FINDING.instead}"
    assert "suggestions" not in diagnostic


def applied(suggestion: Any, text: str) -> str:
    """The text after a suggestion, worked out on its bytes as reviewdog does."""
    lines = text.encode().split(b"\n")
    start, end = suggestion["range"]["start"], suggestion["range"]["end"]
    head = b"\n".join(
        [*lines[: start["line"] - 1], lines[start["line"] - 1][: start["column"] - 1]]
    )
    tail = b"\n".join([lines[end["line"] - 1][end["column"] - 1 :], *lines[end["line"] :]])
    return (head + suggestion["text"].encode() + tail).decode()


def test_a_suggestion_does_what_the_fix_does(tmp_path: Path) -> None:
    text = 'import uuid\n\nNAME = "é"; ID = uuid.uuid4()\n\n\ndef handler(event, context):\n'
    text += "    return ID\n"
    (tmp_path / "app.py").write_text(text)
    request = Request(paths=(tmp_path,), root=tmp_path)
    report = with_edits(analysis.check(request), request)
    fixed = [finding for finding in report.findings if finding.fix is not None]
    diagnostics = json.loads(rdjson.render(report))["diagnostics"]
    suggestions = [each["suggestions"] for each in diagnostics if "suggestions" in each]
    assert len(suggestions) == len(fixed) == 1
    ((suggestion,),) = suggestions
    after = applied(suggestion, text)
    assert after == edited(text, fixed[0].fix)
    assert after != text


def edited(text: str, fix: Fix | None) -> str:
    """The text after the edits of a fix, one by one from the last."""
    assert fix is not None
    lines = text.splitlines(keepends=True)
    starts = [sum(map(len, lines[:at])) for at in range(len(lines) + 1)]
    for edit in reversed(fix.edits):
        begin = starts[edit.span.line - 1] + edit.span.column - 1
        end = starts[edit.span.end_line - 1] + edit.span.end_column - 1
        text = text[:begin] + edit.text + text[end:]
    return text


def test_a_fix_that_touches_another_file_is_no_suggestion() -> None:
    far = Fix("Do it.", (*FIX.edits, Edit(Span("b.py", 1, 1, 1, 1), "x")), True)
    report = replace(REPORT, findings=(replace(FINDING, fix=far),))
    (diagnostic,) = json.loads(rdjson.render(report))["diagnostics"]
    assert "suggestions" not in diagnostic


# SonarQube


def test_sonarqube_counts_units_from_zero() -> None:
    _, report = with_source("\U00010400é = x\n", span=Span("src/app.py", 1, 6, 1, 7))
    (issue,) = json.loads(sonarqube.render(report))["issues"]
    assert issue["primaryLocation"]["textRange"] == {
        "startLine": 1,
        "endLine": 1,
        "startColumn": 6,
        "endColumn": 7,
    }


def test_sonarqube_gets_no_column_that_may_not_exist() -> None:
    _, report = with_source("x\n", span=Span("src/app.py", 1, 1, 1, 1))
    for each in (report, replace(report, sources={})):
        (issue,) = json.loads(sonarqube.render(each))["issues"]
        assert issue["primaryLocation"]["textRange"] == {"startLine": 1, "endLine": 1}


def test_sonarqube_is_told_each_rule_that_has_an_issue() -> None:
    log = json.loads(sonarqube.render(ALL))
    assert {rule["id"] for rule in log["rules"]} == {issue["ruleId"] for issue in log["issues"]}
    by_code = {rule["id"]: rule for rule in log["rules"]}
    assert by_code["SNAP201"]["impacts"] == [{"softwareQuality": "SECURITY", "severity": "HIGH"}]
    assert by_code["SNAP101"]["impacts"] == [
        {"softwareQuality": "RELIABILITY", "severity": "MEDIUM"}
    ]
    assert by_code["SNAP201"]["name"] == "unique value made before the snapshot"
    (cost,) = [rule for rule in ALL.rules if rule.code == "SNAP101"]
    cost = replace(cost, questions=(Question("per-invoke", "client"),), level=Level.NOTE)
    log = json.loads(sonarqube.render(replace(ALL, rules=(cost,))))
    (found,) = [rule for rule in log["rules"] if rule["id"] == "SNAP101"]
    assert found["impacts"] == [{"softwareQuality": "MAINTAINABILITY", "severity": "LOW"}]


def test_sonarqube_gets_the_trace() -> None:
    (issue,) = json.loads(sonarqube.render(REPORT))["issues"]
    places = [(each["filePath"], each["message"]) for each in issue["secondaryLocations"]]
    assert places == [
        ("src/app.py", "in the global `RUN_ID`"),
        ("src/views.py", "used in `handler`"),
    ]


# JSON Lines


def test_json_lines_hold_what_json_holds(tmp_path: Path) -> None:
    for report in reports(tmp_path / "real").values():
        whole = json.loads(json_report.render(report))
        lines = [json.loads(line) for line in json_lines.render(report).splitlines()]
        types = ("problem", "finding", "suppressed", "readiness")
        by_type: dict[str, list[Any]] = {name: [] for name in types}
        *objects, summary = lines
        for each in objects:
            by_type[each.pop("type")].append(each)
        assert by_type == {
            "problem": whole["problems"],
            "finding": whole["findings"],
            "suppressed": whole["suppressed"],
            "readiness": whole["readiness"],
        }
        versions = {key: whole[key] for key in ("schema_version", "snapcheck_version")}
        assert summary == {"type": "summary", **versions, **whole["summary"]}


def test_json_lines_fit_the_schema_line_by_line(tmp_path: Path) -> None:
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))
    known = replace(ALL, findings=tuple(replace(f, fingerprint="x") for f in ALL.findings))
    for number, line in enumerate(json_lines.render(known).splitlines()):
        (tmp_path / f"{number}.json").write_text(line, encoding="utf-8")
    schema = tmp_path / "schema"
    schema.write_text(json.dumps(line_schema(definitions)))
    finished = validate(schema, *tmp_path.glob("*.json"))
    assert finished.returncode == 0, finished.stdout


def test_json_lines_are_cut_by_their_line_feeds_alone() -> None:
    odd = replace(FINDING, message="a\nb\rc")
    told = json_lines.render(replace(REPORT, findings=(odd,)))
    first, _, rest = told.partition("\n")
    assert json.loads(first)["message"] == "a\nb\rc"
    assert rest.count("\n") == len(rest.splitlines())


def line_schema(whole: dict[str, Any]) -> dict[str, Any]:
    """The schema of one line: the JSON report's own parts, each with a `type`."""
    found = whole["properties"]
    parts = {
        "finding": found["findings"]["items"],
        "suppressed": found["suppressed"]["items"],
        "problem": found["problems"]["items"],
        "readiness": found["readiness"]["items"],
        "summary": found["summary"],
    }
    choices = []
    for kind, part in parts.items():
        inner = resolved(part, whole)
        properties = {**inner["properties"], "type": {"const": kind}}
        if kind == "summary":
            properties |= {"schema_version": {"const": 1}, "snapcheck_version": {"type": "string"}}
        choices.append(
            {**inner, "properties": properties, "required": [*inner["required"], "type"]}
        )
    rest = {
        key: value for key, value in whole.items() if key in ("$schema", "$defs", "definitions")
    }
    return {**rest, "oneOf": choices}


def resolved(part: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    reference = part.get("$ref")
    if reference is None:
        return part
    inner: Any = whole
    for key in reference.removeprefix("#/").split("/"):
        inner = inner[key]
    return dict(inner)
