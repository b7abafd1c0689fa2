"""What can be known of an API, and all that is known together: the nouns.

Standard library and `snapcheck.model` only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from msgspec import Struct

from snapcheck.knowledge.flows import Flows, Handling
from snapcheck.knowledge.vocabulary import Cost, Hazard, Vocabulary
from snapcheck.model import Confidence, Level, Rule

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*")
_RUNTIME = "lambda-runtime."
MESSAGE_WORDS = ("name", "api", "used", "behaviour")
HEADINGS = (
    "## What it does",
    "## Why it is wrong after a restore",
    "## Use instead",
    "## When it is fine",
)

Condition = tuple[int | None, tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""The fields of an API row that limit it to some calls; rows of one name differ in them."""


Spelling = tuple[bytes, bytes, bytes, bytes]
"""What a file spells that uses an API, beside the last word of its name: the library's name, a
keyword, and how a text begins and ends. Empty is what need not be spelled: the name of a builtin,
or of what the runtime hands in.
"""


class Effect(Enum):
    """What a call, or reading an attribute or environment variable, does to a snapshot."""

    MAKES = "makes"
    """Yields a value with `hazard`."""
    STORES = "makes-in-receiver"
    """A method that yields a value with `hazard`, which its receiver keeps and uses."""
    ATTRIBUTE = "attribute"
    """An attribute: reading it yields a value with `hazard`."""
    DRAWS = "draws"
    """Draws from the process-wide `generators`; a value drawn in INIT and kept has `hazard`."""
    BUILDS_GENERATOR = "builds-generator"
    """Yields a non-cryptographic generator with a state of its own."""
    BUILDS_KEY = "builds-key"
    """Yields a key: a seed that numbers are drawn from, without a state that a draw moves on."""
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


class Mend(Struct, frozen=True):
    """One keyword argument that heals a call by itself, and what to know before it is passed.

    `value` is Python; a dotted name in braces, `{redis.ConnectionError}`, stands for that name as
    the file spells it. `risk` says what the argument may break, where it may. Next to an argument
    of `not_with` the call would not take it.
    """

    keyword: str
    value: str
    risk: str
    not_with: tuple[str, ...]


class When(Enum):
    """In which phase it matters that a program uses a name."""

    EVER = "ever"
    INIT = "init"
    """Where INIT uses it: what comes of it is in the snapshot."""
    INVOKE = "invoke"
    """Where invocations use it: it costs something each time."""


# What INVOKE makes, connects or waits for is made anew in each environment.
_LEFT_BY_INIT = frozenset(
    (
        *(Effect.MAKES, Effect.STORES, Effect.ATTRIBUTE, Effect.CONNECTS_ON_USE, Effect.OPENS),
        *(Effect.BUILDS_GENERATOR, Effect.BUILDS_KEY, Effect.BUILDS_SECURE),
        *(Effect.REVIVES, Effect.CLOSES, Effect.SLEEPS, Effect.WAITS),
    )
)
# What brings a generator into the snapshot matters only to who draws from it.
_HARMLESS = frozenset((Effect.SAFE, Effect.QUIET, Effect.OFF, Effect.TOUCHES))


