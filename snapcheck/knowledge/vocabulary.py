"""The words that rules and API rows share: hazards, flags and costs, each with its traits.

`rules/hazards.toml` defines them; a folder of the user's own may define more. What the analysis
does with a value depends on the traits of its hazard, never on the hazard's name.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


# Compared by identity, as values that carry a hazard are hashed very often. One run has one
# vocabulary, so there is one object for each word.
class Hazard(Struct, frozen=True, eq=False):
    """What is wrong with a value that INIT made and that is used after the restore.

    Each field but `name`, `about` and `phrase` (how messages call such a value) is a trait:

    - `data`: the value is data, and whatever is computed from it is as stale;
    - `connection`: the value is an object that is connected to something outside;
    - `generator`: the value is a generator of numbers with a state of its own;
    - `drawn`: what a pseudo-random generator yields has this hazard, where its row names no other;
    - `moment`: the value is a reading of a clock, so a later one tells how old it is;
    - `ages`: the value says itself how old it is, by an expiry or a version to compare;
    - `fails`: using it when it is stale raises an error, which a program may handle;
    - `personal`: it belongs to whoever passes it, so what is built with it is built for them;
    - `identity`: it tells things apart, and within one process that holds after a restore too.
    """

    name: str
    about: str
    phrase: str
    data: bool = False
    connection: bool = False
    generator: bool = False
    drawn: bool = False
    moment: bool = False
    ages: bool = False
    fails: bool = False
    personal: bool = False
    identity: bool = False


HAZARD_TRAITS = ("data", "connection", "drawn", "moment", "ages", "fails", "personal", "identity")
"""The traits that a row of `hazards.toml` may name; generators come from effects of APIs."""

GENERATOR = Hazard(
    "generator", "A generator of pseudo-random numbers.", "generator", generator=True
)
SECURE_GENERATOR = Hazard(
    "secure-generator",
    "A generator that draws from the operating system.",
    "secure generator",
    generator=True,
)


class Flag(Struct, frozen=True):
    """A reason for which calling or reading an API is a finding by itself."""

    name: str
    about: str


class Cost(Struct, frozen=True):
    """What calling an API costs, which an invocation need not pay each time.

    `shared`: one result serves all invocations, unless it is asked for with arguments that differ
    from one invocation to the next.
    """

    name: str
    about: str
    shared: bool = False


COST_TRAITS = ("shared",)


class Vocabulary(Struct, frozen=True):
    """All hazards, flags and costs, by name."""

    hazards: Mapping[str, Hazard] = {}
    flags: Mapping[str, Flag] = {}
    costs: Mapping[str, Cost] = {}

    @property
    def all(self) -> tuple[Mapping[str, Hazard | Flag | Cost], ...]:
        """The words of each kind."""
        return (self.hazards, self.flags, self.costs)

    @property
    def connections(self) -> tuple[str, ...]:
        """The names of the hazards of connections."""
        return tuple([hazard.name for hazard in self.hazards.values() if hazard.connection])

    @property
    def drawn(self) -> Hazard | None:
        """The hazard of what a pseudo-random generator yields."""
        return next((hazard for hazard in self.hazards.values() if hazard.drawn), None)
