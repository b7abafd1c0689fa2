"""The nouns of `snapcheck verify`: what keeps a value, and what running the program showed.

Leaf module, below `model`: it imports the standard library and msgspec.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct


class Holder(Enum):
    """What kind of thing keeps a value, or holds the state that is drawn from."""

    VARIABLE = "variable"
    CLASS_ATTRIBUTE = "class attribute"
    INSTANCE_ATTRIBUTE = "instance attribute"
    ENVIRONMENT = "environment"
    DEFAULT = "default"
    CACHE = "cache"
    CLOSURE = "closure"
    GENERATOR = "generator"
    ABSENT = "absent"


class Kept(Struct, frozen=True, gc=False):
    """Where a program can find what a finding is about, while it runs.

    `module` is the path of the module's file, relative to the analysed root. `path` leads from the
    module's names through attributes and entries to the value: `("CONFIG", "id")`; "*" is an entry
    that is not known. A class attribute and an instance attribute begin with the class, a default,
    a cache and a closure with the function, and a generator is the name of its library's module.
    """

    holder: Holder
    module: str
    path: tuple[str | int, ...]


class Verdict(Enum):
    """What running a program says of a finding; none of them makes it go away."""

    PROVED = "proved"
    NOT_REACHED = "not reached"
    NOT_SHOWN = "not shown"


class Proof(Struct, frozen=True, gc=False):
    """A verdict, with what was seen, or why nothing was, as the end of a sentence."""

    verdict: Verdict
    reason: str


class Repeat(Struct, frozen=True, gc=False, order=True):
    """Something that every environment has alike and cold starts do not, and no finding names."""

    entry_point: str
    place: str


class Run(Struct, frozen=True, gc=False):
    """How one entry point was run; `notes` say what makes its verdicts less than certain."""

    entry_point: str
    python: str
    coverage: str
    environments: int
    cold_starts: int
    invocations: int
    notes: tuple[str, ...] = ()


class Verification(Struct, frozen=True):
    """All that running the program said; `proofs` are by the fingerprints of the findings."""

    proofs: Mapping[str, Proof]
    repeats: tuple[Repeat, ...] = ()
    runs: tuple[Run, ...] = ()
