"""The text report: what a person at a terminal reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from snapcheck import project
from snapcheck.model import (
    Brief,
    Confidence,
    EntryPoint,
    EntryPointKind,
    Finding,
    Fix,
    Known,
    Level,
    Problem,
    Question,
    Report,
    Rule,
    Span,
    Step,
    StepKind,
)
from snapcheck.report.cells import safe, width_of, wrap
from snapcheck.report.text import DEFAULT_WIDTH, render
from snapcheck.report.title import Titles
from snapcheck.report.view import View

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
    label="made once, before the snapshot",
    label_after="same everywhere",
)
REACHED = "1 entry point reaches 9 of 12 files; `snapcheck entry-points` says why not the others."
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
    brief=Brief("`RUN_ID`", "`uuid.uuid4()`", "used in `handler`", STORY[3].span),
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
    return render(report, View(width=width)).splitlines()


def excerpt(line: str, start: int, end: int, width: int | None = None) -> tuple[str, str]:
    """The printed source line and the line of carets for characters `start` to `end`."""
    span = Span("a.py", 1, start + 1, 1, end + 1)
    finding = replace(FINDING, span=span, message="", trace=())
    report = replace(report_of(finding, sources={"a.py": line}), rules=())
    lines = shown(report, width)
    return lines[2].removeprefix("1 | "), lines[3].removeprefix("  | ")


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


VIEWS = "def handler(event, context):\n    return {'id': RUN_ID}\n"
BOTH = {"src/app.py": SOURCE, "src/orders/views.py": "\n" * 29 + VIEWS}


def test_both_places_are_shown_with_the_snapshot_between() -> None:
    story = (*STORY[:3], replace(STORY[3], span=Span("src/orders/views.py", 31, 19, 31, 25)))
    report = report_of(replace(FINDING, trace=story), sources=BOTH)
    assert render(report, View()) == (
        """\
error[SNAP201]: unique value made before the snapshot: `RUN_ID` by `uuid.uuid4()`
  --> src/app.py:3:10
 3 | RUN_ID = uuid.uuid4()
   |          ^^^^^^^^^^^^ made once, before the snapshot
   ~~~~~~~~~~~~ snapshot ~~~~~~~~~~~~
  --> src/orders/views.py:31:19
31 |     return {'id': RUN_ID}
   |                   ------ in `handler`: same everywhere
   = instead: make it inside the handler.
   = entry point: handler (SnapStart on, template.yaml)

