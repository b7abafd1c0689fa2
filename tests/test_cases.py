"""Every case under `tests/cases` gives the findings that its markers name, and no others.

How a case is written: `tests/markers.py`. What counts as a finding: the rule pages in `rules/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import index
import pytest
from markers import PEER, Case, Marker, Place, all_cases, codes_by_line, read_markers

from snapcheck import analysis, knowledge
from snapcheck.model import Finding, Problem, Report

ALL = tuple(all_cases())
OWN = tuple(case for case in ALL if case.path.parent.name != PEER)
VERDICTS = {
    "ok",
    "COLLIDES",
    "STALE-TIME",
    "STALE-HOST",
    "STALE-SECRET",
    "STALE-DATA",
    "RESTORE-ERROR",
    "INIT-ERROR",
    "PER-INVOKE-CALL",
    "PER-INVOKE-CLIENT",
    "PER-INVOKE-CONNECT",
    "none",
}

# Rules about what no case can hold: templates, and comments that silence what is reported.
ELSEWHERE = {"SNAP801", "SNAP802", "SNAP803", "SNAP804", "SNAP900"}

# Each was open once; a case that fires and one that stays silent show how it was decided.
SETTLED = (
    "age checks",
    "deadlines kept from INIT",
    "wall and monotonic expiry",
    "uses in RESTORE",
    "hooks that assign what is frozen",
    "assigned on every path",
    "guarded by a test for None or empty",
    "default factories run with the construction",
    "settings of environment variables",
    "kept by objects of libraries",
    "one finding at the first binding",
    "lengths, types and truth",
    "control dependence",
    "handed in at the argument",
    "summaries at each call site",
    "unknown decorators and registrars",
    "Django",
    "members of enums",
    "class machinery runs in INIT",
    "generator and async bodies",
    "thread-local values",
    "context variables",
    "environment variables",
    "constant seeds",
    "deterministic values",
    "201 or 202",
    "numpy's global generator",
    "arguments of boto3 clients",
    "several entry points",
    "SnapStart off",
    "the hooks library behind try",
    "the initialization type",
    "star imports with __all__",
    "star imports that cannot be resolved",
    "no entry point",
)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    report = analysis.check(case.request)
    _assert_findings(case, report)
    _assert_stories(case, report)
    _assert_words(case, report)
    _assert_problems(case, report)


def _assert_findings(case: Case, report: Report) -> None:
    known = knowledge.load().rules.keys()
    expected = {place for place in case.places("expect") if place[2] in known}
    found = {_place(finding): finding for finding in report.findings}
    known_false = case.places("known-false")
    missed = expected - found.keys()
    false = found.keys() - expected - case.places("also-ok") - known_false
    # A limit that is none any more must be taken off the list.
    mended = (known_false - found.keys()) | (case.places("known-miss") & found.keys())
    lines = [
        *(f"missed alarm: {_text(place)}\n    {_line(case, place)}" for place in sorted(missed)),
        *(f"false alarm: {_text(place)}\n{_story(found[place])}" for place in sorted(false)),
        *(f"no limit any more: {_text(place)}" for place in sorted(mended)),
    ]
    assert not lines, "\n".join([case.name, *lines])


def _assert_stories(case: Case, report: Report) -> None:
    told = {
        (step.span.path, step.span.line, finding.rule)
        for finding in report.findings
        for step in finding.trace
        if step.span is not None
    }
    stories = "\n".join(map(_story, report.findings))
    assert case.places("step") <= told, f"{case.name}: {case.places('step') - told}\n{stories}"
    assert not case.places("no-step") & told, f"{case.name}: {case.places('no-step')}\n{stories}"


_SAID: Mapping[str, Callable[[Finding], str]] = {
    "level": lambda finding: finding.level.label,
    "confidence": lambda finding: finding.confidence.label,
    "fix": lambda finding: _kind_of_fix(finding),
}


def _assert_words(case: Case, report: Report) -> None:
    found = {_place(finding): finding for finding in report.findings}
    for key, said in _SAID.items():
        for place, word in case.words(key):
            assert place in found, f"{case.name}: {key} of nothing that is reported: {place}"
            assert said(found[place]) == word, f"{case.name}: {_text(place)}: {key}"


def _kind_of_fix(finding: Finding) -> str:
    if finding.fix is None:
        return "none"
    return "safe" if finding.fix.safe else "unsafe"


def _assert_problems(case: Case, report: Report) -> None:
    problems = [_problem(problem) for problem in report.problems]
    unexpected = [text for text in problems if not any(word in text for word in case.problems)]
    absent = [word for word in case.problems if not any(word in text for text in problems)]
    assert not unexpected, f"{case.name}: unexpected problems\n" + "\n".join(unexpected)
    assert not absent, f"{case.name}: no problem says {absent}"


def _place(finding: Finding) -> Place:
    return finding.span.path, finding.span.line, finding.rule


def _text(place: Place) -> str:
    path, line, code = place
    return f"{path}:{line}: {code}"


def _line(case: Case, place: Place) -> str:
    path, line, _ = place
    return (case.root / path).read_text(encoding="utf-8").splitlines()[line - 1].strip()


def _story(finding: Finding) -> str:
    steps = (
        f"      {step.kind.value}: {step.text}"
        + (f" ({step.span.path}:{step.span.line})" if step.span else "")
        for step in finding.trace
    )
    return "\n".join([f"    {finding.confidence.label}: {finding.message}", *steps])


def _problem(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}: {problem.message} {problem.mend}"


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.id)
def test_case_is_well_formed(case: Case) -> None:
    for file in case.files:
        compile(file.read_text(encoding="utf-8"), str(file), "exec")
    expected = case.places("expect")
    assert not expected & case.places("also-ok")
    assert case.request
    for path, marker in case.markers:
        if marker.key == "oracle":
            _assert_verdict_agrees(case, path, marker)


def _assert_verdict_agrees(case: Case, path: str, marker: Marker) -> None:
    """A case that fires misbehaves when it runs, a silent one does not, or it says why not."""
    verdict, _, reason = marker.value.partition("(")
    words = {word.strip() for word in verdict.split(",")}
    assert words <= VERDICTS, f"{path}: unknown verdict {verdict}"
    if words != {"none"} and not reason:
        assert (words == {"ok"}) == (not case.fires), f"{path}: {verdict}"


@pytest.mark.parametrize("case", OWN, ids=lambda case: case.id)
def test_case_says_what_it_proves(case: Case) -> None:
    for file in case.files:
        text = file.read_text(encoding="utf-8")
        assert not text or text.startswith("# "), f"{file.name} starts with no comment"
    assert any(marker.key == "oracle" for _, marker in case.markers) or case.name.startswith(
        "django/"
    )
    assert case.name.endswith("_ok") == (not case.fires and not case.problems)


@pytest.mark.parametrize("case", [case for case in ALL if not case.fires], ids=lambda case: case.id)
def test_a_silent_case_says_which_rules_it_tempts(case: Case) -> None:
    assert case.about


@pytest.mark.parametrize(
    "case", [case for case in ALL if case.places("known-miss") | case.places("known-false")]
)
def test_a_limit_says_why_it_is_not_mended(case: Case) -> None:
    limits = case.places("known-miss") | case.places("known-false")
    reasons = {
        (path, code)
        for path, marker in case.markers
        if marker.key == "unmended" and len(marker.value.split()) >= 8
        for code in marker.codes
    }
    assert {(path, code) for path, _, code in limits} == reasons


def test_cases_are_about_rules_that_exist() -> None:
    codes = frozenset[str]().union(*(case.codes for case in ALL))
    assert codes <= knowledge.load().rules.keys()


@pytest.mark.parametrize("code", sorted(knowledge.load().rules))
def test_a_rule_has_cases_that_fire_and_that_do_not(code: str) -> None:
    if code in ELSEWHERE:
        assert code in index.marked_tests()
        return
    assert any(case.expects(code) for case in ALL)
    assert any(code in case.about for case in ALL if not case.fires)


def test_the_index_is_up_to_date() -> None:
    assert index.INDEX.read_text(encoding="utf-8") == index.index(), f"run {index.COMMAND}"


@pytest.mark.parametrize("question", SETTLED)
def test_settled_question_has_a_firing_and_a_silent_case(question: str) -> None:
    silent = {case.name.endswith("_ok") for case in ALL if question in case.settles}
    assert silent == {True, False}


def test_cases_settle_known_questions_only() -> None:
    assert frozenset[str]().union(*(case.settles for case in ALL)) == frozenset(SETTLED)


def test_markers_are_comments_not_strings() -> None:
    source = 'TEXT = "# expect: SNAP201"\n"""\n# expect: SNAP202\n"""\nx = 1  # expect: SNAP203\n'
    assert codes_by_line(source, "expect") == {(5, "SNAP203")}


def test_markers_share_a_comment() -> None:
    source = "x = 1  # expect: SNAP101, SNAP103 both  # peer: missed (so far)\n"
    assert read_markers(source) == (
        Marker(1, "expect", "SNAP101, SNAP103 both"),
        Marker(1, "peer", "missed (so far)"),
    )
    assert codes_by_line(source, "expect") == {(1, "SNAP101"), (1, "SNAP103")}


@pytest.mark.parametrize("value", ["", "SNAP2", "UNIQUE-ID", "SNAP201,SNAP202", "SNAP2011"])
def test_a_marker_without_codes_is_a_mistake(value: str) -> None:
    with pytest.raises(ValueError, match="line 1: no rule codes"):
        codes_by_line(f"x = 1  # expect: {value}\n", "expect")
