"""What is known: reads the rule pages and API files of `rules/` into frozen values.

Every mistake of every file is collected and shown at once, one a line, with file, place and field.
Standard library and `snapcheck.model` only: `--help` and `rules` must not wait for a parser.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TypeVar

from snapcheck.model import Confidence, Example, Level, Question, Rule

CONNECTIONS = ("connection", "pool")
HAZARDS = (
    *("unique-id", "secret-material", "host-identity", "clock"),
    *(*CONNECTIONS, "resolved-address", "secret", "credentials", "remote-data"),
)
FLAGS = ("static-credentials", "secrets-extension")
COSTS = ("secret", "client", "connection", "metric")
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "kept": HAZARDS,
    "drawn": ("seed", "instance", "global", "library"),
    "absent": ("",),
    "started": ("",),
    "flagged": FLAGS,
    "per-invoke": COSTS,
    "hooks": ("late", "not-imported", "local", "cannot-finish"),
    "ignores": ("",),
    "deployment": ("version", "feature", "runtime", "trigger"),
}
MESSAGE_WORDS = ("name", "api", "used", "behaviour")
HEADINGS = (
    "## What it does",
    "## Why it is wrong after a restore",
    "## Use instead",
    "## When it is fine",
)

_PHASES = ("RESTORE", "INIT")
_CLOCKS = ("wall", "monotonic")
_DRAWS_WHEN = ("call", "methods", "later")
_LEVELS = tuple(level.label for level in Level)
_KINDS = ("bad", "good")
_LANGUAGES = ("python", "yaml", "json", "hcl")
_PART = r"\w+(?:\([\w-]+\)|\[\w+\])?"
_NAME = re.compile(rf"(?:lambda-context|lambda-runtime|{_PART})(?:\.{_PART})*")
_ARGUMENT = re.compile(r"[A-Za-z_]\w*(?:@\d+)?(?:=[\w.]+)?")
_FENCE = "```"
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_T = TypeVar("_T")

Condition = tuple[int | None, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The fields of an API row that limit it to some calls; rows of one name differ in them."""


class Effect(Enum):
    """What a call, or reading an attribute or environment variable, does to a snapshot."""

    MAKES = "makes"
    """Yields a value with `hazard`."""
    DRAWS = "draws"
    """Draws from the process-wide `generators`; a value drawn in INIT and kept is a unique-id."""
    BUILDS_GENERATOR = "builds-generator"
    """Yields a non-cryptographic generator with a state of its own."""
    BUILDS_SECURE = "builds-secure-generator"
    """Yields a generator that is safe wherever built; a value drawn in INIT has `hazard`."""
    SEEDS = "seeds"
    """Seeds the process-wide `generators`."""
    SEEDS_RECEIVER = "seeds-receiver"
    """Reseeds the generator object that it is a method of."""
    QUIET = "quiet"
    """A method of a generator object that neither draws nor seeds."""
    TOUCHES = "touches"
    """Importing or using this name brings the lazy `generators` into the snapshot."""
    LIBRARY_DRAWS = "library-draws"
    """Draws inside, from `generators`, at the time that `draws_when` tells; what it yields, made
    in INIT and kept, has `hazard`."""
    STARTS = "starts"
    """Starts work that goes on when the call has returned: a thread, a timer, a child process."""
    SLEEPS = "sleeps"
    """Waits for as many seconds as its first argument says."""
    WAITS = "waits"
    """Waits for something outside, for as long as that takes."""
    ABSENT = "absent"
    """Is not there under SnapStart."""
    CONNECTS_ON_USE = "connects-on-use"
    """Yields an object that connects with its first use, and has `hazard` once INIT has used it.
    Its methods are uses, but for those with a row of effect safe, quiet, revives or closes."""
    OPENS = "opens"
    """A method that connects its receiver, or a function that connects what it is given, where
    that connects on use; it has `hazard` from then on."""
    REVIVES = "revives"
    """A method that checks its receiver and reconnects it, or replaces its connections."""
    CLOSES = "closes"
    """A method that closes its receiver."""
    FLAGS = "flags"
    """Calling or reading it is the finding that `flag` tells, in whichever phase it runs."""
    SAFE = "safe"
    """Adds no hazard of its own; what its arguments carry is not washed off."""
    HOOK = "hook"
    """Registers a function to run in `phase`."""
    OFF = "off"
    """A measured fact that no rule asks about yet."""


