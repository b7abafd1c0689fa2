"""Every example of every rule page proves what the page says."""

from __future__ import annotations

import pytest

from snapcheck import knowledge
from snapcheck.analysis.examples import mistakes
from snapcheck.model import Example, Rule

RULES = tuple(knowledge.load().rules.values())
EXAMPLES = tuple((rule, example) for rule in RULES for example in rule.examples)


def test_there_are_rules() -> None:
    assert RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_shows_what_it_finds_and_what_it_leaves_alone(rule: Rule) -> None:
    assert {example.kind for example in rule.examples} == {"bad", "good"}


@pytest.mark.parametrize(
    ("rule", "example"),
    EXAMPLES,
    ids=[
        f"{rule.code}-{example.language}-{example.kind}-line-{example.line}"
        for rule, example in EXAMPLES
    ],
)
def test_example(rule: Rule, example: Example) -> None:
    assert mistakes(rule, example) == []
