"""What is asked of a run: its request and rules, the same for all partitions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from snapcheck.analysis.file_scan import FileScans
from snapcheck.analysis.sources import Sources
from snapcheck.config.codes import code_of
from snapcheck.config.repository import Repository
from snapcheck.facts import ModuleFacts
from snapcheck.knowledge import Knowledge
from snapcheck.model import EntryPoint, Request, Rule

if TYPE_CHECKING:
    from snapcheck.analysis.partitions import Partition
    from snapcheck.analysis.sources import Reading
    from snapcheck.link.program import Program


class UsageError(ValueError):
    """The request itself is wrong: one line, with the cause and the fix."""


class Task(Struct, frozen=True):
    """A run as who works for it has to know it.

    `repository` is the one around the root. `beat` is called in the midst of long work. `facts` are
    those of files that were read before, by path and digest; more are added. `links` are programs
    that were linked before.
    """

    request: Request
    known: Knowledge
    rules: tuple[Rule, ...]
    sources: Sources
    scans: FileScans
    repository: Repository
    beat: Callable[[], None] | None = None
    facts: dict[tuple[str, str], ModuleFacts] | None = None
    links: Links | None = None


class Links(Protocol):
    """Programs that were linked before, and what reads the files that are being edited."""

    def reader(self, request: Request) -> Callable[[bytes, str], ModuleFacts]:
        """Return what reads files."""

    def take(
        self, partition: Partition, entries: Sequence[EntryPoint], task: Task, reading: Reading
    ) -> Program | None:
        """Return the program of a partition, if it need not be linked anew."""

    def keep(
        self,
        partition: Partition,
        entries: Sequence[EntryPoint],
        task: Task,
        program: Program,
        reading: Reading,
    ) -> None:
        """Keep the program of a partition."""


class OrphanHooks(Struct, frozen=True):
    """A file that would register hooks, that no entry point imports, and whose program it is of."""

    path: str
    around: tuple[EntryPoint, ...]


def in_codes(request: Request, rules: Mapping[str, Rule]) -> Request:
    """Return the request with codes for the names of rules.

    Raises UsageError for one that no rule has.
    """
    return replace(
        request,
        select=tuple([_code_of(word, rules) for word in request.select]),
        extend_select=tuple([_code_of(word, rules) for word in request.extend_select]),
        ignore=tuple([_code_of(word, rules) for word in request.ignore]),
        per_file_ignores=tuple(
            [
                (pattern, tuple([_code_of(word, rules) for word in words]))
                for pattern, words in request.per_file_ignores
            ]
        ),
        levels=tuple([(_code_of(word, rules), level) for word, level in request.levels]),
    )


def _code_of(word: str, rules: Mapping[str, Rule]) -> str:
    code = code_of(word, rules)
    if code is None:
        from difflib import get_close_matches

        names = [*rules, *[rule.name for rule in rules.values()]]
        near = get_close_matches(word, names if "-" in word else rules, 1, 0.4)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise UsageError(f"unknown rule code {word!r}{hint} (`snapcheck rules` lists them)")
    return code


def levelled(rules: Iterable[Rule], request: Request) -> tuple[Rule, ...]:
    """Return the rules with the levels that the request gives them."""
    return tuple(
        [
            rule if (level := request.level_of(rule.code)) is None else replace(rule, level=level)
            for rule in rules
        ]
    )


def select_rules(
    rules: Mapping[str, Rule], select: Sequence[str], ignore: Sequence[str]
) -> list[Rule]:
    """Return the rules that run: those selected (all, if none is) without those ignored, by code.

    Codes may be prefixes (`SNAP2`).
    """
    return [
        rule
        for code, rule in sorted(rules.items())
        if (not select or code.startswith(tuple(select)))
        and not (ignore and code.startswith(tuple(ignore)))
    ]