# Compared by identity: values that carry a row are hashed far more often than rows are made.
@dataclass(frozen=True, slots=True, eq=False)
class Api:
    """What is known of one name; the API file of its library is the only source.

    `generators` are process-wide; `lazy` ones are in the snapshot only if INIT touches them.
    `clock` (wall or monotonic) belongs to the hazard clock, `phase` to hooks. `draws_when` belongs
    to libraries that draw: on each "call" of the name, in the "methods" of the object that the
    call yields, or "later", whenever something else uses that object. `level` is that of findings
    about such draws, where it is not their rule's. `flag` belongs to what is flagged wherever it
    runs. `cost` says what calling the name on every invocation costs, whatever its effect.

    A row applies only to calls with at most `at_most_arguments` arguments (None: any), with one of
    the literals of `first_argument` in front (empty: any), with a literal in front that contains
    one of `first_argument_contains` (empty: any), with none of the arguments `unless` and with one
    of those of `only_with` (empty: any). An argument is `name`, or `name@2` where it may be passed
    by position too, counted from 0; `name=Value` and `name@2=Value` mean one that is passed as
    that constant, or as a name that ends so.
    """

    name: str
    library: str
    effect: Effect
    hazard: str
    generators: tuple[str, ...]
    clock: str
    phase: str
    at_most_arguments: int | None
    first_argument: tuple[str, ...]
    first_argument_contains: tuple[str, ...]
    unless: tuple[str, ...]
    only_with: tuple[str, ...]
    draws_when: str
    flag: str
    cost: str
    level: Level | None
    lazy: bool
    behaviour: str
    instead: str
    evidence: str
    confidence: Confidence

    @property
    def conditional(self) -> bool:
        """Whether the row applies to some calls only."""
        return any((self.at_most_arguments is not None, *self.condition[1:]))

    @property
    def condition(self) -> Condition:
        """To which calls the row applies."""
        return (
            self.at_most_arguments,
            self.first_argument,
            self.first_argument_contains,
            self.unless,
            self.only_with,
        )


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All rules, by code in order, and all APIs, by name.

    Several rows for one name differ in their condition; those with a condition come first. All
    that apply to a call count, up to one of effect safe, which ends the list.
    """

    rules: Mapping[str, Rule]
    apis: Mapping[str, tuple[Api, ...]]

    @property
    def roots(self) -> frozenset[str]:
        """The first components of all API names, to screen files with: `random`, `os`, `open`.

        `lambda-context` is among them, though no source spells it.
        """
        return frozenset(re.split(r"[.(\[]", name, maxsplit=1)[0] for name in self.apis)


class KnowledgeError(ValueError):
    """The files of `rules/` are wrong; one line for each mistake, of all files at once."""

    def __init__(self, *mistakes: str) -> None:
        # The mistakes are the arguments, so that the error survives the way between processes.
        super().__init__(*mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(self.mistakes)


def load(folder: Path | None = None, more: tuple[Path, ...] = ()) -> Knowledge:
    """Read the rules and APIs of `folder`, or those that come with snapcheck (read only once).

    `more` are folders of the user's own, with the same kinds of files. Raises KnowledgeError, which
    lists every mistake of every file.
    """
    if folder is not None:
        return _load((folder, *more))
    return _load_shipped() if not more else _load((_shipped_folder(), *more))


def page_file(rule: Rule, more: tuple[Path, ...] = ()) -> Path | None:
    """The file of a rule's page: one that comes with snapcheck, or in one of the folders `more`."""
    name = f"{rule.code}-{rule.name}.md"
    files = (folder / name for folder in (_shipped_folder(), *more))
    return next((file for file in files if file.is_file()), None)


@cache
def _load_shipped() -> Knowledge:
    return _load((_shipped_folder(),))


def _shipped_folder() -> Path:
    installed = Path(__file__).parent / "rules"
    return installed if installed.is_dir() else Path(__file__).parent.parent / "rules"


