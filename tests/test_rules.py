"""Every Python example of every rule page proves what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from markers import codes_by_line

from snapcheck import analysis, knowledge
from snapcheck.model import Confidence, Example, Request, Rule

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
    expected = {line for line, code in codes_by_line(example.text, "expect") if code == rule.code}
    assert bool(expected) == (example.kind == "bad")
    (tmp_path / "handler.py").write_text(example.text, encoding="utf-8")
    report = analysis.check(
        Request(
            paths=(tmp_path,),
            root=tmp_path,
            select=(rule.code,),
            min_confidence=Confidence.MEDIUM,
        )
    )
    assert not report.problems
    found = {finding.span.line: finding.message for finding in report.findings}
    assert {finding.rule for finding in report.findings} <= {rule.code}
    assert found.keys() == expected, found
