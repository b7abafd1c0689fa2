"""Every Python example of every rule page proves what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from markers import codes_by_line, files_of

from snapcheck import analysis, knowledge
from snapcheck.model import Confidence, Example, Request, Rule
from snapcheck.suppress.suppression import UNUSED_IGNORE

RULES = tuple(knowledge.load().rules.values())
EXAMPLES = tuple(
    (rule, example) for rule in RULES for example in rule.examples if example.language == "python"
)
DEPLOYMENTS = tuple(
    (rule, example) for rule in RULES for example in rule.examples if example.language != "python"
)
TEMPLATES = {"yaml": "template.yaml", "json": "template.json", "hcl": "main.tf"}
HANDLER = "def handler(event, context):\n    return {}\n"


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


@pytest.mark.parametrize(
    ("rule", "example"),
    DEPLOYMENTS,
    ids=[
        f"{rule.code}-{example.language}-{example.kind}-line-{example.line}"
        for rule, example in DEPLOYMENTS
    ],
)
def test_example_of_a_deployment_file(rule: Rule, example: Example, tmp_path: Path) -> None:
    expected = {
        line + ("next line" in marked)
        for line, marked in enumerate(example.text.splitlines(), 1)
        if f"expect: {rule.code}" in marked
    }
    assert bool(expected) == (example.kind == "bad")
    name = "serverless.yml" if "\nprovider:" in example.text else TEMPLATES[example.language]
    (tmp_path / name).write_text(example.text, encoding="utf-8")
    for handler in ("app.py", "src/app.py"):
        (tmp_path / handler).parent.mkdir(exist_ok=True)
        (tmp_path / handler).write_text(HANDLER, encoding="utf-8")
    report = analysis.check(Request(paths=(tmp_path,), root=tmp_path, select=(rule.code,)))
    assert report.problems == ()
    assert report.notices == ()
    assert {finding.span.line for finding in report.findings} == expected
    assert {finding.rule for finding in report.findings} <= {rule.code}
    assert {finding.span.path for finding in report.findings} <= {name}