def _load(folders: Iterable[Path]) -> Knowledge:
    mistakes: list[str] = []
    rules: list[Rule] = []
    rows: list[tuple[str, Api]] = []
    for folder in folders:
        if not folder.is_dir():
            raise KnowledgeError(f"{folder}: no such folder")
        folder = folder.resolve()
        pages = _sources(folder, folder.name, ".md", mistakes)
        libraries = _sources(folder / "apis", f"{folder.name}/apis", ".toml", mistakes)
        rules += [rule for source in pages if (rule := _read_rule(source))]
        rows += [row for source in libraries for row in _read_library(source)]
    knowledge = Knowledge(_rules_by_code(rules, mistakes), _apis_by_name(rows, mistakes))
    if mistakes:
        raise KnowledgeError(*mistakes)
    return knowledge


def _sources(folder: Path, shown: str, suffix: str, mistakes: list[str]) -> list[_Source]:
    """The files of the folder with that suffix, in order; none if there is no such folder."""
    names = sorted(os.listdir(folder)) if folder.is_dir() else []
    return [
        _Source(os.path.join(folder, name), f"{shown}/{name}", mistakes)
        for name in names
        if name.endswith(suffix) and name != "README.md"
    ]


def _rules_by_code(rules: Iterable[Rule], mistakes: list[str]) -> Mapping[str, Rule]:
    by_code: dict[str, Rule] = {}
    for rule in rules:
        if other := by_code.get(rule.code):
            mistakes.append(f"{rule.code} has two pages, named {other.name} and {rule.name}")
        by_code[rule.code] = rule
    return dict(sorted(by_code.items()))


def _apis_by_name(
    rows: Iterable[tuple[str, Api]], mistakes: list[str]
) -> Mapping[str, tuple[Api, ...]]:
    """Group the rows, each given with its place, by name; no two may apply to the same calls."""
    first: dict[tuple[object, ...], str] = {}
    by_name: dict[str, tuple[Api, ...]] = {}
    for place, api in rows:
        key = (api.name, api.condition)
        if key in first:
            mistakes.append(f"{place}: {_quoted(api.name)} is already known from {first[key]}")
        first[key] = place
        known = by_name.get(api.name)
        by_name[api.name] = _conditional_first((*known, api)) if known else (api,)
    return by_name


def _conditional_first(apis: Iterable[Api]) -> tuple[Api, ...]:
    return tuple(sorted(apis, key=lambda api: not api.conditional))


# --- a file, a table: typed values, or a mistake that names the place ----------------------------


@dataclass(frozen=True, slots=True)
class _Source:
    """One file under inspection; `mistakes` is shared by all files.

    `place` is how messages show it, `rules/apis/random.toml`. Strings, for a hundred Path objects
    would take longer to make than the files to read.
    """

    file: str
    place: str
    mistakes: list[str]

    @property
    def name(self) -> str:
        return self.place.rpartition("/")[2]

    def note(self, message: str, line: int | None = None) -> None:
        self.mistakes.append(f"{self.place}{f':{line}' if line else ''}: {message}")

    def text(self) -> str | None:
        """All of the file; None if it cannot be read."""
        try:
            with open(self.file, encoding="utf-8") as file:
                return file.read()
        except (OSError, UnicodeDecodeError) as error:
            self.note(f"cannot be read: {error}")
            return None

    def toml(self, text: str, lines_before: int = 0) -> Mapping[str, object] | None:
        """Parse TOML that starts after `lines_before` lines of the file; None if it is broken."""
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            message = str(error)
            place = _TOML_PLACE.search(message)
            end = len(text.splitlines())
            line = int(place[1]) if place and place[1] else end
            self.note(_TOML_PLACE.sub("", message), lines_before + line)
            return None


