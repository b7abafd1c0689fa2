"""The questions that rules ask, as their pages write them: a check and its parameters.

What a question is about is a word of the vocabulary (`hazard`, `flag`, `cost`) or one of the
check's own (`case`). Filters narrow it down: to some `apis`, some `phases`, some `names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from snapcheck.knowledge.api import Api, Effect
from snapcheck.knowledge.tables import Table, did_you_mean, quoted
from snapcheck.knowledge.vocabulary import Cost, Vocabulary
from snapcheck.model import Confidence, Phase, Question, Rule


class Check(Struct, frozen=True):
    """The parameters of one check.

    `parameter` is the field that says what a question is about, empty where there is nothing to
    say. `cases` are its words where the vocabulary does not define them. `filters` are fields that
    a question may have besides; `own` ones belong to one of the cases, and replace the others.
    """

    parameter: str = ""
    cases: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    own: Mapping[str, tuple[str, ...]] = {}

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields that any question of this check may have."""
        own = [field for fields in self.own.values() for field in fields]
        return (*((self.parameter,) if self.parameter else ()), *self.filters, *own)


CHECKS: Mapping[str, Check] = {
    "kept": Check("hazard", filters=("apis",)),
    "drawn": Check("case", ("seed", "instance", "key", "global", "library"), ("apis",)),
    "absent": Check(filters=("apis",)),
    "started": Check(filters=("apis",)),
    "flagged": Check("flag", filters=("apis", "phases")),
    "per-invoke": Check("cost", filters=("apis",)),
    "hooks": Check(
        "case",
        ("late", "not-imported", "local", "cannot-finish"),
        ("apis",),
        {"local": ("names",)},
    ),
    "ignores": Check(),
    "deployment": Check(
        "case",
        ("version", "feature", "runtime", "trigger"),
        own={"feature": ("features",), "runtime": ("runtimes",)},
    ),
}
"""The checks that rule pages name."""

OPEN = {"flagged": Effect.FLAGS, "per-invoke": Effect.OFF}
"""The checks that may be asked about APIs which no row describes, with the effect of such rows."""

_PHASES = tuple(phase.name or "" for phase in Phase)
_FULL_NAME = re.compile(r"[A-Za-z_]\w*(?:\.\w+|\[\w+\])*")
_ONLY = ("names", "features", "runtimes")


def read_question(table: Table, words: Vocabulary, code: str) -> Question:
    """Return the question of one table of the rule `code`; mistakes are noted in the table."""
    word = table.word("check", CHECKS)
    check = CHECKS.get(word, Check())
    table.expect(("check",), ("check", *(_ANY_FIELD if not word else check.fields)))
    apis, phases = table.texts("apis"), table.texts("phases")
    about = table.text(check.parameter) if check.parameter else ""
    if not about and apis and word in OPEN:
        about = code
        _check_full_names(table, check.parameter, apis)
    elif check.parameter:
        _check_about(table, word, about, words)
    for phase in phases:
        if phase not in _PHASES:
            table.note(f"unknown phase {quoted(phase)}{did_you_mean(phase, _PHASES)}")
    _check_filters(table, check, about)
    only = tuple([each for field in _ONLY for each in table.texts(field)])
    return Question(word, about, apis, phases, only)


_ANY_FIELD = tuple({field for check in CHECKS.values() for field in check.fields})


def _check_about(table: Table, word: str, about: str, words: Vocabulary) -> None:
    check = CHECKS[word]
    of_words = {"hazard": words.hazards, "flag": words.flags, "cost": words.costs}
    known = of_words.get(check.parameter, check.cases)
    if about not in known:
        hint = did_you_mean(about, known)
        table.note(f"check {quoted(word)} knows no {check.parameter} {quoted(about)}{hint}")


def _check_full_names(table: Table, parameter: str, apis: tuple[str, ...]) -> None:
    for name in apis:
        if not _FULL_NAME.fullmatch(name):
            table.note(
                f"{quoted(name)} must be the full name of an API where no {parameter} is given"
            )


def _check_filters(table: Table, check: Check, about: str) -> None:
    allowed = check.own.get(about, check.filters)
    for field in check.fields:
        if field in table.values and field not in (check.parameter, *allowed):
            table.note(f"field {quoted(field)} does not go with {check.parameter} {quoted(about)}")


def own_rows(rule: Rule) -> Iterator[Api]:
    """Return a row for each API that a rule asks about by name alone."""
    for question in rule.questions:
        if question.check in OPEN and question.about == rule.code:
            for name in question.apis:
                yield _row(rule, question, name)


def _row(rule: Rule, question: Question, name: str) -> Api:
    effect = OPEN[question.check]
    return Api(
        name=name,
        library=rule.code,
        effect=effect,
        hazard=None,
        generators=(),
        clock="",
        phase="",
        at_most_arguments=None,
        first_argument=(),
        first_argument_contains=(),
        unless=(),
        only_with=(),
        draws_when="",
        flag=rule.code if effect is Effect.FLAGS else "",
        cost=Cost(rule.code, rule.summary, shared=True) if effect is not Effect.FLAGS else None,
        level=None,
        lazy=False,
        behaviour=rule.summary,
        instead=rule.instead,
        mend=None,
        evidence=f"the page of {rule.code}",
        confidence=Confidence.HIGH,
    )
