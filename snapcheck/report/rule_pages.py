"""The rules for people and programs: a list of all of them, and one rule's page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from snapcheck.model import Question, Rule
from snapcheck.report.cells import beside, safe, wrap
from snapcheck.report.colour import Paint, Style
from snapcheck.report.data import json_data
from snapcheck.report.examples import as_markdown, code_of, shown
from snapcheck.report.inert import inert, inert_page

FORMATS = ("text", "json", "markdown")


def render_rules(rules: Iterable[Rule], form: str, width: int | None = None) -> str:
    """Return all rules, by code, in one of `FORMATS`; text in lines of a width if one is given."""
    ordered = sorted(rules, key=lambda rule: rule.code)
    if form == "json":
        return _json([_as_object(rule) for rule in ordered])
    if form == "markdown":
        return inert_page(_markdown_table(ordered))
    return inert_page(_text_table(ordered, width))


def render_rule(rule: Rule, form: str, *, colour: bool = False, width: int = 80) -> str:
    """Return one rule's page in one of `FORMATS`, with its first examples."""
    if form == "json":
        return _json(_as_object(rule))
    if form == "markdown":
        title = f"# {rule.code} {rule.name}\n\n{_facts(rule)}"
        return inert_page(f"{title}\n\n{rule.page.strip()}\n\n{as_markdown(rule)}\n")
    title = f"{rule.code} {rule.name}: {rule.summary}"
    paint = Paint(colour)
    parts = [
        *(paint(line, Style.STRONG) for line in wrap(safe(title), width)),
        *wrap(safe(_facts(rule)), width),
        "",
        *_prose(inert_page(rule.page), width),
    ]
    for heading, example in shown(rule):
        parts += [f"## {safe(heading)}", "", *_code(inert_page(code_of(example))), ""]
    if colour:
        parts = [
            paint(each[3:], Style.STRONG) if each.startswith("## ") else each for each in parts
        ]
    return inert("\n".join(parts).rstrip() + "\n")


def _prose(page: str, width: int) -> Iterator[str]:
    """Yield the paragraphs of a page in lines of a width; lists and headings begin lines."""
    for paragraph in page.strip().split("\n\n"):
        for item in re.split(r"\n(?=[-*|] )", paragraph):
            lines = item.split("\n") if item.startswith("|") else wrap(item, width)
            hang = "  " if item.startswith("- ") else ""
            yield from (line if at == 0 else hang + line for at, line in enumerate(lines))
        yield ""


def _code(text: str) -> Iterator[str]:
    return (f"    {line}".rstrip() for line in text.split("\n"))


def _facts(rule: Rule) -> str:
    facts = [f"Level: {rule.level.label}"]
    if rule.security_severity is not None:
        facts.append(f"security severity: {rule.security_severity}")
    if rule.tags:
        facts.append(f"tags: {', '.join(rule.tags)}")
    return "; ".join(facts) + "."


def _text_table(rules: Sequence[Rule], width: int | None) -> str:
    longest = max((len(rule.name) for rule in rules), default=0)
    rows = [
        (f"{rule.code:<8} {rule.level.label:<8} {rule.name:<{longest}}", rule.summary)
        for rule in rules
    ]
    return "".join(f"{line}\n" for head, what in rows for line in beside(head, what, width))


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
        "examples": [
            {"kind": each.kind, "language": each.language, "code": code_of(each)}
            for _, each in shown(rule)
        ],
    }


def _question(asked: Question) -> dict[str, object]:
    narrowed = {"apis": asked.apis, "phases": asked.phases, "only": asked.only}
    return {
        "check": asked.check,
        "about": asked.about,
        **{name: list(words) for name, words in narrowed.items() if words},
    }


def _json(value: object) -> str:
    return json_data(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"
