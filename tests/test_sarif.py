"""The SARIF report: what GitHub reads of it, and that the real validators have no complaint."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sarif_om
from msgspec.structs import replace
from tools import require_tool, tool_from

from snapcheck.model import (
    Confidence,
    Edit,
    EntryPoint,
    EntryPointKind,
    Finding,
    Fix,
    Known,
    Level,
    Problem,
    Report,
    Rule,
    Silence,
    Span,
    Step,
    StepKind,
    Suppressed,
)
from snapcheck.report import sarif
from snapcheck.report.fingerprint import line_hashes
from snapcheck.report.sarif_json import to_text

pytestmark = pytest.mark.slow

SOURCE = "import uuid\n\nRUN_ID = uuid.uuid4()\n"
PAGE = """\
## What it does
It finds a value, such as `uuid4()`,
that is made once.

```python bad
RUN_ID = uuid4()
```
"""
RULE = Rule(
    code="SNAP201",
    name="unique-id-frozen",
    summary="unique value made before the snapshot",
    level=Level.ERROR,
    questions=(),
    message="",
    instead="",
    security_severity="7.5",
    tags=("snapstart", "randomness"),
    page=PAGE,
    examples=(),
    precision="high",
)
SEED_RULE = replace(
    RULE,
    code="SNAP101",
    name="seed-before-snapshot",
    level=Level.WARNING,
    security_severity=None,
    page="",
)
ENTRY_POINT = EntryPoint("src/app.py", "handler", EntryPointKind.CONVENTION, snapstart=True)
PRIMARY = Span("src/app.py", 3, 10, 3, 22)
FINDING = Finding(
    rule="SNAP201",
    name="unique-id-frozen",
    level=Level.ERROR,
    confidence=Confidence.MEDIUM,
    span=PRIMARY,
    message="`RUN_ID` is made once, and used in `handler`",
    instead="make it inside the handler",
    trace=(
        Step(StepKind.MADE, "`uuid.uuid4()`", PRIMARY),
        Step(StepKind.KEPT, "in the global `RUN_ID`", Span("src/app.py", 3, 1, 3, 7)),
        Step(StepKind.SNAPSHOT, "", None),
        Step(StepKind.USED, "used in `handler`", Span("src/views.py", 31, 18, 31, 24)),
    ),
    entry_points=(ENTRY_POINT,),
    fingerprint="SNAP201:src/app.py:RUN_ID:0",
)
REPORT = Report(
    findings=(FINDING,),
    problems=(),
    notices=(),
    entry_points=(ENTRY_POINT,),
    files_seen=12,
    files_reached=9,
    rules=(RULE, SEED_RULE),
    sources={"src/app.py": SOURCE},
    version="0.1.0",
)
# One of everything, to be shown to the validators.
FULL = replace(
    REPORT,
    findings=(
        FINDING,
        replace(FINDING, span=Span("src/ä b%/名.py", 1, 1, 4, 2), level=Level.WARNING),
        replace(FINDING, rule="SNAP101", level=Level.NOTE, trace=(), instead=""),
        replace(FINDING, message="`handlers[0](event)` and `{0}` and `f'{x}'`", entry_points=()),
        replace(FINDING, rule="SNAP999", confidence=Confidence.LOW, fingerprint=""),
        replace(
            FINDING,
            fingerprint="fixed",
            fix=Fix(
                "Make it in a hook.",
                (Edit(Span("src/app.py", 2, 1, 2, 1), "import x\n"), Edit(PRIMARY, "")),
                True,
                "Install it.",
            ),
        ),
    ),
    problems=(
        Problem("gone.py", 0, "no such file", "check the path"),
        Problem("src/broken.py", 3, "syntax error", "correct the file"),
        Problem("", 0, "no entry point was found", ""),
    ),
    notices=("2 Terraform files were not read",),
    suppressed=(
        Suppressed(FINDING, Silence.COMMENT, "shared", Span("src/app.py", 3, 24, 3, 60)),
        Suppressed(FINDING, Silence.BASELINE, "", None),
    ),
)


def run_of(report: Report) -> Any:
    return json.loads(sarif.render(report))["runs"][0]


def result_of(**changes: Any) -> Any:
    return run_of(replace(REPORT, findings=(replace(FINDING, **changes),)))["results"][0]


def all_values(value: object) -> Iterator[object]:
    yield value
    children = value.values() if isinstance(value, dict) else value
    if isinstance(children, str | int | float | None):
        return
    for child in children:  # type: ignore[attr-defined]
        yield from all_values(child)


# The log


def test_the_frame_is_what_github_asks_for() -> None:
    text = sarif.render(REPORT)
    log = json.loads(text)
    assert list(log) == ["$schema", "version", "runs"]
    assert log["version"] == "2.1.0"
    run = log["runs"][0]
    assert run["tool"]["driver"]["name"] == "snapcheck"
    assert run["tool"]["driver"]["semanticVersion"] == "0.1.0"
    assert run["automationDetails"] == {"id": "snapcheck/"}
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["properties"] == {
        "filesSeen": 12,
        "filesReached": 9,
        "entryPoints": ["src/app.py:handler"],
    }
    assert text.endswith("}\n")


def test_a_clean_run_has_results_but_none_in_them() -> None:
    run = run_of(replace(REPORT, findings=()))
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_a_development_version_is_not_called_semantic() -> None:
    driver = run_of(replace(REPORT, version="0.2.0.dev3+g12ab"))["tool"]["driver"]
    assert driver["version"] == "0.2.0.dev3+g12ab"
    assert "semanticVersion" not in driver


def test_the_same_report_gives_the_same_text_in_any_order() -> None:
    backwards = replace(
        FULL,
        findings=FULL.findings[::-1],
        problems=FULL.problems[::-1],
        rules=FULL.rules[::-1],
    )
    assert sarif.render(backwards) == sarif.render(FULL)


def test_nothing_in_the_log_is_empty_or_null() -> None:
    values = list(all_values(json.loads(sarif.render(FULL))))
    assert None not in values
    assert "" not in values
    assert -1 not in values
    assert {} not in values


def test_text_beyond_ascii_is_written_as_it_is() -> None:
    assert "naïve 名前" in sarif.render(
        replace(REPORT, findings=(replace(FINDING, message="naïve 名前"),))
    )


def test_undecodable_file_names_do_not_break_the_file() -> None:
    span = replace(PRIMARY, path="src/\udcff.py")
    text = sarif.render(
        replace(
            REPORT,
            findings=(replace(FINDING, span=span, message="in `\udcff.py`"),),
            problems=(Problem("\udcff.py", 0, "`\udcff.py` is unreadable", ""),),
        )
    )
    text.encode("utf-8")
    assert '"uri": "src/%FF.py"' in text


# The rules


def test_rules_carry_their_page_and_their_metadata() -> None:
    first, second = run_of(REPORT)["tool"]["driver"]["rules"]
    assert (first["id"], second["id"]) == ("SNAP101", "SNAP201")
    assert second == {
        "id": "SNAP201",
        "name": "unique-id-frozen",
        "shortDescription": {"text": "Unique value made before the snapshot"},
        "fullDescription": {"text": "It finds a value, such as 'uuid4()', that is made once."},
        "help": {"text": PAGE.strip(), "markdown": PAGE.strip()},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["security", "snapstart", "randomness"],
            "precision": "high",
            "problem.severity": "error",
            "security-severity": "7.5",
        },
    }


def test_a_rule_without_security_severity_is_no_security_rule() -> None:
    first, _ = run_of(REPORT)["tool"]["driver"]["rules"]
    assert first["properties"]["tags"] == ["snapstart", "randomness"]
    assert "security-severity" not in first["properties"]


def test_a_rule_at_the_default_level_says_so() -> None:
    first, _ = run_of(REPORT)["tool"]["driver"]["rules"]
    assert first["defaultConfiguration"] == {"level": "warning"}


def test_a_rule_without_a_page_still_has_help() -> None:
    first, _ = run_of(REPORT)["tool"]["driver"]["rules"]
    assert first["help"]["text"] == "unique value made before the snapshot"


def test_descriptions_keep_to_githubs_length() -> None:
    rule = replace(RULE, page="word " * 400)
    driver = run_of(replace(REPORT, rules=(rule,)))["tool"]["driver"]
    assert len(driver["rules"][0]["fullDescription"]["text"]) == 1_024


# The results


def test_a_result_names_its_rule_by_code_and_place() -> None:
    result = result_of()
    assert result["ruleId"] == "SNAP201"
    assert result["ruleIndex"] == 1


def test_a_finding_of_an_unlisted_rule_has_no_rule_index() -> None:
    assert "ruleIndex" not in result_of(rule="SNAP999")


@pytest.mark.parametrize("level", list(Level))
def test_the_level_is_always_written(level: Level) -> None:
    assert result_of(level=level)["level"] == level.label


def test_the_primary_region_has_all_four_numbers() -> None:
    assert result_of()["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "src/app.py"},
                "region": {"startLine": 3, "startColumn": 10, "endLine": 3, "endColumn": 22},
            }
        }
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("src/a b.py", "src/a%20b.py"),
        ("src/100%/ä.py", "src/100%25/%C3%A4.py"),
        ("a:b.py", "a%3Ab.py"),
        ("#a?.py", "%23a%3F.py"),
        ("/elsewhere/a.py", "file:///elsewhere/a.py"),
    ],
)
def test_paths_are_percent_encoded(path: str, uri: str) -> None:
    location = result_of(span=replace(PRIMARY, path=path))["locations"][0]
    assert location["physicalLocation"]["artifactLocation"] == {"uri": uri}


def test_the_message_says_what_and_what_instead_and_links_the_story() -> None:
    assert result_of()["message"] == {
        "text": "'RUN_ID' is made once, and used in 'handler'. "
        "Instead: make it inside the handler. Story: [made](1), [kept](2), [used](3).",
        "markdown": "`RUN_ID` is made once, and used in `handler`. "
        "Instead: make it inside the handler. Story: [made](1), [kept](2), [used](3).",
    }


def test_each_link_of_the_message_has_its_location() -> None:
    related = result_of()["relatedLocations"]
    assert [location["id"] for location in related] == [1, 2, 3]
    assert [location["message"]["text"] for location in related] == [
        "made: 'uuid.uuid4()'",
        "kept: in the global 'RUN_ID'",
        "used in 'handler' (after a restore)",
    ]
    assert related[2]["physicalLocation"]["artifactLocation"]["uri"] == "src/views.py"


def test_the_code_flow_has_every_step_with_a_place() -> None:
    (flow,) = result_of()["codeFlows"]
    (thread,) = flow["threadFlows"]
    steps = [step["location"] for step in thread["locations"]]
    assert [step["message"]["text"][:4] for step in steps] == ["made", "kept", "snap", "used"]
    assert [step["physicalLocation"]["region"]["startLine"] for step in steps] == [3, 3, 3, 31]


def steps_of(*trace: Step) -> list[tuple[Any, ...]]:
    (flow,) = result_of(trace=trace)["codeFlows"]
    return [
        (
            step["kinds"],
            step.get("importance", "important"),
            step["location"]["message"]["text"],
            step["location"]["physicalLocation"]["region"]["startLine"],
        )
        for step in flow["threadFlows"][0]["locations"]
    ]


SNAPSHOT = Step(StepKind.SNAPSHOT, "snapshot taken here", None)


def test_the_snapshot_is_a_step_after_the_last_one_of_init() -> None:
    assert steps_of(*FINDING.trace[:2], SNAPSHOT, FINDING.trace[3]) == [
        (["made"], "essential", "made: 'uuid.uuid4()'", 3),
        (["kept"], "important", "kept: in the global 'RUN_ID'", 3),
        (["snapshot"], "essential", "snapshot taken here (after this)", 3),
        (["used"], "essential", "used in 'handler'", 31),
    ]


def test_a_snapshot_with_no_place_before_it_is_told_at_the_next_step() -> None:
    nowhere = Step(StepKind.MADE, "the generator was seeded", None)
    assert steps_of(nowhere, SNAPSHOT, FINDING.trace[3]) == [
        (["snapshot"], "essential", "snapshot taken here (before this)", 31),
        (["used"], "essential", "used in 'handler'", 31),
    ]


def test_what_only_hands_a_value_on_is_unimportant() -> None:
    passed = Step(StepKind.PASSED, "returned by this call", PRIMARY)
    assert steps_of(passed)[0][:2] == (["passed"], "unimportant")


def test_a_finding_without_a_story_has_no_empty_flow() -> None:
    result = result_of(trace=(Step(StepKind.SNAPSHOT, "", None),), instead="")
    assert "codeFlows" not in result
    assert "relatedLocations" not in result
    assert result["message"]["text"] == "'RUN_ID' is made once, and used in 'handler'."


@pytest.mark.parametrize(
    ("message", "text"),
    [
        ("`os.environ['A']` is read", "'os.environ['A']' is read."),
        ("`handlers[0](event)` is kept", r"'handlers\[0\](event)' is kept."),
        ("`{'a': 1}` is kept", "'{'a': 1}' is kept."),
        ("`'{0}'.format(x)` {y}", "''{{0}}'.format(x)' {{y}}."),
        ("two\nlines", "two lines."),
    ],
)
def test_messages_hold_no_links_or_placeholders_by_accident(message: str, text: str) -> None:
    assert result_of(message=message, instead="", trace=())["message"]["text"] == text


def test_a_result_tells_what_only_we_know() -> None:
    assert result_of()["properties"] == {
        "confidence": "medium",
        "snapstart": "on",
        "entryPoints": ["src/app.py:handler"],
    }
    assert result_of(entry_points=())["properties"]["snapstart"] == "unknown"
    told = result_of(known=Known("It never reconnects.", "measured"))["properties"]
    assert (told["behaviour"], told["evidence"]) == ("It never reconnects.", "measured")


# The limits of an upload


def test_too_many_results_leave_out_the_least_bad_and_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    levels = (Level.NOTE, Level.ERROR, Level.NOTE, Level.WARNING)
    findings = tuple(
        replace(FINDING, level=level, span=Span("a.py", line, 1, line, 2))
        for line, level in enumerate(levels, 1)
    )
    run = run_of(replace(REPORT, findings=findings))
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert notification["message"]["text"].startswith("2 findings were left out")


def test_a_story_beyond_the_limit_keeps_both_ends() -> None:
    steps = tuple(
        Step(StepKind.PASSED, f"step {line}", Span("a.py", line, 1, line, 2))
        for line in range(1, 1_501)
    )
    result = result_of(trace=steps)
    locations = result["codeFlows"][0]["threadFlows"][0]["locations"]
    lines = [step["location"]["physicalLocation"]["region"]["startLine"] for step in locations]
    assert len(lines) == 1_000
    assert (lines[0], lines[-1]) == (1, 1_500)
    assert len(result["relatedLocations"]) == 100


# What could not be analysed


def test_problems_and_notices_become_notifications() -> None:
    (invocation,) = run_of(FULL)["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [
        (notification["level"], notification["message"]["text"])
        for notification in invocation["toolExecutionNotifications"]
    ]
    assert told == [
        ("error", "no entry point was found."),
        ("error", "no such file (check the path)."),
        ("error", "syntax error (correct the file)."),
        ("note", "2 Terraform files were not read."),
    ]


def test_a_problem_says_where_as_far_as_that_is_known() -> None:
    (invocation,) = run_of(FULL)["invocations"]
    nowhere, file, line, _ = invocation["toolExecutionNotifications"]
    assert "locations" not in nowhere
    assert file["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "gone.py"}}},
    ]
    assert line["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


# The fingerprints


def test_a_result_carries_githubs_fingerprint_and_ours() -> None:
    assert result_of()["partialFingerprints"] == {
        "primaryLocationLineHash": line_hashes(SOURCE)[2],
        "snapcheck/v1": "SNAP201:src/app.py:RUN_ID:0",
    }


def test_a_file_without_source_has_only_our_fingerprint() -> None:
    span = replace(PRIMARY, path="unknown.py")
    assert list(result_of(span=span)["partialFingerprints"]) == ["snapcheck/v1"]


# What GitHub's upload action computes for these texts, by its own tests.
GREETINGS = [
    "e9496ae3ebfced30:1",
    "fb7c023a8b9ccb3f:1",
    "ce8ba1a563dcdaca:1",
    "e20e36e16fcb0cc8:1",
    "b3edc88f2938467e:1",
    "c8e28b0b4002a3a0:1",
    "c129715d7a2bc9a3:1",
]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS),
        (" hello; \t\r\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETINGS),
        (
            "Lorem ipsum dolor sit amet.\n" * 10,
            [
                *(f"a7f2ff13bc495cf2:{count}" for count in range(1, 7)),
                "a7f2ff1481e87703:1",
                "a9cf91f7bbf1862b:1",
                "55ec222b86bcae53:1",
                "cc97dc7b1d7d8f7b:1",
                "c129715d7a2bc9a3:1",
            ],
        ),
    ],
)
def test_line_hashes_are_those_of_githubs_action(text: str, hashes: list[str]) -> None:
    assert line_hashes(text) == hashes


def test_a_line_hash_outlives_edits_before_it_and_new_indentation() -> None:
    before, after = line_hashes(SOURCE), line_hashes("# new\n\n" + SOURCE.replace("= ", "=\t  "))
    assert before[2] == after[4]


def test_characters_beyond_the_basic_plane_count_as_two() -> None:
    assert len(line_hashes("x = '😀'\n" * 60)) == 61
    assert line_hashes("😀" * 50)[0] == line_hashes("😀" * 51)[0]
    assert line_hashes("é" * 50)[0] != line_hashes("é" * 51)[0]


# The serialiser's traps


def test_a_suppression_is_written_with_the_standards_word() -> None:
    suppression = sarif_om.Suppression(kind="inSource", state="accepted")
    assert json.loads(to_text(suppression)) == {"kind": "inSource", "status": "accepted"}


def test_level_and_kind_are_written_at_their_default() -> None:
    message = sarif_om.Message(text="x")
    result = sarif_om.Result(message=message, level="warning", kind="fail")
    assert json.loads(to_text(result)) == {
        "level": "warning",
        "kind": "fail",
        "message": {"text": "x"},
    }


# The real validators


@pytest.fixture(scope="module")
def multitool() -> Path:
    """Microsoft's SARIF multitool: the native program, for its wrapper can't pass a semicolon."""
    named = os.environ.get("SNAPCHECK_SARIF_MULTITOOL")
    modules = Path(__file__).parents[1] / "node_modules" / "@microsoft"
    places = [Path(named)] if named else sorted(modules.glob("sarif-multitool-*/Sarif.Multitool"))
    found = [place for place in places if os.access(place, os.X_OK)]
    require_tool(
        found,
        "no executable SARIF multitool: npm install @microsoft/sarif-multitool@5.7.0, then "
        "chmod u+x node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool",
    )
    return found[0]


@pytest.mark.parametrize("report", [FULL, REPORT, replace(REPORT, findings=(), rules=())])
@pytest.mark.parametrize("suppressed", [False, True])
def test_multitool_finds_no_error(
    report: Report, suppressed: bool, multitool: Path, tmp_path: Path
) -> None:
    text = sarif.render(report, suppressed=suppressed)
    (tmp_path / "out.sarif").write_text(text, encoding="utf-8")
    subprocess.run(
        [
            *(multitool, "validate", "out.sarif", "--rule-kind", "Sarif;Ghas"),
            *("--output", "verdict.sarif", "--log", "ForceOverwrite"),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    # Its exit code is always 0; what it thinks stands in its own log, without a level if warning.
    verdict = json.loads((tmp_path / "verdict.sarif").read_text(encoding="utf-8-sig"))
    told = {
        (result["ruleId"], result.get("level", "warning"))
        for result in verdict["runs"][0]["results"]
    }
    # The project has no public address yet that `informationUri` could name.
    assert told <= {("SARIF2005", "warning")}


def test_the_log_fits_the_schema(multitool: Path, tmp_path: Path) -> None:
    validator = tool_from("check-jsonschema")
    (tmp_path / "out.sarif").write_text(sarif.render(FULL, suppressed=True), encoding="utf-8")
    schema = multitool.parent / "sarif-2.1.0.json"
    finished = subprocess.run(
        [str(validator), "--schemafile", schema, tmp_path / "out.sarif"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout
