"""Which calls of a function yield nothing but how long something waits.

The jitter of a back-off is no identity: that every environment waits as long as the others is worth
a note at most. What a call yields may reach the wait through variables, arithmetic and the result
of a function that is named for it; a log may show it on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from snapcheck import facts
from snapcheck.link.syntax import nodes

DELAYS = frozenset(
    {"delay", "countdown", "VisibilityTimeout", "DelaySeconds", "visibility_timeout", "wait"}
)
"""Arguments that say how long something waits."""

_WAITING = frozenset({"sleep"})
_SHOWING = frozenset(
    {"print", "debug", "info", "warning", "warn", "error", "exception", "critical", "log"}
)
_COMPUTING = frozenset({"min", "max", "float", "int", "round", "abs", "sum", "timedelta"})
_WORD = re.compile(r"[A-Z]?[a-z]+")
_OF_DELAYS = frozenset({"backoff", "jitter", "delay", "delays"})
_OF_TIMES = frozenset({"sleep", "wait", "retry"}), frozenset({"time", "seconds", "interval"})
_OF_WAITS = _OF_DELAYS | {"sleep", "wait"}
_BESIDE = frozenset({"time", "seconds", "secs", "s", "ms", "interval", "retry", "value"})


class _Fate(Enum):
    """What becomes of a value, where it does not go into a variable.

    What is GIVEN to a function counts as waited if its own name says so, and as used else.
    """

    WAITED = "waited"
    GIVEN = "given"
    SHOWN = "shown"
    TESTED = "tested"
    USED = "used"


_Way = _Fate | str
"""What becomes of a value; a text is the local variable that it goes into."""


def only_waited(function: facts.FunctionFacts) -> frozenset[int]:
    """Return the sites of the calls whose results say only how long something waits."""
    ways = _Ways(function)
    for statement in function.body:
        ways.follow(statement)
    waited = ways.waited()
    return frozenset(
        site for site, way in ways.of_calls.items() if way is _Fate.WAITED or way in waited
    )


class _Ways:
    """What becomes of each local variable, and of the result of each call, in one function."""

    def __init__(self, function: facts.FunctionFacts) -> None:
        elsewhere = function.captured | function.globals | function.nonlocals
        self._locals = function.locals - elsewhere
        self._returned = _Fate.WAITED if _is_named_for_delays(function.name) else _Fate.USED
        self.of_names: dict[str, set[_Way]] = {}
        self.of_calls: dict[int, _Way] = {}

    def waited(self) -> frozenset[str]:
        """Return the variables that reach a wait, and nothing that uses them otherwise."""
        harmless = {name for name, ways in self.of_names.items() if _Fate.USED not in ways}
        while spoilt := {name for name in harmless if self._targets(name) - harmless}:
            harmless -= spoilt
        found: set[str] = set()
        while more := {n for n in harmless - found if self._reaches(n, found)}:
            found |= more
        return frozenset(found)

    def _targets(self, name: str) -> set[str]:
        return {way for way in self.of_names[name] if isinstance(way, str) and way != name}

    def _reaches(self, name: str, found: set[str]) -> bool:
        return _Fate.WAITED in self.of_names[name] or bool(self._targets(name) & found)

    def follow(self, statement: facts.Statement) -> None:
        """Note what a statement does with the values in it, and those of its blocks."""
        match statement:
            case facts.Assign(targets, value):
                names = [each for target in targets for each in nodes(target, facts.Name)]
                plain = len(targets) == 1 and isinstance(targets[0], facts.Name)
                self._value(value, self._into(names[0].name) if plain else _Fate.USED)
                self._parts(tuple(each for each in targets if not isinstance(each, facts.Name)))
            case facts.Augment(facts.Name(name), value):
                self._value(value, self._into(name))
            case facts.Return(value):
                self._value(value, self._returned)
            case facts.Evaluate(value):
                self._value(value, _Fate.SHOWN)
            case facts.If(test, body, orelse) | facts.While(test, body, orelse):
                self._value(test, _Fate.TESTED)
                self._blocks(body, orelse)
            case facts.For(target, iterable, body, orelse):
                self._parts((target, iterable))
                self._blocks(body, orelse)
            case facts.Try(body, handlers, orelse, final):
                self._blocks(body, orelse, final, *[handler.body for handler in handlers])
            case facts.With(items, body):
                self._parts(items)
                self._blocks(body)
            case facts.Match(subject, cases):
                self._parts((subject, *[case.guard for case in cases]))
                self._blocks(*[case.body for case in cases])
            case _:
                self._parts(statement)

    def _blocks(self, *blocks: tuple[facts.Statement, ...]) -> None:
        for statement in (each for block in blocks for each in block):
            self.follow(statement)

    def _into(self, name: str) -> _Way:
        return name if name in self._locals else _Fate.USED

    def _value(self, value: facts.Expression | None, way: _Way) -> None:
        way = _given(value) if way is _Fate.GIVEN else way
        match value:
            case facts.Name(name):
                self.of_names.setdefault(name, set()).add(way)
            case facts.Call():
                self.of_calls[value.site] = way
                self._call(value, way)
            case facts.Combine(parts) | facts.Either(parts):
                for part in parts:
                    self._value(part, way)
            case facts.Conditional(test, then, otherwise):
                self._value(test, _Fate.TESTED)
                self._value(then, way)
                self._value(otherwise, way)
            case facts.Await(inner):
                self._value(inner, way)
            case facts.Compare(parts):
                for part in parts:
                    self._value(part, _Fate.TESTED)
            case facts.Not(inner):
                self._value(inner, _Fate.TESTED)
            case _:
                self._parts(value)

    def _call(self, call: facts.Call, way: _Way) -> None:
        """Note what a call does with its arguments."""
        self._parts(call.function)
        name = getattr(call.function, "name", "")
        for argument in call.arguments:
            if name in _WAITING or argument.keyword in DELAYS:
                self._value(argument.value, _Fate.WAITED)
            elif name in _SHOWING:
                self._value(argument.value, _Fate.SHOWN)
            elif name in _COMPUTING:
                self._value(argument.value, way)
            else:
                self._value(argument.value, _Fate.GIVEN)

    def _parts(self, block: object) -> None:
        """Note that all that is named and called in there is used."""
        for name in nodes(block, facts.Name):
            self.of_names.setdefault(name.name, set()).add(_Fate.USED)
        for call in nodes(block, facts.Call):
            self.of_calls[call.site] = _Fate.USED


def _is_named_for_delays(name: str) -> bool:
    """Return whether a function is named for how long something waits."""
    words = frozenset(_words(name))
    return bool(words & _OF_DELAYS) or all(words & each for each in _OF_TIMES)


def _given(value: facts.Expression | None) -> _Fate:
    """What becomes of an argument of a function of which nothing is known."""
    if isinstance(value, facts.Combine):
        return _Fate.GIVEN
    named = isinstance(value, facts.Name) and _is_named_for_waits(value.name)
    return _Fate.WAITED if named else _Fate.USED


def _is_named_for_waits(name: str) -> bool:
    """Return whether a variable is named for nothing but how long something waits."""
    words = frozenset(_words(name))
    return bool(words & _OF_WAITS) and words <= _OF_WAITS | _BESIDE


def _words(name: str) -> Iterator[str]:
    for word in _WORD.findall(name):
        yield word.lower()
