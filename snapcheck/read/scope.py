"""What one scope binds, reads and captures while its statements are lowered."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct, field

from snapcheck.facts import ClassFacts, Expression, FunctionFacts, Parameter, Statement


class Scope(Struct):
    """The names of a module, class or function body under construction.

    `kind` is "module", "class" or "function". Comprehensions have no scope of their own here: their
    targets are bound in the scope around them, which loses nothing that a snapshot question asks.
    """

    kind: str
    parent: Scope | None
    cls: int | None = None
    bound: set[str] = field(default_factory=set)
    read: set[str] = field(default_factory=set)
    rebound: set[str] = field(default_factory=set)
    captured: set[str] = field(default_factory=set)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    is_generator: bool = False

    @property
    def locals(self) -> frozenset[str]:
        """The names that live in this scope."""
        return _shared(frozenset(self.bound - self.globals - self.nonlocals))

    def close(self) -> None:
        """Tell the functions around which of their names this scope captures."""
        if self.kind != "function":
            free = self.read - self.bound if self.kind == "class" else set()
        else:
            free = (self.read | self.nonlocals) - self.locals - self.globals
        outer = self.parent
        while free and outer is not None:
            if outer.kind == "function":
                outer.captured |= free
                free = free - outer.locals
            outer = outer.parent


def finished_function(
    scope: Scope,
    index: int,
    qualified: str,
    parameters: tuple[Parameter, ...],
    *,
    decorators: tuple[Expression, ...] = (),
    body: tuple[Statement, ...] = (),
    is_async: bool,
    site: int,
) -> FunctionFacts:
    """Return the facts of the function whose closed scope this is."""
    names = scope.locals
    return FunctionFacts(
        index,
        qualified.rpartition(".")[2],
        qualified,
        parameters,
        decorators,
        body,
        names,
        _shared(names & scope.captured),
        _shared(frozenset(scope.rebound)),
        _shared(frozenset(scope.globals)),
        _shared(frozenset(scope.nonlocals)),
        scope.cls,
        is_async,
        scope.is_generator,
        site,
    )


@lru_cache(maxsize=1 << 12)
def _shared(names: frozenset[str]) -> frozenset[str]:
    """Return the same set each time: most are empty, or hold the same few names."""
    return names


ITERABLE = ".0"
"""How Python calls the parameter of a generator expression; no program can spell it."""

UNFINISHED_FUNCTION = finished_function(Scope("function", None), -1, "", (), is_async=False, site=0)
"""Holds the place of a function: those inside get the indices after it."""

UNFINISHED_CLASS = ClassFacts(-1, "", "", (), (), (), 0)
"""The same of a class."""