# Compared by identity: values that carry a row are hashed far more often than rows are made.
class Api(Struct, frozen=True, eq=False):
    """What is known of one name; the API file of its library is the only source.

    `generators` are process-wide; `lazy` ones are in the snapshot only if INIT touches them.
    `clock` (wall or monotonic) belongs to hazards that are a moment, `phase` to hooks. `draws_when`
    belongs to libraries that draw: on each "call" of the name, in the "methods" of the object that
    the call yields, or "later", whenever something else uses that object. `level` is that of
    findings about such draws, where it is not their rule's. `flag` belongs to what is flagged
    wherever it runs. `cost` says what calling the name on every invocation costs, whatever its
    effect. `mend` is the argument that makes the row no longer apply, where one is enough.

    A row applies only to calls with at most `at_most_arguments` arguments (None: any), with one of
    the literals of `first_argument` in front (empty: any), with a literal in front that contains
    one of `first_argument_contains` (empty: any), with none of the arguments `unless` and with one
    of those of `only_with` (empty: any). An argument is `name`, or `name@2` where it may be passed
    by position too, counted from 0; `name=Value` and `name@2=Value` mean one that is passed as
    that constant, or as a name that ends so. What it makes is no finding in a program that spells
    one of `unless_spelled`: a key of its configuration. What it flags is none in a program where
    something has the flag `unless_flagged`, which says it all.
    """

    name: str
    library: str
    effect: Effect
    hazard: Hazard | None
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
    cost: Cost | None
    level: Level | None
    lazy: bool
    behaviour: str
    instead: str
    mend: Mend | None
    evidence: str
    confidence: Confidence
    unless_spelled: tuple[str, ...] = ()
    unless_flagged: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether using the name alone does nothing to a snapshot that a rule asks about."""
        return self.effect in _HARMLESS and not self.cost

    @property
    def matters(self) -> Iterator[When]:
        """The phases in which using the name may matter."""
        if self.effect in _LEFT_BY_INIT:
            yield When.INIT
        elif self.effect not in _HARMLESS:
            yield When.EVER
        if self.cost:
            yield When.INVOKE

    @property
    def conditional(self) -> bool:
        """Whether the row applies to some calls only."""
        return any((self.at_most_arguments is not None, *self.condition[1:]))

    @property
    def texts(self) -> Sequence[tuple[str, str]]:
        """How the texts begin and end one of which a call that the row is about spells; or empty.

        Whoever puts such a text together spells as much of it.
        """
        wanted = [(each[:3], each[-3:]) for each in self.first_argument]
        wanted += [(each[:6], each[-6:]) for each in self.first_argument_contains]
        return wanted or [("", "")]

    @property
    def keywords(self) -> Sequence[str]:
        """The keywords one of which a call that the row is about spells; or an empty one."""
        if not self.only_with or any("@" in argument for argument in self.only_with):
            return ("",)
        return [argument.partition("=")[0] for argument in self.only_with]

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


class Rows(Struct, frozen=True):
    """The rows of all API files: those about snapshots, by name, and those about values."""

    apis: Mapping[str, tuple[Api, ...]]
    flows: Flows


class Knowledge(Struct, frozen=True, dict=True):
    """All rules, by code in order, and all APIs, by name, which are read when they are needed.

    Several rows for one name differ in their condition; those with a condition come first. All
    that apply to a call count, up to one of effect safe, which ends the list.
    """

    rules: Mapping[str, Rule]
    vocabulary: Vocabulary
    read: Callable[[], Rows]

    @cached_property
    def _rows(self) -> Rows:
        return self.read()

    @property
    def flows(self) -> Flows:
        """What calls do with what they are given."""
        return self._rows.flows

    @cached_property
    def apis(self) -> Mapping[str, tuple[Api, ...]]:
        """All rows about snapshots, by the name that they are about."""
        return self._rows.apis

    @cached_property
    def hooks(self) -> frozenset[str]:
        """The last parts of the names of everything that registers hooks."""
        return frozenset(
            name.rpartition(".")[2]
            for name, apis in self.apis.items()
            if any(api.effect is Effect.HOOK for api in apis)
        )

    @cached_property
    def libraries(self) -> frozenset[str]:
        """The packages that any row is about: the first parts of all names."""
        names = (*self.apis, *[use.name for use in self.flows.rows])
        return frozenset(name.partition(".")[0].rstrip("*") for name in names)

    @cached_property
    def words(self) -> Mapping[bytes, frozenset[Spelling]]:
        """The words that an API can't be used without, where using it matters in any phase.

        That is the last one of its name; of `os.environ[TOKEN]` it is TOKEN, with os.
        """
        return self._words(When.EVER)

    @cached_property
    def init_words(self) -> Mapping[bytes, frozenset[Spelling]]:
        """Those of APIs that matter where INIT uses them."""
        return self._words(When.INIT)

    @cached_property
    def invoke_words(self) -> Mapping[bytes, frozenset[Spelling]]:
        """Those of APIs that matter where invocations use them."""
        return self._words(When.INVOKE)

    def _words(self, when: When) -> Mapping[bytes, frozenset[Spelling]]:
        found: dict[bytes, set[Spelling]] = {}
        for name, apis in self.apis.items():
            library, dot, _ = name.partition(".")
            spelled = library if dot and library.isidentifier() else ""
            for api in apis:
                if when in api.matters:
                    found.setdefault(_word(name).encode(), set()).update(
                        (spelled.encode(), keyword.encode(), start.encode(), end.encode())
                        for keyword in api.keywords
                        for start, end in api.texts
                    )
        return {word: frozenset(spellings) for word, spellings in found.items()}

    @cached_property
    def clients(self) -> tuple[tuple[bytes, bytes, bytes], ...]:
        """The calls of one library that yield objects of another one, which need not be spelled.

        The last word of each call, its library, and the library of what it yields.
        """
        found = [
            (use.name.rpartition(".")[2], use.name.partition(".")[0], use.detail.partition(".")[0])
            for use in self.flows.rows
            if use.handling is Handling.CLIENT
        ]
        return tuple(
            [
                (word.encode(), library.encode(), yields.encode())
                for word, library, yields in found
                if library != yields
            ]
        )

    @cached_property
    def generators(self) -> frozenset[str]:
        """The process-wide generators that any API draws from, seeds or touches."""
        return frozenset(
            generator for apis in self.apis.values() for api in apis for generator in api.generators
        )

    @cached_property
    def runtimes(self) -> Mapping[str, frozenset[str]]:
        """The Lambda runtimes, each with the lazy generators that it loads before the snapshot."""
        return {
            name.removeprefix(_RUNTIME): frozenset(g for api in apis for g in api.generators)
            for name, apis in self.apis.items()
            if name.startswith(_RUNTIME)
        }


def _word(name: str) -> str:
    last = name.rpartition(".")[2]
    if last.isidentifier():
        return last
    if name.endswith("]"):
        name = name.rpartition("[")[2]
    words: list[str] = _IDENTIFIER.findall(name.partition("(")[0])
    return words[-1]


class KnowledgeError(ValueError):
    """The files of `rules/` are wrong; one line for each mistake, of all files at once."""

    def __init__(self, *mistakes: str) -> None:
        # The mistakes are the arguments, so that the error survives the way between processes.
        super().__init__(*mistakes)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join(self.mistakes)
