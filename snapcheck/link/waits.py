"""Which calls of a function yield nothing but how long something waits.

The jitter of a back-off is no identity: that every environment waits as long as the others is worth
a note at most. What a call yields may reach the wait through variables, arithmetic and the result
of a function that is named for it; a log may show it on the way. As little does it matter what
marks places in a text and is taken out of it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from snapcheck import facts
from snapcheck.link.syntax import (
    imported_as,
    last_names,
    name_of,
    nodes,
    once_a_module,
    own_function,
    pairs_of,
    parameter_at,
    partials_in,
    plain,
    single,
)

DELAYS = frozenset(
    {"delay", "countdown", "VisibilityTimeout", "DelaySeconds", "visibility_timeout", "wait"}
)
"""Arguments that say how long something waits."""

_WAITING = frozenset({"sleep"})
_SHOWING = frozenset(
    {"print", "debug", "info", "warning", "warn", "error", "exception", "critical", "log"}
)
_COMPUTING = frozenset({"min", "max", "float", "int", "round", "abs", "sum", "timedelta"})
_WORDING = frozenset({"format", "str", "repr"})
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_OF_DELAYS = frozenset({"backoff", "jitter", "delay", "delays"})
_OF_TIMES = frozenset({"sleep", "wait", "retry"}), frozenset({"time", "seconds", "interval"})
_OF_SPANS = _OF_DELAYS | {"ttl", "interval", "timeout"}
_ARITHMETIC = frozenset({"__add__", "__sub__", "__mul__"})
_OF_WAITS = _OF_DELAYS | {"sleep", "wait", "timeout"}
_MARKING = frozenset({"replace", "sub", "split", "join"})
_TAKING_OUT = frozenset({"replace", "split"})
_BESIDE = frozenset({"time", "seconds", "secs", "s", "ms", "interval", "retry", "value"})


# Functions that hand what they are given to functions that only tell of it.
_DEEPEST = 3


class _Fate(Enum):
    """What becomes of a value, where it does not go into a variable.

    What is GIVEN to a function counts as waited if its own name says so, and as used else. Of what
    is RETURNED, that depends on the callers.
    """

    WAITED = "waited"
    RETURNED = "returned"
    GIVEN = "given"
    SHOWN = "shown"
    TESTED = "tested"
    USED = "used"


_Way = _Fate | str
"""What becomes of a value; a text is the local variable that it goes into."""


class Waits(facts.Fact, frozen=True):
    """The sites of calls whose results say only how long something waits.

    `waited` are those of which a body itself shows that, `returned` those whose results only its
    callers see besides.
    """

    waited: frozenset[int]
    returned: frozenset[int]


def waits_of(module: facts.ModuleFacts, function: facts.FunctionFacts | None) -> Waits:
    """Return which calls of a body say only how long something waits.

    `function` is whose body that is; None at the top level.
    """
    ways = _Ways(module, function)
    waited = ways.calls_for(_Fate.WAITED)
    return Waits(waited, ways.calls_for(_Fate.WAITED, _Fate.RETURNED) - waited)


class _Ways:
    """What becomes of each local variable, and of the result of each call, in one function."""

    def __init__(
        self, module: facts.ModuleFacts, function: facts.FunctionFacts | None, depth: int = 0
    ) -> None:
        self._module = module
        self._depth = depth
        self._known = _known_of(module)
        self._partials = partials_in(module)
        self._locals: frozenset[str] = frozenset()
        self._captured: frozenset[str] = frozenset()
        self._returned = _Fate.RETURNED
        if function is not None:
            self._captured = function.captured | function.nonlocals
            self._locals = function.locals - self._captured - function.globals
            if _is_named_for_delays(function.name):
                self._returned = _Fate.WAITED
        self.of_names: dict[str, set[_Way]] = {}
        self.of_calls: dict[int, _Way] = {}
        body = module.body if function is None else function.body
        self._placeholders = _placeholders_in(body) & self._locals
        self._blocks(body)

    def calls_for(self, *ends: _Fate) -> frozenset[int]:
        """Return the sites of calls whose results end up as that, and are not used otherwise."""
        names = self.names_for(*ends)
        return frozenset(s for s, way in self.of_calls.items() if way in ends or way in names)

    def fates(self) -> _Fates:
        """Return what becomes of all variables."""
        told = (_Fate.SHOWN, _Fate.TESTED, _Fate.WAITED)
        return _Fates(
            self.names_for(*told),
            self.names_for(_Fate.WAITED),
            self.names_for(*told, _Fate.RETURNED),
        )

    def names_for(self, *fates: _Fate) -> frozenset[str]:
        """Return the variables that end up as that, and are not used otherwise."""
        ends = frozenset(fates)
        bad = {_Fate.USED, _Fate.RETURNED} - ends
        harmless = {name for name, ways in self.of_names.items() if bad.isdisjoint(ways)}
        while spoilt := {name for name in harmless if self._targets(name) - harmless}:
            harmless -= spoilt
        found: set[str] = set()
        while more := {n for n in harmless - found if self._reaches(n, ends, found)}:
            found |= more
        return frozenset(found)

    def _targets(self, name: str) -> set[str]:
        return {way for way in self.of_names[name] if isinstance(way, str) and way != name}

    def _reaches(self, name: str, ends: frozenset[_Fate], found: set[str]) -> bool:
        return not ends.isdisjoint(self.of_names[name]) or bool(self._targets(name) & found)

    def follow(self, statement: facts.Statement) -> None:
        """Note what a statement does with the values in it, and those of its blocks."""
        match statement:
            case facts.Assign(targets, value):
                self._assign(targets, value)
            case facts.Augment(target, value):
                self._value(value, self._into(target))
            case facts.Return(value):
                self._value(value, self._returned)
            case facts.Evaluate(value):
                self._value(value, _Fate.SHOWN)
            case facts.If(test, body, orelse) | facts.While(test, body, orelse):
                self._value(test, _Fate.TESTED)
                self._blocks(body, orelse)
            case facts.For() | facts.Match():
                self._parts_and_blocks(statement)
            case facts.Try(body, handlers, orelse, final):
                self._blocks(body, orelse, final, *[handler.body for handler in handlers])
            case facts.With(items, body):
                for manager, bound in items:
                    self._enter(manager, bound)
                self._blocks(body)
            case _:
                self._parts(statement)

    def _parts_and_blocks(self, statement: facts.For | facts.Match) -> None:
        if isinstance(statement, facts.For):
            self._parts((statement.target, statement.iterable))
            self._blocks(statement.body, statement.orelse)
        else:
            self._parts((statement.subject, *[case.guard for case in statement.cases]))
            self._blocks(*[case.body for case in statement.cases])

    def _assign(self, targets: tuple[facts.Expression, ...], value: facts.Expression) -> None:
        for target, one in pairs_of(targets, value) or [(targets[0], value)]:
            self._value(one, self._into(target) if len(targets) == 1 else _Fate.USED)
        self._parts(tuple(each for each in single(targets) if not isinstance(each, facts.Name)))
        if not self._placeholders.isdisjoint(name_of(target) for target in targets):
            # By way of calls that nothing is known of, such as `"".join(choices(LETTERS))`.
            self.of_calls.update({call.site: _Fate.WAITED for call in nodes(value, facts.Call)})

    def _enter(self, manager: facts.Expression, bound: facts.Expression | None) -> None:
        """Note what `with nullcontext(a) as b` does: it binds `b` to `a`."""
        call = plain(manager, self._partials) if isinstance(manager, facts.Call) else None
        if call is not None and name_of(call.function) == "nullcontext" and call.arguments:
            value = call.arguments[0].value
            self._value(value, self._into(bound) if bound is not None else _Fate.SHOWN)
        else:
            self._parts((manager, bound))

    def _blocks(self, *blocks: tuple[facts.Statement, ...]) -> None:
        for statement in (each for block in blocks for each in block):
            self.follow(statement)

    def _into(self, target: facts.Expression) -> _Way:
        if isinstance(target, facts.Name) and target.name in self._locals:
            # Who calls a variable so means nothing else by it, whatever is computed of it.
            return _Fate.WAITED if "jitter" in _words(target.name) else target.name
        captured = isinstance(target, facts.Name) and target.name in self._captured
        return _Fate.WAITED if _is_span(target) and not captured else _Fate.USED

    def _value(self, value: facts.Expression | None, way: _Way) -> None:
        way = _given(value) if way is _Fate.GIVEN else way
        match value:
            case facts.Name(name):
                self.of_names.setdefault(name, set()).add(way)
            case facts.Call():
                self.of_calls[value.site] = _Fate.WAITED if _names_jitter(value) else way
                self._call(value, way)
            case facts.Combine(parts) | facts.Either(parts):
                spread = _is_spread(value) or _names_jitter(value)
                for part in parts:
                    is_call = isinstance(part, facts.Call)
                    self._value(part, _Fate.WAITED if spread and is_call else way)
            case facts.Conditional(test, then, otherwise):
                self._value(test, _Fate.TESTED)
                self._value(then, way)
                self._value(otherwise, way)
            case facts.Walrus(target, inner):
                self._value(inner, self._into(target))
                self._value(target, way)
            case facts.Await(inner):
                self._value(inner, way)
            case facts.Compare() | facts.Not():
                self._tested(value)
            case _:
                self._parts(value)

    def _tested(self, test: facts.Compare | facts.Not) -> None:
        for part in test.parts if isinstance(test, facts.Compare) else (test.value,):
            self._value(part, _Fate.TESTED)

    def _call(self, call: facts.Call, way: _Way) -> None:
        """Note what a call does with its arguments."""
        call = plain(call, self._partials)
        self._parts(call.function)
        name = name_of(call.function)
        for position, argument in enumerate(call.arguments):
            if name in self._known.waiting or argument.keyword in DELAYS:
                self._value(argument.value, _Fate.WAITED)
            elif name in self._known.showing:
                self._value(argument.value, _Fate.SHOWN)
            elif name in _COMPUTING or name in _WORDING:
                self._value(argument.value, way)
            else:
                self._value(argument.value, self._inside(call, position, way))

    def _inside(self, call: facts.Call, position: int, way: _Way) -> _Way:
        """Return what a function of the module does with its argument at `position`."""
        function = own_function(self._module, call.function)
        if function is None or self._depth >= _DEEPEST:
            return _Fate.GIVEN
        name = parameter_at(function, call, position)
        deeper = self._depth + 1
        fates = self._known.fates.get((function.index, deeper))
        if fates is None:
            # Asked for each argument of each call.
            fates = _Ways(self._module, function, deeper).fates()
            self._known.fates[function.index, deeper] = fates
        if name in fates.told:
            return _Fate.WAITED if name in fates.waited else _Fate.SHOWN
        return way if name in fates.returned else _Fate.GIVEN

    def _parts(self, block: object) -> None:
        """Note that all that is named and called in there is used."""
        for name in nodes(block, facts.Name):
            self.of_names.setdefault(name.name, set()).add(_Fate.USED)
        for call in nodes(block, facts.Call):
            self.of_calls[call.site] = _Fate.USED


class _Fates(Struct, frozen=True):
    """The variables of a function that are only `told`, `waited` for, or told and `returned`."""

    told: frozenset[str]
    waited: frozenset[str]
    returned: frozenset[str]


class _Known(Struct, frozen=True, eq=False):
    """What is known of a module: the names that wait and that show, and what functions do.

    That is by the function's index, and how deep in calls it was asked about.
    """

    waiting: frozenset[str]
    showing: frozenset[str]
    fates: dict[tuple[int, int], _Fates]


@once_a_module
def _known_of(module: facts.ModuleFacts) -> _Known:
    waiting, showing = (names | imported_as(module.body, names) for names in (_WAITING, _SHOWING))
    return _Known(waiting, showing, {})


def _placeholders_in(body: tuple[facts.Statement, ...]) -> frozenset[str]:
    """Return the variables that only go into texts that they are taken out of again."""
    marking = [call for call in nodes(body, facts.Call) if name_of(call.function) in _MARKING]
    taken_out = {
        name_of(call.arguments[0].value)
        for call in marking
        if name_of(call.function) in _TAKING_OUT and call.arguments
    }
    if not taken_out:
        return frozenset()
    bound = [each for assign in nodes(body, facts.Assign) for each in single(assign.targets)]
    harmless = {name.site for name in nodes(tuple(marking), facts.Name)}
    harmless.update(target.site for target in bound if isinstance(target, facts.Name))
    used = {name.name for name in nodes(body, facts.Name) if name.site not in harmless}
    return frozenset(taken_out - used)


def _is_named_for_delays(name: str) -> bool:
    """Return whether a function is named for how long something waits."""
    words = frozenset(_words(name))
    return bool(words & _OF_DELAYS) or all(words & each for each in _OF_TIMES)


def _names_jitter(value: facts.Expression) -> bool:
    """Return whether a draw is bounded by, or multiplied with, what is called a jitter."""
    return any("jitter" in _words(name) for name in last_names(value))


def _given(value: facts.Expression | None) -> _Fate:
    """Return what becomes of an argument of a function of which nothing is known."""
    if isinstance(value, facts.Combine):
        return _Fate.GIVEN
    named = isinstance(value, facts.Name) and _is_named_for_waits(value.name)
    return _Fate.WAITED if named else _Fate.USED


def _is_spread(value: facts.Expression) -> bool:
    """Return whether `ttl + randint(1, 100)`: as long as something else, or a little longer."""
    if not isinstance(value, facts.Combine) or value.operator not in _ARITHMETIC:
        return False
    return any(_is_span(part) for part in value.parts)


def _is_span(expression: facts.Expression) -> bool:
    """Return whether something is named for how long something lasts."""
    if not isinstance(expression, (facts.Name, facts.Attribute)):
        return False
    return not _OF_SPANS.isdisjoint(_words(expression.name))


def _is_named_for_waits(name: str) -> bool:
    """Return whether a variable is named for nothing but how long something waits."""
    words = frozenset(_words(name))
    return bool(words & _OF_WAITS) and words <= _OF_WAITS | _BESIDE


def _words(name: str) -> Iterator[str]:
    for word in _WORD.findall(name):
        yield word.lower()
