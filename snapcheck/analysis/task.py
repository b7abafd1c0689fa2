"""What is the same for all groups of a run."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from snapcheck.analysis.glance import Glances
from snapcheck.analysis.sources import Sources
from snapcheck.config.repository import Repository
from snapcheck.facts import ModuleFacts
from snapcheck.knowledge import Knowledge
from snapcheck.model import EntryPoint, Request, Rule


class Task(Struct, frozen=True):
    """A run as who works for it has to know it.

    `repository` is the one around the root. `beat` is called in the midst of long work. `facts` are
    those of files that were read before, by path and digest; more are added.
    """

    request: Request
    known: Knowledge
    rules: tuple[Rule, ...]
    sources: Sources
    glances: Glances
    repository: Repository
    beat: Callable[[], None] | None = None
    facts: dict[tuple[str, str], ModuleFacts] | None = None


class Stray(Struct, frozen=True):
    """A file that would register hooks, that no entry point imports, and whose program it is of."""

    path: str
    around: tuple[EntryPoint, ...]
