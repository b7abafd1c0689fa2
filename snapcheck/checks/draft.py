"""A finding before it has a rule's words and its lines and columns."""

from __future__ import annotations

from msgspec import Struct

from snapcheck.knowledge import Api, Effect
from snapcheck.link.atoms import Made
from snapcheck.link.places import Site
from snapcheck.model import Confidence, EntryPoint, Level, Rule, StepKind
from snapcheck.model.proof import Kept


class DraftStep(Struct, frozen=True):
    """One step of the story, at a site of the facts; the snapshot has none."""

    kind: StepKind
    text: str
    site: Site | None


class Draft(Struct, frozen=True):
    """What a check found: where, the words for the rule's message, and the story.

    `using` says what happens at the site `used`: "used in ...". `symbol` names the thing without
    any line: a fingerprint is made of it. `level` and `instead`, where they are there, are what the
    API's own `row` says. `label` is what the place is, if not what the rule says, and `subject`
    what the finding is about in the fewest words, if not `name`. `kept` is where a running program
    keeps what it is about.
    """

    site: Site
    name: str
    api: str
    used: Site | None
    using: str
    trace: tuple[DraftStep, ...]
    entry_points: tuple[EntryPoint, ...]
    confidence: Confidence
    symbol: str
    instead: str = ""
    level: Level | None = None
    row: Api | None = None
    label: str = ""
    subject: str = ""
    kept: Kept | None = None


SNAPSHOT = DraftStep(
    StepKind.SNAPSHOT, "snapshot taken here; every environment starts from this copy", None
)


def call_label(name: str, api: Api | None = None) -> str:
    """Return how a message shows a call of an API, or what was read."""
    is_read = name.endswith("]") or (api is not None and api.effect is Effect.ATTRIBUTE)
    return f"`{name}`" if is_read else f"`{name}()`"


def in_scope(scope: str) -> str:
    """Return `in ...` for a function's name, or words for the top level where there is none."""
    return f"in `{scope}`" if scope else "at the top level"


def maker(made: Made) -> str:
    """Return the name of the call at a value's origin: of a cursor, what made its connection."""
    is_part = made.is_connected and made.derived and made.api is not None
    return made.api.name if is_part and made.api is not None else made.name


def made_steps(made: Made) -> list[DraftStep]:
    """Return the steps from the call that makes a value through the calls that hand it on."""
    steps = [DraftStep(StepKind.MADE, f"made by {call_label(maker(made), made.api)}", made.origin)]
    passed = [site for site in (*made.path[1:], made.here) if site != made.origin]
    return [*steps, *[DraftStep(StepKind.PASSED, "returned by this call", s) for s in passed]]


Found = tuple[Rule, Draft]
"""What a rule found."""
