"""Every Python example of every rule page proves what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from markers import codes_by_line, files_of

from snapcheck import analysis, knowledge
from snapcheck.model import Confidence, Example, Request, Rule
from snapcheck.triage import UNUSED_IGNORE

RULES = tuple(knowledge.load().rules.values())
EXAMPLES = tuple(
    (rule, example) for rule in RULES for example in rule.examples if example.language == "python"
)


def test_there_are_rules() -> None:
    assert RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_shows_what_it_finds_and_what_it_leaves_alone(rule: Rule) -> None:
    assert {example.kind for example in rule.examples} == {"bad", "good"}


@pytest.mark.parametrize(
    ("rule", "example"),
    EXAMPLES,
    ids=[f"{rule.code}-{example.kind}-line-{example.line}" for rule, example in EXAMPLES],
)
def test_example(rule: Rule, example: Example, tmp_path: Path) -> None:
    files = files_of(example)
    expected = {
        (path, line)
        for path, text in files.items()
        for line, code in codes_by_line(text, "expect")
        if code == rule.code
    }
    assert bool(expected) == (example.kind == "bad")
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    report = analysis.check(
        Request(
            paths=(tmp_path,),
            root=tmp_path,
            # An ignore comment is judged only if the rules that it names ran.
            select=() if rule.code == UNUSED_IGNORE else (rule.code,),
            min_confidence=Confidence.MEDIUM,
        )
    )
    assert not report.problems
    own = [finding for finding in report.findings if finding.rule == rule.code]
    found = {(f.span.path, f.span.line): f.message for f in own}
    assert own == list(report.findings) or (rule.code, example.kind) == (UNUSED_IGNORE, "bad")
    assert found.keys() == expected, found