@dataclass(frozen=True, slots=True)
class _Table:
    """One TOML table under inspection; a wrong or missing field is noted and read as empty."""

    place: str
    values: Mapping[str, object]
    mistakes: list[str]

    def note(self, message: str) -> None:
        self.mistakes.append(f"{self.place}: {message}")

    def text(self, field: str) -> str:
        return self._typed(field, str, "a string", "")

    def flag(self, field: str) -> bool:
        return self._typed(field, bool, "true or false", False)

    def count(self, field: str) -> int | None:
        if field not in self.values:
            return None
        value = self.values[field]
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.note(f"{_quoted(field)} must be a number, 0 or more")
        return None

    def texts(self, field: str) -> tuple[str, ...]:
        values = self._typed(field, list, "a list of strings", [])
        if all(isinstance(value, str) for value in values):
            return tuple(values)
        self.note(f"{_quoted(field)} must be a list of strings")
        return ()

    def arguments(self, field: str) -> tuple[str, ...]:
        """Arguments of a call: `name`, `name@2`, `name=Value`, `name@2=Value`."""
        arguments = self.texts(field)
        for argument in arguments:
            if not _ARGUMENT.fullmatch(argument):
                forms = "name, name@2, name=Value or name@2=Value"
                self.note(f"{_quoted(argument)} in {_quoted(field)} is no argument: {forms}")
        return arguments

    def tables(self, field: str, title: str) -> Iterator[_Table]:
        values = self._typed(field, list, "a list of tables", [])
        for number, value in enumerate(values, start=1):
            if isinstance(value, dict):
                yield _Table(f"{self.place}: {title} {number}", value, self.mistakes)
            else:
                self.note(f"{_quoted(field)} must be a list of tables")

    def word(self, field: str, words: Collection[str]) -> str:
        """One of `words`, or empty where the field is not there."""
        value = self.text(field)
        if not value or value in words:
            return value
        self.note(f"unknown {field} {_quoted(value)}{_did_you_mean(value, words)}")
        return ""

    def expect(self, required: Iterable[str], known: Collection[str]) -> None:
        """Note the fields that must be there and are not, and those that nobody knows."""
        for field in required:
            if self.values.get(field) in (None, "", []):
                self.note(f"missing field {_quoted(field)}")
        for field in self.values:
            if field not in known:
                self.note(f"unknown field {_quoted(field)}{_did_you_mean(field, known)}")

    def _typed(self, field: str, kind: type[_T], description: str, empty: _T) -> _T:
        value = self.values.get(field, empty)
        if isinstance(value, kind):
            return value
        self.note(f"{_quoted(field)} must be {description}")
        return empty


def _quoted(word: str) -> str:
    return f'"{word}"'


def _did_you_mean(word: str, words: Collection[str]) -> str:
    # difflib is imported here because it is slow to import, and needed for mistakes only.
    from difflib import get_close_matches

    close = get_close_matches(word, words, n=1)
    if close:
        return f" (did you mean {_quoted(close[0])}?)"
    known = ", ".join(sorted(filter(None, words)))
    return f" (known: {known})" if known else ""


# --- API files -----------------------------------------------------------------------------------

_LIBRARY_FIELDS = ("library", "about", "api")
_ALWAYS = ("names", "effect", "behaviour", "evidence")
_CONDITIONS = (
    *("at-most-arguments", "first-argument", "first-argument-contains"),
    *("unless", "only-with"),
)

# The fields that an effect needs, and those it may have, beyond the ones that all rows share.
_NEEDS: Mapping[Effect, tuple[str, ...]] = {
    Effect.MAKES: ("hazard", "instead"),
    Effect.DRAWS: ("generators", "instead"),
    Effect.BUILDS_GENERATOR: ("instead",),
    Effect.BUILDS_SECURE: ("hazard", "instead"),
    Effect.SEEDS: ("generators", "instead"),
    Effect.SEEDS_RECEIVER: ("instead",),
    Effect.TOUCHES: ("generators",),
    Effect.LIBRARY_DRAWS: ("generators", "draws-when", "instead"),
    Effect.STARTS: ("instead",),
    Effect.WAITS: ("instead",),
    Effect.ABSENT: ("instead",),
    Effect.CONNECTS_ON_USE: ("hazard", "instead"),
    Effect.OPENS: ("hazard", "instead"),
    Effect.FLAGS: ("flag", "instead"),
    Effect.HOOK: ("phase", "instead"),
}
_MAY_HAVE: Mapping[Effect, tuple[str, ...]] = {
    Effect.MAKES: ("clock",),
    Effect.DRAWS: ("lazy",),
    Effect.LIBRARY_DRAWS: ("hazard", "lazy", "level"),
}
_HAZARDS: Mapping[Effect, tuple[str, ...]] = {
    Effect.CONNECTS_ON_USE: CONNECTIONS,
    Effect.OPENS: CONNECTIONS,
}
"""The hazards that go with an effect, where those are not all."""
_EFFECTS = {effect.value: effect for effect in Effect}
_SHARED = (*_ALWAYS, *_CONDITIONS, "instead", "cost")
_FIELDS = {
    effect: frozenset((*_SHARED, *_NEEDS.get(effect, ()), *_MAY_HAVE.get(effect, ())))
    for effect in Effect
}
_ANY_FIELD = frozenset().union(*_FIELDS.values())


