"""The rules for people and programs: a list of all of them, and one rule's page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from snapcheck.model import Question, Rule

FORMATS = ("text", "json", "markdown")


def render_rules(rules: Iterable[Rule], form: str) -> str:
    """All rules, by code, in one of `FORMATS`."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    if form == "json":
        return _json([_as_object(rule) for rule in ordered])
    if form == "markdown":
        return _markdown_table(ordered)
    return _text_table(ordered)


def render_rule(rule: Rule, form: str) -> str:
    """One rule's page in one of `FORMATS`."""
    if form == "json":
        return _json(_as_object(rule))
    page = rule.page.strip()
    if form == "markdown":
        return f"# {rule.code} {rule.name}\n\n{_facts(rule)}\n\n{page}\n"
    title = f"{rule.code} {rule.name}: {rule.summary}"
    return f"{title}\n{'-' * len(title)}\n{_facts(rule)}\n\n{page}\n"


def _facts(rule: Rule) -> str:
    facts = [f"Level: {rule.level.label}"]
    if rule.security_severity is not None:
        facts.append(f"security severity: {rule.security_severity}")
    if rule.tags:
        facts.append(f"tags: {', '.join(rule.tags)}")
    return "; ".join(facts) + "."


def _text_table(rules: Sequence[Rule]) -> str:
    longest = max((len(rule.name) for rule in rules), default=0)
    return "".join(
        f"{rule.code:<8} {rule.level.label:<8} {rule.name:<{longest}}  {rule.summary}\n"
        for rule in rules
    )


def _markdown_table(rules: Sequence[Rule]) -> str:
    head = "| code | name | level | what |\n|---|---|---|---|\n"
    return head + "".join(
        f"| {rule.code} | {rule.name} | {rule.level.label} | {_table_cell(rule.summary)} |\n"
        for rule in rules
    )


def _table_cell(text: str) -> str:
    return text.replace("|", "\\|")


def _as_object(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "level": rule.level.label,
        "security_severity": rule.security_severity,
        "tags": list(rule.tags),
        "message": rule.message,
        "instead": rule.instead,
        "questions": [_question(asked) for asked in rule.questions],
        "page": rule.page,
    }


def _question(asked: Question) -> dict[str, object]:
    narrowed = {"apis": asked.apis, "phases": asked.phases, "only": asked.only}
    return {
        "check": asked.check,
        "about": asked.about,
        **{name: list(words) for name, words in narrowed.items() if words},
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
