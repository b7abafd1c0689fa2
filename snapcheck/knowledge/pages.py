"""Rule pages: front matter, prose and examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from msgspec import Struct

from snapcheck.knowledge.api import HEADINGS, MESSAGE_WORDS
from snapcheck.knowledge.questions import read_question
from snapcheck.knowledge.tables import LEVELS, Source, Table, quoted
from snapcheck.knowledge.vocabulary import Vocabulary
from snapcheck.model import Example, Level, Rule

_KINDS = ("bad", "good")
_LANGUAGES = ("python", "yaml", "json", "hcl")
FENCE = "```"
_RULE_FIELDS = ("code", "name", "summary", "level", "questions", "message", "instead", "tags")
_OPTIONAL_RULE_FIELDS = ("security-severity", "precision", "label", "label-after")
_PRECISIONS = ("very-high", "high", "medium", "low")


def read_rule(source: Source, words: Vocabulary) -> Rule | None:
    """Return the rule of one page; None if its front matter cannot be read at all."""
    text = source.text()
    if text is None:
        return None
    lines = text.split("\n")
    end = _end_of_front_matter(lines)
    if end is None:
        source.note("must begin with TOML between two lines of +++", line=1)
        return None
    values = source.toml("\n".join(lines[1:end]), lines_before=1)
    if values is None:
        return None
    table = Table(source.place, values, source.mistakes)
    table.expect(_RULE_FIELDS, (*_RULE_FIELDS, *_OPTIONAL_RULE_FIELDS))
    body = _Body(source, lines[end + 1 :], end + 2)
    rule = _rule_of(table, words, *body.read())
    _check_rule(table, source.name, rule)
    _check_examples(source, rule)
    return rule


def _end_of_front_matter(lines: list[str]) -> int | None:
    if not lines or lines[0] != "+++" or "+++" not in lines[1:]:
        return None
    return lines.index("+++", 1)


def _rule_of(table: Table, words: Vocabulary, page: str, examples: tuple[Example, ...]) -> Rule:
    level = table.word("level", LEVELS)
    code = table.text("code")
    return Rule(
        code=code,
        name=table.text("name"),
        summary=table.text("summary"),
        level=Level[level.upper()] if level else Level.NOTE,
        questions=tuple(
            [read_question(each, words, code) for each in table.tables("questions", "question")]
        ),
        message=table.text("message"),
        instead=table.text("instead"),
        security_severity=table.text("security-severity") or None,
        tags=table.texts("tags"),
        page=page,
        examples=examples,
        precision=table.word("precision", _PRECISIONS) or "medium",
        label=table.text("label"),
        label_after=table.text("label-after"),
    )


def _check_rule(table: Table, file_name: str, rule: Rule) -> None:
    if not re.fullmatch(r"[A-Z]{2,12}\d{3}", rule.code):
        table.note(f"{quoted(rule.code)} is no code: SNAP (or your own letters) and three digits")
    if file_name != f"{rule.code}-{rule.name}.md":
        table.note(f"the page of this rule must be called {rule.code}-{rule.name}.md")
    severity = rule.security_severity
    if severity is not None and not re.fullmatch(r"10\.0|\d\.\d", severity):
        table.note('"security-severity" must be a number from 0.0 to 10.0, as a string')
    _check_message(table, rule.message)


def _check_message(table: Table, message: str) -> None:
    try:
        fields = [field for _, field, _, _ in Formatter().parse(message) if field is not None]
    except ValueError as error:
        table.note(f'"message" is no template: {error}')
        return
    for field in fields:
        if field not in MESSAGE_WORDS:
            table.note(f'"message" has the unknown word {{{field}}}; known: {_braced_words()}')
    if message and not message.endswith((".", "{behaviour}")):
        table.note('"message" must end with a full stop')


def _braced_words() -> str:
    return ", ".join(f"{{{word}}}" for word in MESSAGE_WORDS)


def _check_examples(source: Source, rule: Rule) -> None:
    for kind in _KINDS:
        if not any(example.kind == kind for example in rule.examples):
            source.note(f"needs at least one {kind} example")
    for example in rule.examples:
        marker = f"# expect: {rule.code}" if example.kind == "bad" else "# expect:"
        marked = marker in example.text
        if example.kind == "bad" and example.language == "python" and not marked:
            source.note(f"bad example without a line marked {quoted(marker)}", example.line)
        if example.kind == "good" and marked:
            source.note(f"good example with a line marked {quoted(marker)}", example.line)


class _Body(Struct, frozen=True):
    """What stands below the front matter: the prose, then nothing but examples."""

    source: Source
    lines: list[str]
    first_line: int

    def read(self) -> tuple[str, tuple[Example, ...]]:
        """Return the prose up to the first example, and the examples."""
        prose: list[str] = []
        examples: list[Example] = []
        lines = iter(enumerate(self.lines, start=self.first_line))
        for number, line in lines:
            if line.startswith(FENCE):
                examples.append(self._example(number, line, self._block(number, lines)))
            elif not examples:
                prose.append(line)
            elif line.strip():
                self.source.note("only examples may follow the first example", number)
        self._check_headings(prose)
        return "\n".join(prose).strip() + "\n", tuple(examples)

    def _block(self, number: int, lines: Iterator[tuple[int, str]]) -> str:
        """Return the text up to the closing fence, which is taken as well."""
        block: list[str] = []
        for _, line in lines:
            if line.rstrip() == FENCE:
                return "".join(block)
            block.append(f"{line}\n")
        self.source.note("this code block is not closed", number)
        return "".join(block)

    def _example(self, number: int, fence: str, text: str) -> Example:
        language, _, kind = fence.removeprefix(FENCE).strip().partition(" ")
        if language not in _LANGUAGES or kind not in _KINDS:
            known = f"one of {', '.join(_LANGUAGES)}, and {' or '.join(_KINDS)}"
            self.source.note(f"a code block must begin with {FENCE} and {known}", number)
        return Example(kind, language, text, number + 1)

    def _check_headings(self, prose: list[str]) -> None:
        headings = tuple(line for line in prose if line.startswith("#"))
        if headings != HEADINGS:
            self.source.note(f"must have exactly these headings: {', '.join(HEADINGS)}")