def _read_library(source: _Source) -> Iterator[tuple[str, Api]]:
    """The rows of one API file, one for each name, each with the place it stands at."""
    text = source.text()
    values = None if text is None else source.toml(text)
    if values is None:
        return
    table = _Table(source.place, values, source.mistakes)
    table.expect(_LIBRARY_FIELDS, _LIBRARY_FIELDS)
    library = table.text("library")
    table.text("about")
    if library and source.name != f"{library}.toml":
        table.note(f"the file of library {_quoted(library)} must be called {library}.toml")
    for row in table.tables("api", "api"):
        for api in _read_apis(row, library):
            yield row.place, api


def _read_apis(row: _Table, library: str) -> Iterator[Api]:
    """One API for each name of the row; none if its effect is not known."""
    effect = _EFFECTS.get(row.word("effect", _EFFECTS))
    row.expect((*_ALWAYS, *_NEEDS.get(effect, ())) if effect else _ALWAYS, _ANY_FIELD)
    if effect is None:
        return
    _check_row(row, effect)
    hazard = row.word("hazard", _HAZARDS.get(effect, HAZARDS))
    clock, flag, cost = row.word("clock", _CLOCKS), row.word("flag", FLAGS), row.word("cost", COSTS)
    evidence = row.text("evidence")
    confidence = Confidence.MEDIUM if evidence.startswith("from memory") else Confidence.HIGH
    generators, phase = row.texts("generators"), row.word("phase", _PHASES)
    at_most, first = row.count("at-most-arguments"), row.texts("first-argument")
    containing = row.texts("first-argument-contains")
    unless, only_with = row.arguments("unless"), row.arguments("only-with")
    draws_when, level = row.word("draws-when", _DRAWS_WHEN), row.word("level", _LEVELS)
    lazy, behaviour, instead = row.flag("lazy"), row.text("behaviour"), row.text("instead")
    for name in row.texts("names"):
        if not _NAME.fullmatch(name):
            row.note(f"{_quoted(name)} is no name of an API")
        yield Api(
            name=name,
            library=library,
            effect=effect,
            hazard=hazard,
            generators=generators,
            clock=clock,
            phase=phase,
            at_most_arguments=at_most,
            first_argument=first,
            first_argument_contains=containing,
            unless=unless,
            only_with=only_with,
            draws_when=draws_when,
            flag=flag,
            cost=cost,
            level=Level[level.upper()] if level else None,
            lazy=lazy,
            behaviour=behaviour,
            instead=instead,
            evidence=evidence,
            confidence=confidence,
        )


def _check_row(row: _Table, effect: Effect) -> None:
    strange = (row.values.keys() - _FIELDS[effect]) & _ANY_FIELD
    for field in row.values:
        if field in strange:
            row.note(f"field {_quoted(field)} does not go with effect {_quoted(effect.value)}")
    if (row.values.get("hazard") == "clock") != ("clock" in row.values):
        row.note('hazard "clock" and the field "clock" (wall or monotonic) belong together')
    if "cost" in row.values and "instead" not in row.values:
        row.note('missing field "instead", which goes with the field "cost"')


# --- rule pages ----------------------------------------------------------------------------------

_RULE_FIELDS = ("code", "name", "summary", "level", "questions", "message", "instead", "tags")
_OPTIONAL_RULE_FIELDS = ("security-severity", "precision")
_PRECISIONS = ("very-high", "high", "medium", "low")


def _read_rule(source: _Source) -> Rule | None:
    """The rule of one page; None if its front matter cannot be read at all."""
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
    table = _Table(source.place, values, source.mistakes)
    table.expect(_RULE_FIELDS, (*_RULE_FIELDS, *_OPTIONAL_RULE_FIELDS))
    body = _Body(source, lines[end + 1 :], end + 2)
    rule = _rule_of(table, *body.read())
    _check_rule(table, source.name, rule)
    _check_examples(source, rule)
    return rule


