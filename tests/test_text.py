"""The text report: what a person at a terminal reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from snapcheck.model import (
    Confidence,
    EntryPoint,
    EntryPointKind,
    Finding,
    Level,
    Problem,
    Report,
    Rule,
    Span,
    Step,
    StepKind,
)
from snapcheck.report.cells import safe, width_of, wrap
from snapcheck.report.text import DEFAULT_WIDTH, render

SOURCE = "import uuid\n\nRUN_ID = uuid.uuid4()\n"
HANDLER = EntryPoint("src/app.py", "handler", EntryPointKind.CONVENTION)
DEPLOYED = EntryPoint(
    "src/app.py", "handler", EntryPointKind.TEMPLATE, "template.yaml", snapstart=True
)
RULE = Rule(
    code="SNAP201",
    name="unique-id-frozen",
    summary="unique value made before the snapshot",
    level=Level.ERROR,
    questions=(),
    message="",
    instead="",
    security_severity=None,
    tags=(),
    page="",
    examples=(),
)
STORY = (
    Step(StepKind.MADE, "`uuid.uuid4()` makes a unique value", Span("src/app.py", 3, 10, 3, 22)),
    Step(StepKind.KEPT, "in the global `RUN_ID`", Span("src/app.py", 3, 1, 3, 7)),
    Step(StepKind.SNAPSHOT, "", None),
    Step(StepKind.USED, "used in `handler`", Span("src/orders/views.py", 31, 18, 31, 24)),
)
FINDING = Finding(
    rule="SNAP201",
    name="unique-id-frozen",
    level=Level.ERROR,
    confidence=Confidence.HIGH,
    span=Span("src/app.py", 3, 10, 3, 22),
    message="`RUN_ID` is made once, before the snapshot, and used in `handler`.",
    instead="make it inside the handler.",
    trace=STORY,
    entry_points=(DEPLOYED,),
    fingerprint="SNAP201:src/app.py:RUN_ID:0",
)


def report_of(*findings: Finding, sources: Mapping[str, str] | None = None) -> Report:
    return Report(
        findings=findings,
        problems=(),
        notices=(),
        entry_points=(DEPLOYED,),
        files_seen=12,
        files_reached=9,
        rules=(RULE,),
        sources={"src/app.py": SOURCE} if sources is None else sources,
        version="0.1.0",
    )


def shown(report: Report, width: int | None = None) -> list[str]:
    return render(report, colour=False, width=width).splitlines()


def excerpt(line: str, start: int, end: int, width: int | None = None) -> tuple[str, str]:
    """The printed source line and the line of carets for characters `start` to `end`."""
    span = Span("a.py", 1, start + 1, 1, end + 1)
    finding = replace(FINDING, span=span, message="", trace=())
    lines = shown(report_of(finding, sources={"a.py": line}), width)
    return lines[3].removeprefix("1 | "), lines[4].removeprefix("  | ")


def cells(text: str) -> int:
    """How many terminal cells a text fills, computed apart from the code under test."""
    return sum(
        0
        if unicodedata.combining(character)
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def test_a_finding_is_told_as_a_story() -> None:
    assert render(report_of(FINDING), colour=False) == (
        """\
error[SNAP201]: unique value made before the snapshot
 --> src/app.py:3:10
  |
3 | RUN_ID = uuid.uuid4()
  |          ^^^^^^^^^^^^ `RUN_ID` is made once, before the snapshot, and used in `handler`.
  |
  = made         src/app.py:3:10            `uuid.uuid4()` makes a unique value
  = kept         src/app.py:3:1             in the global `RUN_ID`
  = snapshot     taken here; every environment starts from this copy
  = used         src/orders/views.py:31:18  in `handler`
  = instead      make it inside the handler.
  = entry point  src/app.py:handler (SnapStart on, template.yaml)

