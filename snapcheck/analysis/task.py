"""What is asked of a run: its request and rules, the same for all partitions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from snapcheck.analysis.file_scan import FileScans
from snapcheck.analysis.sources import Sources
from snapcheck.config.repository import Repository
from snapcheck.facts import ModuleFacts
from snapcheck.knowledge import Knowledge
from snapcheck.model import EntryPoint, Request, Rule


class UsageError(ValueError):
    """The request itself is wrong: one line, with the cause and the fix."""


class Task(Struct, frozen=True):
    """A run as who works for it has to know it.

    `repository` is the one around the root. `beat` is called in the midst of long work. `facts` are
    those of files that were read before, by path and digest; more are added.
    """

    request: Request
    known: Knowledge
    rules: tuple[Rule, ...]
    sources: Sources
    scans: FileScans
    repository: Repository
    beat: Callable[[], None] | None = None
    facts: dict[tuple[str, str], ModuleFacts] | None = None


class OrphanHooks(Struct, frozen=True):
    """A file that would register hooks, that no entry point imports, and whose program it is of."""

    path: str
    around: tuple[EntryPoint, ...]


def select_rules(
    rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]
) -> list[Rule]:
    """Return the rules that run: those selected (all, if none is) without those ignored, by code.

    Codes may be prefixes (`SNAP2`). Raises UsageError for one that no rule has.
    """
    for code in (*select, *ignore):
        if not code or not any(known.startswith(code) for known in rules):
            from difflib import get_close_matches

            near = get_close_matches(code, rules, 1, 0.4)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise UsageError(f"unknown rule code {code!r}{hint} (`snapcheck rules` lists them)")
    return [
        rule
        for code, rule in sorted(rules.items())
        if (not select or code.startswith(tuple(select)))
        and not (ignore and code.startswith(tuple(ignore)))
    ]