Found 1 finding (1 error). 1 entry point reaches 9 of 12 files; \
`snapcheck entry-points` says why not the others.
"""
    )


def test_two_places_of_one_file_name_it_once() -> None:
    source = f"{SOURCE}\ndef handler(event, context):\n    return RUN_ID\n"
    story = (*STORY[:3], replace(STORY[3], span=Span("src/app.py", 6, 12, 6, 18)))
    lines = shown(report_of(replace(FINDING, trace=story), sources={"src/app.py": source}))
    assert lines[2:7] == [
        "3 | RUN_ID = uuid.uuid4()",
        "  |          ^^^^^^^^^^^^ made once, before the snapshot",
        "  ~~~~~~~~~~~~ snapshot ~~~~~~~~~~~~",
        "6 |     return RUN_ID",
        "  |            ------ in `handler`: same everywhere",
    ]


def test_steps_on_other_lines_are_rows() -> None:
    story = (
        Step(StepKind.MADE, "made by `uuid.uuid4()`", Span("src/ids.py", 9, 5, 9, 17)),
        *[
            Step(StepKind.PASSED, "returned by this call", Span("src/ids.py", n, 5, n, 17))
            for n in range(11, 16)
        ],
        Step(StepKind.KEPT, "copied from there to `COPY`", Span("src/copy.py", 2, 1, 2, 5)),
        *STORY[2:],
        *[
            Step(StepKind.USED, "used in `other`", Span("src/app.py", n, 5, n, 9))
            for n in range(20, 22)
        ],
    )
    lines = shown(report_of(replace(FINDING, trace=story)))
    assert [line for line in lines if line.startswith("   = ")][:4] == [
        "   = made: by `uuid.uuid4()`, src/ids.py:9:5",
        "   = kept: copied from there to `COPY`, src/copy.py:2:1",
        "   = through: src/ids.py:11:5, src/ids.py:12:5, src/ids.py:13:5 and 2 more",
        "   = also used: src/app.py:20:5, src/app.py:21:5",
    ]


def test_what_a_run_has_said_is_not_said_again() -> None:
    known = Known("It never reconnects.", "measured")
    findings = [
        replace(FINDING, span=Span("src/app.py", n, 1, n, 3), known=known) for n in (1, 2, 3)
    ]
    other = replace(FINDING, instead="call it in the handler.")
    text = render(report_of(*findings, other), View())
    assert text.count("= instead: make it inside the handler.") == 1
    assert text.count("= instead: call it in the handler.") == 1
    assert text.count("= why: It never reconnects.") == 1
    assert "measured" not in text


def test_why_takes_a_line_and_ends_where_a_sentence_does() -> None:
    long = "It connects once; after the restore it fails. " + "It is broken for good. " * 9
    comma = "It is seeded once, at import, so that two environments that are restored draw the same"
    texts = ((long, "It is broken for good."), ("word " * 60, " word…"), (comma, "at import…"))
    for behaviour, told in texts:
        finding = replace(FINDING, known=Known(behaviour))
        (line,) = [each for each in shown(report_of(finding), 80) if "= why" in each]
        assert line.endswith(told)
        assert len(line) <= 80


def test_why_begins_with_what_the_finding_is_about() -> None:
    behaviour = (
        "It keeps its connection for as long as it lives; after a restore the first use of it "
        "fails. Built on every invocation it connects anew each time."
    )
    asked = (
        ("kept", "After a restore the first use of it fails."),
        ("per-invoke", "Built on every invocation it connects anew each time."),
    )
    for check, told in asked:
        rule = replace(RULE, questions=(Question(check, ""),))
        report = replace(report_of(replace(FINDING, known=Known(behaviour))), rules=(rule,))
        (line,) = [each for each in shown(report, 80) if "= why" in each]
        assert line.endswith(f"why: {told}")


def test_a_rule_without_a_label_tells_its_message() -> None:
    report = replace(report_of(FINDING), rules=(replace(RULE, label=""),))
    assert shown(report)[2:5] == [
        " 3 | RUN_ID = uuid.uuid4()",
        "   |          ^^^^^^^^^^^^",
        "   | `RUN_ID` is made once, before the snapshot, and used in `handler`.",
    ]


def test_a_label_goes_below_where_carets_leave_no_room() -> None:
    line = "CONNECTION = psycopg2.connect(host='db.internal', dbname='orders', user='service')"
    finding = replace(FINDING, span=Span("src/app.py", 1, 14, 1, 83), trace=())
    lines = shown(report_of(finding, sources={"src/app.py": line}))
    assert lines[3:5] == [
        "  | " + " " * 13 + "^" * 69,
        "  | " + " " * 13 + "made once, before the snapshot",
    ]


def test_only_the_first_line_of_a_longer_span_is_shown() -> None:
    source = "POOL = create_pool(\n    dsn,\n)\n"
    finding = replace(FINDING, span=Span("src/app.py", 1, 8, 3, 2), trace=())
    lines = shown(report_of(finding, sources={"src/app.py": source}))
    assert lines[2:4] == [
        "1 | POOL = create_pool(",
        "  |        ^^^^^^^^^^^^... made once, before the snapshot",
    ]


@pytest.mark.parametrize(
    ("room", "title"),
    [
        (100, "unique value made before the snapshot: `RUN_ID` by `uuid.uuid4()`"),
        (60, "unique value made before the snapshot: `RUN_ID`"),
        (40, "unique value made before the snapshot"),
        (20, "unique value made b…"),
    ],
)
def test_a_title_leaves_out_what_does_not_fit(room: int, title: str) -> None:
    assert Titles((RULE,)).title(FINDING, room) == title


def test_a_dotted_name_is_cut_at_its_beginning() -> None:
    finding = replace(FINDING, brief=Brief("`boto3.client(secretsmanager).get_secret_value()`"))
    title = Titles((RULE,)).title(finding, 65)
    assert title == "unique value made before the snapshot: `…get_secret_value()`"


NOTE = replace(FINDING, level=Level.NOTE, rule="SNAP602", span=Span("src/app.py", 1, 1, 1, 7))


def test_notes_are_a_line_each_unless_asked_for_or_alone() -> None:
    text = render(report_of(NOTE, FINDING), View())
    assert text.count("snapshot ~") == 1
    assert "src/app.py:1:1: note[SNAP602]" in text
    assert render(report_of(NOTE, FINDING), View(notes=True)).count("snapshot ~") == 2
    assert render(report_of(NOTE), View()).count("snapshot ~") == 1


def test_on_a_terminal_errors_come_last() -> None:
    warning = replace(FINDING, level=Level.WARNING, rule="SNAP402", span=Span("z.py", 9, 1, 9, 7))
    report = report_of(NOTE, FINDING, warning)
    for view, order in (
        (View(worst_last=True), ["note", "warning", "error"]),
        (View(), ["error", "warning", "note"]),
    ):
        assert re.findall(r"(error|warning|note)\[", render(report, view)) == order


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
    assert lines[2] == "   | `RUN_ID` is made once, before the snapshot, and used in `handler`."


@pytest.mark.parametrize("span", [Span("src/app.py", 99, 1, 99, 2), Span("src/app.py", 0, 1, 0, 1)])
def test_a_line_beyond_the_file_is_no_crash(span: Span) -> None:
    lines = shown(report_of(replace(FINDING, span=span)))
    assert any("`RUN_ID` is made once" in line for line in lines)


def test_an_empty_span_gets_one_caret() -> None:
    assert excerpt("pass", 4, 4) == ("pass", "    ^")


def test_a_form_feed_is_no_line_end() -> None:
    source = "a = 1\n\x0c\nRUN_ID = uuid4()\n"
    lines = shown(report_of(FINDING, sources={"src/app.py": source}))
    assert lines[2] == " 3 | RUN_ID = uuid4()"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts(newline: str) -> None:
    sources = {"src/app.py": SOURCE.replace("\n", newline)}
    assert shown(report_of(FINDING, sources=sources))[2] == " 3 | RUN_ID = uuid.uuid4()"


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
    text = render(report, View())
    assert {unicodedata.category(character) for character in text} & {"Cc", "Cf", "Cs"} == {"Cc"}
    assert not set(text) & {"\x1b", "\x07", "\x9b", "\x00", "\t"}
    assert r"\x1b[2J\x07\x9b1m\u202e\u2066\udc80\x00" in text


def test_findings_stand_in_the_order_of_their_places() -> None:
    places = [("b.py", 1, 1), ("a.py", 10, 1), ("a.py", 2, 5), ("a.py", 2, 1)]
    findings = [replace(FINDING, span=Span(*place, place[1], 9), trace=()) for place in places]
    text = render(report_of(*findings), View())
    assert re.findall(r"--> (.*)", text) == ["a.py:2:1", "a.py:2:5", "a.py:10:1", "b.py:1:1"]


def test_one_place_with_two_rules_is_ordered_by_code() -> None:
    findings = [replace(FINDING, rule=code) for code in ("SNAP502", "SNAP301")]
    text = render(report_of(*findings), View())
    assert re.findall(r"error\[(\w+)\]", text) == ["SNAP301", "SNAP502"]


@pytest.mark.parametrize(
    ("entry", "known"),
    [
        (DEPLOYED, "SnapStart on, template.yaml"),
        (replace(DEPLOYED, snapstart=False), "SnapStart off, template.yaml"),
        (EntryPoint("a.py", "c", EntryPointKind.CONFIGURATION), "named in the configuration"),
        (HANDLER, "found by convention"),
    ],
)
def test_an_entry_point_says_what_is_known_of_snapstart(entry: EntryPoint, known: str) -> None:
    text = render(report_of(replace(FINDING, entry_points=(entry,))), View())
    path = "" if entry.path == FINDING.span.path else f"{entry.path}:"
    assert f"= entry point: {path}{entry.function} ({known})\n" in text


def test_of_many_entry_points_one_with_snapstart_stands_for_all() -> None:
    entries = tuple(replace(HANDLER, function=f"handler_{number}") for number in range(7))
    finding = replace(FINDING, entry_points=(*entries, replace(DEPLOYED, function="z")))
    text = render(report_of(finding), View())
    assert "= entry point: z (SnapStart on, template.yaml) and 7 more\n" in text


@pytest.mark.parametrize("confidence", [Confidence.MEDIUM, Confidence.LOW])
def test_a_doubtful_finding_says_so(confidence: Confidence) -> None:
    lines = shown(report_of(replace(FINDING, confidence=confidence)))
    assert lines[1] == f"  --> src/app.py:3:10 ({confidence.label} confidence)"


def test_problems_stand_in_one_line_each_with_the_mend() -> None:
    problems = (
        Problem("src/broken.py", 3, "syntax error:\ninvalid", "correct the file, or exclude it"),
        Problem("gone.py", 0, "no such file", "check the path"),
        Problem("", 0, "no entry point was found", "name one with --entry-point"),
    )
    report = replace(report_of(), problems=problems, notices=("one file was left out",))
    assert shown(report) == [
        "problem: no entry point was found (name one with --entry-point) [unreadable-path]",
        "problem: gone.py: no such file (check the path) [unreadable-path]",
        (
            "problem: src/broken.py:3: syntax error: invalid (correct the file, or exclude it) "
            "[unreadable-path]"
        ),
        "notice: one file was left out",
        f"No findings. {REACHED}",
        "3 problems: not everything could be analysed.",
    ]


def test_the_summary_counts_levels_from_the_worst() -> None:
    levels = (Level.NOTE, Level.WARNING, Level.ERROR, Level.WARNING)
    findings = [replace(FINDING, level=level) for level in levels]
    assert shown(report_of(*findings))[-1].startswith(
        "Found 4 findings (1 error, 2 warnings, 1 note). 1 entry point reaches 9 of 12 files; "
    )


def test_the_last_line_counts_what_was_reached() -> None:
    report = replace(report_of(), files_reached=12)
    assert shown(report) == ["No findings. 1 entry point reaches all 12 files."]
    report = replace(report, entry_points=(), files_reached=0)
    assert shown(report) == ["No findings. No entry point reaches any of 12 files."]


@pytest.mark.parametrize("width", [60, 80])
def test_problems_and_notices_keep_to_the_width_of_a_terminal(width: int) -> None:
    problem = Problem("src/a/long/path/to/a.py", 3, "word " * 30, "correct it " * 9)
    report = replace(report_of(), problems=(problem,), notices=("notice " * 40,))
    assert max(map(width_of, shown(report, width))) <= width


def test_a_rule_is_a_link_in_colours_if_its_page_has_an_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(project, "ADDRESS", "https://snapcheck.example/")
    told = render(report_of(FINDING), View(colour=True))
    assert "\x1b]8;;https://snapcheck.example/rules/SNAP201/\x1b\\" in told
    assert "snapcheck.example" not in render(report_of(FINDING), View())


def test_many_findings_end_in_a_table_that_says_what_to_do_first() -> None:
    fix = Fix("Make it in a hook.", (), safe=True)
    errors = [replace(FINDING, rule="SNAP501", name="secret-frozen", fix=fix)] * 2
    lines = shown(report_of(*[NOTE] * 4, *errors))
    assert lines[-6:-2] == [
        "2  error    SNAP501 secret-frozen: secret-frozen (2 can be fixed)",
        "4  note     SNAP602 unique-id-frozen: unique-id-frozen",
        "Begin with SNAP501: `snapcheck rule SNAP501` says what to do.",
        "",
    ]
    narrow = shown(report_of(*[NOTE] * 4, *errors), 60)
    assert "2  error    SNAP501 secret-frozen (2 can be fixed)" in narrow
    assert "4  note     SNAP602 unique-id-frozen" in narrow
    assert "Begin with" not in render(report_of(*errors), View())
    assert "Begin with" not in render(report_of(*[NOTE] * 4, *errors), View(summary=False))


def test_without_summary_findings_and_problems_remain() -> None:
    report = replace(
        report_of(FINDING), problems=(Problem("a.py", 0, "unreadable", ""),), notices=("a notice",)
    )
    text = render(report, View(summary=False))
    assert text.startswith("error[SNAP201]")
    assert text.endswith("\nproblem: a.py: unreadable [unreadable-path]\n")


def test_a_clean_quiet_run_says_nothing() -> None:
    assert render(report_of(), View(summary=False)) == ""


def test_colours_change_nothing_but_colours() -> None:
    report = replace(report_of(FINDING), problems=(Problem("a.py", 0, "unreadable", ""),))
    coloured = render(report, View(colour=True))
    assert "\x1b[1;31merror[SNAP201]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render(report, View())
    assert not re.search(r"\x1b(?!\[[\d;]*m)", coloured)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_lines_keep_to_the_width(width: int) -> None:
    finding = replace(FINDING, message="word " * 60, instead="word " * 60)
    assert max(map(width_of, shown(report_of(finding), width))) <= width
    assert max(map(width_of, shown(report_of(finding))[:-1])) <= DEFAULT_WIDTH


def test_no_line_ends_in_blanks() -> None:
    finding = replace(FINDING, trace=(Step(StepKind.USED, "", STORY[3].span),), message="")
    assert [line for line in shown(report_of(finding)) if line != line.rstrip()] == []


@given(st.text(max_size=60), st.integers(1, 40))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    lines = wrap(safe(text), width)
    assert " ".join(lines).split() == safe(text).split()
    assert all(width_of(line) <= width or " " not in line for line in lines)