def _end_of_front_matter(lines: list[str]) -> int | None:
    if not lines or lines[0] != "+++" or "+++" not in lines[1:]:
        return None
    return lines.index("+++", 1)


def _rule_of(table: _Table, page: str, examples: tuple[Example, ...]) -> Rule:
    level = table.word("level", _LEVELS)
    return Rule(
        code=table.text("code"),
        name=table.text("name"),
        summary=table.text("summary"),
        level=Level[level.upper()] if level else Level.NOTE,
        questions=tuple(map(_read_question, table.tables("questions", "question"))),
        message=table.text("message"),
        instead=table.text("instead"),
        security_severity=table.text("security-severity") or None,
        tags=table.texts("tags"),
        page=page,
        examples=examples,
        precision=table.word("precision", _PRECISIONS) or "medium",
    )


def _read_question(table: _Table) -> Question:
    table.expect(("check",), ("check", "hazard"))
    check = table.word("check", QUESTIONS)
    hazard = table.text("hazard")
    if check and hazard not in QUESTIONS[check]:
        hint = _did_you_mean(hazard, QUESTIONS[check])
        table.note(f"question {_quoted(check)} knows no hazard {_quoted(hazard)}{hint}")
    return Question(check, hazard)


def _check_rule(table: _Table, file_name: str, rule: Rule) -> None:
    if not re.fullmatch(r"[A-Z]{2,12}\d{3}", rule.code):
        table.note(f"{_quoted(rule.code)} is no code: SNAP (or your own letters) and three digits")
    if file_name != f"{rule.code}-{rule.name}.md":
        table.note(f"the page of this rule must be called {rule.code}-{rule.name}.md")
    severity = rule.security_severity
    if severity is not None and not re.fullmatch(r"10\.0|\d\.\d", severity):
        table.note('"security-severity" must be a number from 0.0 to 10.0, as a string')
    _check_message(table, rule.message)


def _check_message(table: _Table, message: str) -> None:
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


def _check_examples(source: _Source, rule: Rule) -> None:
    for kind in _KINDS:
        if not any(example.kind == kind for example in rule.examples):
            source.note(f"needs at least one {kind} example")
    for example in rule.examples:
        marker = f"# expect: {rule.code}" if example.kind == "bad" else "# expect:"
        marked = marker in example.text
        if example.kind == "bad" and example.language == "python" and not marked:
            source.note(f"bad example without a line marked {_quoted(marker)}", example.line)
        if example.kind == "good" and marked:
            source.note(f"good example with a line marked {_quoted(marker)}", example.line)


@dataclass(frozen=True, slots=True)
class _Body:
    """What stands below the front matter: the prose, then nothing but examples."""

    source: _Source
    lines: list[str]
    first_line: int

    def read(self) -> tuple[str, tuple[Example, ...]]:
        """The prose up to the first example, and the examples."""
        prose: list[str] = []
        examples: list[Example] = []
        lines = iter(enumerate(self.lines, start=self.first_line))
        for number, line in lines:
            if line.startswith(_FENCE):
                examples.append(self._example(number, line, self._block(number, lines)))
            elif not examples:
                prose.append(line)
            elif line.strip():
                self.source.note("only examples may follow the first example", number)
        self._check_headings(prose)
        return "\n".join(prose).strip() + "\n", tuple(examples)

    def _block(self, number: int, lines: Iterator[tuple[int, str]]) -> str:
        """The text up to the closing fence, which is taken as well."""
        block: list[str] = []
        for _, line in lines:
            if line.rstrip() == _FENCE:
                return "".join(block)
            block.append(f"{line}\n")
        self.source.note("this code block is not closed", number)
        return "".join(block)

    def _example(self, number: int, fence: str, text: str) -> Example:
        language, _, kind = fence.removeprefix(_FENCE).strip().partition(" ")
        if language not in _LANGUAGES or kind not in _KINDS:
            known = f"one of {', '.join(_LANGUAGES)}, and {' or '.join(_KINDS)}"
            self.source.note(f"a code block must begin with {_FENCE} and {known}", number)
        return Example(kind, language, text, number + 1)

    def _check_headings(self, prose: list[str]) -> None:
        headings = tuple(line for line in prose if line.startswith("#"))
        if headings != HEADINGS:
            self.source.note(f"must have exactly these headings: {', '.join(HEADINGS)}")