Found 1 finding (1 error) in 12 files: 9 reached from 1 entry point, 3 from none.
"""
    )


def test_a_long_message_is_wrapped_beside_the_carets() -> None:
    message = "`RUN_ID` is made once, before the snapshot, and used in `handler`: every restored "
    finding = replace(FINDING, message=message + "environment starts with the same value.")
    assert shown(report_of(finding), 80)[3:7] == [
        "3 | RUN_ID = uuid.uuid4()",
        "  |          ^^^^^^^^^^^^ `RUN_ID` is made once, before the snapshot, and used",
        "  |                       in `handler`: every restored environment starts with",
        "  |                       the same value.",
    ]


def test_a_message_goes_below_where_carets_leave_no_room() -> None:
    line = "CONNECTION = psycopg2.connect(host='db.internal', dbname='orders', user='service')"
    finding = replace(FINDING, span=Span("src/app.py", 1, 14, 1, 83), trace=())
    lines = shown(report_of(finding, sources={"src/app.py": line}))
    assert lines[4:6] == [
        "  | " + " " * 13 + "^" * 69,
        "  | `RUN_ID` is made once, before the snapshot, and used in `handler`.",
    ]


def test_a_long_place_does_not_push_the_others_aside() -> None:
    far = "src/orders/a_package_with_a_long_name/and_a_module_too.py"
    story = (STORY[0], replace(STORY[3], span=Span(far, 131, 18, 131, 24)))
    lines = shown(report_of(replace(FINDING, trace=story, message="")), 80)
    assert lines[6:9] == [
        "  = made         src/app.py:3:10  `uuid.uuid4()` makes a unique value",
        f"  = used         {far}:131:18",
        "                   in `handler`",
    ]


def test_only_the_first_line_of_a_longer_span_is_shown() -> None:
    source = "POOL = create_pool(\n    dsn,\n)\n"
    finding = replace(FINDING, span=Span("src/app.py", 1, 8, 3, 2), message="`POOL` is kept.")
    lines = shown(report_of(finding, sources={"src/app.py": source}))
    assert lines[3:5] == [
        "1 | POOL = create_pool(",
        "  |        ^^^^^^^^^^^^... `POOL` is kept.",
    ]


def test_a_tab_moves_the_carets_with_the_text() -> None:
    line = "\tx =\tnow()"
    code, carets = excerpt(line, line.index("now"), len(line))
    assert "\t" not in code
    assert carets == " " * code.index("now") + "^^^^^"


@pytest.mark.parametrize("name", ["名前", "naïve", "nai\u0308ve", "한국", "ไทย", "ﾊﾝｶｸ", "Ｗide"])
def test_wide_and_combining_characters_do_not_shift_the_carets(name: str) -> None:
    line = f"{name} = now()"
    code, carets = excerpt(line, line.index("now"), len(line))
    assert code == line
    assert carets == " " * cells(f"{name} = ") + "^^^^^"


def test_carets_cover_all_cells_of_wide_characters() -> None:
    assert excerpt('"日本" + x', 0, 4) == ('"日本" + x', "^^^^^^")


def test_a_long_line_is_cut_around_the_span() -> None:
    line = "x = [" + "1, " * 200 + "now(), " + "2, " * 200 + "]"
    start = line.index("now")
    code, carets = excerpt(line, start, start + 5, 80)
    assert code.startswith("…")
    assert code.endswith("…")
    assert width_of(code) <= 76
    assert code[len(carets) - 5 : len(carets)] == "now()"


def test_a_cut_line_uses_all_the_room() -> None:
    line = "x = {" + "'a': 1, " * 20 + "'now': now()}"
    code, _ = excerpt(line, line.index("now()"), len(line) - 1, 80)
    assert code == "…" + line[1 - len(code) :]
    assert len(code) == 80 - len("1 | ") - len("...")


def test_a_long_line_keeps_its_beginning_where_the_span_is_there() -> None:
    code, carets = excerpt("RUN_ID = uuid4()" + "  # why" * 100, 9, 16, 80)
    assert code.startswith("RUN_ID = uuid4()  # why")
    assert code.endswith("…")
    assert carets == " " * 9 + "^" * 7


def test_a_span_longer_than_the_line_is_cut() -> None:
    code, carets = excerpt("x = f(" + "1, " * 100 + ")", 4, 307, 80)
    assert code.startswith("x = f(1, ")
    assert width_of(carets) == width_of(code) <= 76


def test_a_minified_file_is_no_burden() -> None:
    line = "a = 1;" * 200_000 + "now();" + "b = 2;" * 200_000
    start = line.index("now")
    code, carets = excerpt(line, start, start + 5)
    assert code[len(carets) - 5 : len(carets)] == "now()"


@given(
    before=st.text("ab\t 名é\u0301\x1b\u202e=", max_size=150),
    after=st.text("ab\t 名é\u0301=", max_size=150),
    width=st.integers(40, 120),
)
def test_carets_stand_under_the_span_in_every_line(before: str, after: str, width: int) -> None:
    line = f"{before}NOW(){after}"
    code, carets = excerpt(line, len(before), len(before) + 5, width)
    marked = code.index("NOW()")
    assert cells(code[:marked]) == carets.index("^")
    assert carets.count("^") == 5
    assert cells(code) <= width - len("1 | ")


def test_a_file_without_source_still_shows_the_message() -> None:
    lines = shown(report_of(FINDING, sources={}))
    assert lines[3] == "  | `RUN_ID` is made once, before the snapshot, and used in `handler`."


@pytest.mark.parametrize("span", [Span("src/app.py", 99, 1, 99, 2), Span("src/app.py", 0, 1, 0, 1)])
def test_a_line_beyond_the_file_is_no_crash(span: Span) -> None:
    lines = shown(report_of(replace(FINDING, span=span)))
    assert any("`RUN_ID` is made once" in line for line in lines)


def test_an_empty_span_gets_one_caret() -> None:
    assert excerpt("pass", 4, 4) == ("pass", "    ^")


def test_a_form_feed_is_no_line_end() -> None:
    source = "a = 1\n\x0c\nRUN_ID = uuid4()\n"
    lines = shown(report_of(FINDING, sources={"src/app.py": source}))
    assert lines[3] == "3 | RUN_ID = uuid4()"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts(newline: str) -> None:
    sources = {"src/app.py": SOURCE.replace("\n", newline)}
    assert shown(report_of(FINDING, sources=sources))[3] == "3 | RUN_ID = uuid.uuid4()"


def test_nothing_of_the_project_reaches_the_terminal_as_a_control_sequence() -> None:
    evil = "\x1b[2J\x07\x9b1m\u202e\u2066\udc80\x00"
    finding = replace(
        FINDING,
        span=Span(f"{evil}.py", 1, 1, 1, 5),
        message=f"`{evil}` is kept",
        instead=evil,
        trace=(Step(StepKind.MADE, evil, Span(f"{evil}.py", 1, 1, 1, 5)),),
        entry_points=(EntryPoint(f"{evil}.py", evil, EntryPointKind.TEMPLATE, evil),),
    )
    report = replace(
        report_of(finding, sources={f"{evil}.py": f"x = '{evil}'\n"}),
        problems=(Problem(f"{evil}.py", 1, evil, evil),),
        notices=(evil,),
    )
    text = render(report, colour=False)
    assert {unicodedata.category(character) for character in text} & {"Cc", "Cf", "Cs"} == {"Cc"}
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\x00", "\t"}
    assert r"\x1b[2J\x07\x9b1m\u202e\u2066\udc80\x00" in text


def test_findings_stand_in_the_order_of_their_places() -> None:
    places = [("b.py", 1, 1), ("a.py", 10, 1), ("a.py", 2, 5), ("a.py", 2, 1)]
    findings = [replace(FINDING, span=Span(*place, place[1], 9), trace=()) for place in places]
    text = render(report_of(*findings), colour=False)
    assert re.findall(r"--> (.*)", text) == ["a.py:2:1", "a.py:2:5", "a.py:10:1", "b.py:1:1"]


def test_one_place_with_two_rules_is_ordered_by_code() -> None:
    findings = [replace(FINDING, rule=code) for code in ("SNAP502", "SNAP301")]
    text = render(report_of(*findings), colour=False)
    assert re.findall(r"error\[(\w+)\]", text) == ["SNAP301", "SNAP502"]


def test_entry_points_say_what_is_known_of_snapstart() -> None:
    off = replace(DEPLOYED, function="b", snapstart=False)
    told = EntryPoint("src/app.py", "c", EntryPointKind.CONFIGURATION)
    text = render(
        report_of(replace(FINDING, entry_points=(told, off, DEPLOYED, HANDLER))), colour=False
    )
    assert re.findall(r"= entry point  (.*)", text) == [
        "src/app.py:b (SnapStart off, template.yaml)",
        "src/app.py:c (named in the configuration)",
        "src/app.py:handler (SnapStart on, template.yaml)",
    ]


def test_many_entry_points_are_counted() -> None:
    entries = tuple(replace(HANDLER, function=f"handler_{number}") for number in range(7))
    text = render(report_of(replace(FINDING, entry_points=entries)), colour=False)
    assert text.count("= entry point") == 4
    assert "= entry point  and 4 more\n" in text


@pytest.mark.parametrize("confidence", [Confidence.MEDIUM, Confidence.LOW])
def test_a_doubtful_finding_says_so(confidence: Confidence) -> None:
    lines = shown(report_of(replace(FINDING, confidence=confidence)))
    assert f"  = confidence   {confidence.label}" in lines


def test_problems_stand_in_one_line_each_with_the_mend() -> None:
    problems = (
        Problem("src/broken.py", 3, "syntax error:\ninvalid", "correct the file, or exclude it"),
        Problem("gone.py", 0, "no such file", "check the path"),
        Problem("", 0, "no entry point was found", "name one with --entry-point"),
    )
    report = replace(report_of(), problems=problems, notices=("one file was left out",))
    assert shown(report) == [
        "problem: no entry point was found (name one with --entry-point)",
        "problem: gone.py: no such file (check the path)",
        "problem: src/broken.py:3: syntax error: invalid (correct the file, or exclude it)",
        "notice: one file was left out",
        "No findings in 12 files: 9 reached from 1 entry point, 3 from none.",
        "3 problems: not everything could be analysed.",
    ]


def test_the_summary_counts_levels_from_the_worst() -> None:
    levels = (Level.NOTE, Level.WARNING, Level.ERROR, Level.WARNING)
    findings = [replace(FINDING, level=level) for level in levels]
    assert shown(report_of(*findings))[-1] == (
        "Found 4 findings (1 error, 2 warnings, 1 note) in 12 files: "
        "9 reached from 1 entry point, 3 from none."
    )


def test_without_summary_findings_and_problems_remain() -> None:
    report = replace(
        report_of(FINDING), problems=(Problem("a.py", 0, "unreadable", ""),), notices=("a notice",)
    )
    text = render(report, colour=False, summary=False)
    assert text.startswith("error[SNAP201]")
    assert text.endswith("\nproblem: a.py: unreadable\n")


def test_a_clean_quiet_run_says_nothing() -> None:
    assert render(report_of(), colour=False, summary=False) == ""


def test_colours_change_nothing_but_colours() -> None:
    report = replace(report_of(FINDING), problems=(Problem("a.py", 0, "unreadable", ""),))
    coloured = render(report, colour=True)
    assert "\x1b[1;31merror[SNAP201]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render(report, colour=False)
    assert not re.search(r"\x1b(?!\[[\d;]*m)", coloured)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_lines_keep_to_the_width(width: int) -> None:
    finding = replace(FINDING, message="word " * 60, instead="word " * 60)
    assert max(map(width_of, shown(report_of(finding), width))) <= width
    assert max(map(width_of, shown(report_of(finding))[:-1])) <= DEFAULT_WIDTH


def test_no_line_ends_in_blanks() -> None:
    finding = replace(FINDING, trace=(Step(StepKind.MADE, "", STORY[0].span),), message="")
    assert [line for line in shown(report_of(finding)) if line != line.rstrip()] == []


@given(st.text(max_size=60), st.integers(1, 40))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    lines = wrap(safe(text), width)
    assert " ".join(lines).split() == safe(text).split()
    assert all(width_of(line) <= width or " " not in line for line in lines)
