"""What depends on the event: followed from an entry point's parameters through what is spelled out.

A client whose region the event names is another one on each invocation. That a value comes from
the event shows in no value, as nothing is known of one; it is followed by names, in each calling
context by itself: two callers of one helper do not share what they hand it. Who hands what on is
noted while bodies are followed, and judged when all has been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from snapcheck import facts
from snapcheck.facts import Expression, FunctionFacts, ModuleFacts
from snapcheck.link.places import FunctionId
from snapcheck.link.summary import Activation
from snapcheck.link.syntax import BINDING, bound_by, name_of, nodes, plain, single
from snapcheck.link.values import Passed

CONTEXT = "lambda-context"
"""The name of the object that Lambda passes as the second argument."""

# By these names libraries hand the request of the moment to whoever asks.
_REQUESTS = frozenset({"current_event", "current_request", "raw_event", "request"})
# From a parameter to an attribute, to another function, and so on.
_ROUNDS = 20


class Handed(Struct, eq=False):
    """How the parameters of bodies are spelled out where they are entered after the restore.

    Bodies and callers are activations. `given` are those that are filled in from outside the
    program, and by which callers. By identity of the expression: the facts stay.
    """

    on: dict[tuple[int, str], dict[tuple[int, int], tuple[int, Expression]]] = {}
    given: dict[int, dict[str, set[int]]] = {}

    def add(self, callee: int, name: str, argument: Passed, by: int) -> None:
        """Note that a parameter is handed an argument `by` a caller."""
        if argument.spelled is not None:
            spelled = self.on.setdefault((callee, name), {})
            caller, expression = argument.spelled
            spelled[caller, id(expression)] = argument.spelled
        elif not argument.value and name:
            self.fill_in(callee, name, by)

    def fill_in(self, callee: int, name: str, by: int) -> None:
        """Note that a parameter is filled in from outside the program, at a call `by` a caller."""
        self.given.setdefault(callee, {}).setdefault(name, set()).add(by)

    def withdraw(self, caller: int, callees: Iterable[int]) -> None:
        """Forget what a caller has handed to those that it calls."""
        called = frozenset(callees)
        for callee in called & self.given.keys():
            names = self.given[callee]
            for by in names.values():
                by.discard(caller)
            self.given[callee] = {name: by for name, by in names.items() if by}
        for (callee, _), spelled in self.on.items():
            if callee in called:
                for key in [key for key in spelled if key[0] == caller]:
                    del spelled[key]


class _Mentioned(Struct, frozen=True):
    """What an expression names: names, attributes, and attributes that `getattr` is asked for."""

    names: frozenset[str]
    attributes: frozenset[str]
    asked: frozenset[str]


class _Binding(Struct, frozen=True):
    """What a statement binds, names and own attributes, and what it binds them to mentions."""

    names: frozenset[str]
    attributes: frozenset[str]
    value: _Mentioned


class Events(Struct, eq=False):
    """Which names of which activations depend on an event."""

    modules: Mapping[str, ModuleFacts]
    activations: Sequence[Activation]
    names: dict[int, frozenset[str]] = {}
    attributes: set[str] = set()
    spelled: dict[int, _Mentioned] = {}
    bindings: dict[FunctionId, list[_Binding]] = {}

    def follow(self, handed: Handed) -> None:
        """Follow all that is handed on, until nothing more depends on an event."""
        given: dict[int, set[str]] = {id: set(names) for id, names in handed.given.items() if names}
        for _ in range(_ROUNDS):
            before = (sum(map(len, given.values())), len(self.attributes))
            self._spread(given)
            for (callee, name), spelled in handed.on.items():
                if name not in given.get(callee, ()) and any(
                    self.mentions(caller, expression) for caller, expression in spelled.values()
                ):
                    given.setdefault(callee, set()).add(name)
            if before == (sum(map(len, given.values())), len(self.attributes)):
                return

    def mentions(self, id: int, expression: Expression) -> bool:
        """Return whether an expression in a body names anything that depends on an event."""
        return self._depends(self._visible(id), self._mentioned(expression))

    def _mentioned(self, expression: Expression) -> _Mentioned:
        # By identity: what is spelled once is asked for in many calling contexts.
        known = self.spelled.get(id(expression))
        if known is None:
            known = self.spelled[id(expression)] = _mentioned(expression)
        return known

    def _depends(self, known: frozenset[str], mentioned: _Mentioned) -> bool:
        return not (
            known.isdisjoint(mentioned.names)
            and _REQUESTS.isdisjoint(mentioned.attributes)
            and self.attributes.isdisjoint(mentioned.attributes)
            and self.attributes.isdisjoint(mentioned.asked)
        )

    def _visible(self, id: int) -> frozenset[str]:
        """Return the names that depend on an event, of a body and of those around it."""
        found = set(self.names.get(id, ()))
        hidden = self._function(id).locals
        around = self.activations[id].environment
        while around >= 0 and self.activations[around].function is not None:
            found |= self.names.get(around, frozenset()) - hidden
            hidden |= self._function(around).locals
            around = self.activations[around].environment
        return frozenset(found)

    def _function(self, id: int) -> FunctionFacts:
        function = self.activations[id].function
        assert function is not None
        return self.modules[function.path].functions[function.number]

    def _spread(self, given: dict[int, set[str]]) -> None:
        for id, names in given.items():
            self.names[id] = self.names.get(id, frozenset()) | names
        for id in given:
            visible = self._visible(id)
            for binding in self._bindings_of(id):
                if self._depends(visible, binding.value):
                    visible |= binding.names
                    self.names[id] |= binding.names
                    self.attributes |= binding.attributes

    def _bindings_of(self, id: int) -> list[_Binding]:
        function = self.activations[id].function
        assert function is not None
        known = self.bindings.get(function)
        if known is None:
            known = self.bindings[function] = [
                _Binding(
                    frozenset(n.name for n in nodes(targets, facts.Name)) - {"self", "cls"},
                    frozenset(
                        t.name
                        for t in single(targets)
                        if isinstance(t, facts.Attribute) and _is_own(t.base)
                    ),
                    self._mentioned(value),
                )
                for targets, value in _bindings(self._function(id).body)
            ]
        return known


def _mentioned(expression: Expression) -> _Mentioned:
    names: set[str] = set()
    attributes: set[str] = set()
    asked: set[str] = set()
    for node in nodes(expression, facts.Fact):
        if isinstance(node, facts.Name):
            names.add(node.name)
        elif isinstance(node, facts.Attribute):
            attributes.add(node.name)
        elif isinstance(node, facts.Call):
            asked.update(_asked_for(node))
    return _Mentioned(frozenset(names), frozenset(attributes), frozenset(asked))


def _asked_for(call: facts.Call) -> Iterator[str]:
    """Yield the texts that a call of `getattr` is given."""
    call = plain(call)
    if name_of(call.function) == "getattr":
        for argument in call.arguments:
            literal = argument.value
            if isinstance(literal, facts.Literal) and isinstance(literal.value, str):
                yield literal.value


def _is_own(base: Expression) -> bool:
    return isinstance(base, facts.Name) and base.name in ("self", "cls")


def _bindings(body: object) -> Iterator[_Bound]:
    """Yield what a body binds, with what it binds it to."""
    for node in nodes(body, (*_BINDING, facts.If, facts.Match)):
        if isinstance(node, facts.If):
            # `if event[...]: region = ...`: which one it is depends on the event.
            for targets, _ in _plain_bindings((node.body, node.orelse)):
                yield targets, node.test
        elif isinstance(node, facts.Match):
            for case in node.cases:
                names = [facts.Name(name, facts.NO_SITE) for name, _ in case.names]
                yield tuple(names), node.subject
                for targets, _ in _plain_bindings(case.body):
                    yield targets, node.subject
        else:
            yield from _bound_by(node)


_BINDING = (*BINDING, facts.Augment, facts.For, facts.Clause, facts.Evaluate)
_Bound = tuple[tuple[Expression, ...], Expression]


def _plain_bindings(body: object) -> Iterator[_Bound]:
    """Yield what statements and expressions bind, each by itself."""
    for node in nodes(body, _BINDING):
        yield from _bound_by(node)


def _bound_by(node: object) -> Iterator[_Bound]:
    if isinstance(node, facts.Augment):
        yield (node.target,), node.value
    elif isinstance(node, (facts.For, facts.Clause)):
        yield (node.target,), node.iterable
    elif isinstance(node, facts.Evaluate):
        if isinstance(node.value, facts.Call):
            yield from _bound_by_call(node.value)
    else:
        yield from bound_by(node)


_FILLING = frozenset({"update", "setdefault", "append", "extend", "insert", "add", "__setitem__"})


def _bound_by_call(call: facts.Call) -> Iterator[_Bound]:
    """Yield what a statement like `options.update(a)` or `setattr(x, "y", a)` changes."""
    call = plain(call)
    function = call.function
    parts = tuple([argument.value for argument in call.arguments])
    if isinstance(function, facts.Attribute) and function.name in _FILLING:
        yield (function.base,), facts.Combine(parts)
    if isinstance(function, facts.Name) and function.name == "setattr" and len(parts) == 3:
        base, name, value = parts
        if isinstance(name, facts.Literal) and isinstance(name.value, str):
            yield (facts.Attribute(base, name.value, facts.NO_SITE),), value
