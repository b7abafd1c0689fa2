"""What an agent sends, as typed messages: the other side of `agent/lifecycle.py`."""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

import msgspec
from msgspec import Struct, field


class Described(Struct, frozen=True):
    """A value: a digest that equal values share, and the beginning of its text."""

    digest: str
    text: str


class Failed(Struct, frozen=True):
    """An exception that ended something, and the lines of the program that it went through."""

    type: str
    message: str
    lines: tuple[tuple[str, int], ...] = ()

    def __str__(self) -> str:
        return f"{self.type}: {self.message}" if self.message else self.type


class HookPlace(Struct, frozen=True):
    """Where the function of a hook stands; line 0 where it is none of Python's."""

    file: str
    line: int


class Answer(Struct, frozen=True):
    """One invocation: the plain parts of its answer by their paths, or the exception."""

    leaves: dict[str, Described | None]
    error: Failed | None = None


class Seen(Struct, frozen=True, kw_only=True):
    """What happened while one phase after the other ran, by file and line of the program.

    `moved` are the watches whose generator moved on while their lines ran.
    """

    samples: dict[str, Described | None] = field(default_factory=dict)
    lines: tuple[tuple[str, str, int, int], ...] = ()
    raised: tuple[tuple[str, str, int, str], ...] = ()
    acts: tuple[tuple[str, str, str, int, int], ...] = ()
    moved: frozenset[str] = frozenset()
    calls: dict[str, list[str]] = field(default_factory=dict)


class Init(Seen, frozen=True, tag_field="kind", tag="init", kw_only=True, dict=True):
    """INIT came to its end, or failed; `modules` are the program's files that it loaded."""

    error: Failed | None = None
    background: tuple[str, ...] = ()
    hooks: tuple[HookPlace, ...] = ()
    real_hooks: bool = False
    modules: tuple[str, ...] = ()
    python: str = ""
    coverage: str = ""


class Environment(Seen, frozen=True, tag_field="kind", tag="environment", kw_only=True, dict=True):
    """One environment, from its restore to its last invocation; `error` is of a hook."""

    error: Failed | None = None
    waiting: tuple[HookPlace, ...] = ()
    answers: tuple[Answer, ...] = ()
    variables: tuple[tuple[str, str, Described], ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @cached_property
    def failures(self) -> tuple[Failed, ...]:
        """What ended the hooks, or invocations."""
        own = (self.error,) if self.error is not None else ()
        return (*own, *[each.error for each in self.answers if each.error is not None])


class Entered(Struct, frozen=True, tag_field="kind", tag="phase"):
    """A phase begins, in the process `pid`."""

    name: str
    pid: int


class Gone(Struct, frozen=True, tag_field="kind", tag="gone"):
    """The process of an environment has ended."""

    status: int


Message: TypeAlias = Init | Environment | Entered | Gone
decode = msgspec.json.Decoder(Message).decode
