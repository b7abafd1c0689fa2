"""A rule: what it asks, and what it says."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from snapcheck.model.finding import Level


class Example(Struct, frozen=True):
    """One code block of a rule page: `kind` is bad or good, `language` python, yaml, json or hcl.

    `line` is the line of the rule file at which the block's first line stands, from 1.
    """

    kind: str
    language: str
    text: str
    line: int


class Question(Struct, frozen=True):
    """What a rule asks: a question from `checks/`, and what it is about.

    `about` is a hazard, a flag, a cost or a case of the check, empty where it needs none. The rest
    narrows the question down, each where it is not empty: to some `apis`, to calls in some `phases`
    (by name), and to `only` some variables, features or runtimes. A pattern that ends with `*`
    stands for all that begin so.
    """

    check: str
    about: str
    apis: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def concerns(self, api: str) -> bool:
        """Return whether the question is about the API of that name."""
        return not self.apis or fits(api, self.apis)


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Return whether one of `patterns` is `name`, or ends with `*` and is how it begins."""
    return any(
        name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern
        for pattern in patterns
    )


class Rule(Struct, frozen=True):
    """All that is known of one rule; the rule file in `rules/` is its only source.

    `security_severity` is a string because SARIF wants one ("7.5"); None where the rule is no
    security rule. `precision` is how many of its findings are right: very-high, high, medium or
    low. `message` is a template over the words that its checks fill in. `label` says in a few words
    what the marked code is, `label_after` what becomes of it where it is used after a restore.
    """

    code: str
    name: str
    summary: str
    level: Level
    questions: tuple[Question, ...]
    message: str
    instead: str
    security_severity: str | None
    tags: tuple[str, ...]
    page: str
    examples: tuple[Example, ...]
    precision: str = "medium"
    label: str = ""
    label_after: str = ""
