"""What depends on the event: followed from an entry point's parameters through what is spelled out.

A client whose region the event names is another one on each invocation. That a value comes from
the event shows in no value, as nothing is known of one; it is followed by names. Who hands what on
is noted while bodies are followed, and judged when all has been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from snapcheck import facts
from snapcheck.facts import Expression, FunctionFacts
from snapcheck.link.places import FunctionId
from snapcheck.link.syntax import nodes
from snapcheck.link.values import Passed

# By these names libraries hand the request of the moment to whoever asks.
_REQUESTS = frozenset({"current_event", "current_request", "raw_event", "request"})
# From a parameter to an attribute, to another function, and so on.
_ROUNDS = 20


class Handed(Struct, eq=False):
    """How the parameters of functions are spelled out where they are called after the restore.

    `given` are those that are filled in from outside the program. By identity of the expression:
    the facts stay.
    """

    on: dict[tuple[FunctionId, str], dict[int, tuple[FunctionId, Expression]]] = {}
    given: dict[FunctionId, set[str]] = {}

    def add(self, callee: FunctionId, name: str, argument: Passed) -> None:
        """Note that a parameter is handed an argument."""
        if argument.spelled is not None:
            spelled = self.on.setdefault((callee, name), {})
            spelled[id(argument.spelled[1])] = argument.spelled
        elif not argument.value and name:
            self.given.setdefault(callee, set()).add(name)


class Events(Struct, eq=False):
    """Which names of which functions depend on an event."""

    function_at: Callable[[FunctionId], FunctionFacts]
    functions_of: Callable[[str], tuple[FunctionFacts, ...]]
    names: dict[FunctionId, frozenset[str]] = {}
    attributes: set[str] = set()

    def follow(self, handed: Handed) -> None:
        """Follow all that is handed on, until nothing more depends on an event."""
        given: dict[FunctionId, set[str]] = {id: set(names) for id, names in handed.given.items()}
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

    def mentions(self, id: FunctionId, expression: Expression) -> bool:
        """Return whether an expression in a function names anything that depends on an event."""
        known = self._visible(id)
        if any(name.name in known for name in nodes(expression, facts.Name)):
            return True
        if any(
            attribute.name in _REQUESTS or attribute.name in self.attributes
            for attribute in nodes(expression, facts.Attribute)
        ):
            return True
        return any(self._looks_up(known, call) for call in nodes(expression, facts.Call))

    def _looks_up(self, known: frozenset[str], call: facts.Call) -> bool:
        """Whether a call is `getattr(x, "name")` of an attribute that depends on an event."""
        is_getattr = isinstance(call.function, facts.Name) and call.function.name == "getattr"
        literals = [a.value.value for a in call.arguments if isinstance(a.value, facts.Literal)]
        return is_getattr and any(literal in self.attributes for literal in literals)

    def _visible(self, id: FunctionId) -> frozenset[str]:
        """The names that depend on an event, of a function and of those around it."""
        function = self.function_at(id)
        found = set(self.names.get(id, ()))
        for around in self._around(id, function):
            names = self.names.get(FunctionId(id.path, around.index), frozenset())
            found |= names - function.locals
        return frozenset(found)

    def _around(self, id: FunctionId, function: FunctionFacts) -> Iterator[FunctionFacts]:
        for other in self.functions_of(id.path):
            if function.qualified.startswith(f"{other.qualified}."):
                yield other

    def _spread(self, given: dict[FunctionId, set[str]]) -> None:
        for id, names in given.items():
            self.names[id] = self.names.get(id, frozenset()) | names
        for id in given:
            body = self.function_at(id).body
            for targets, value in _bindings(body):
                if not self.mentions(id, value):
                    continue
                bound = {n.name for t in targets for n in nodes(t, facts.Name)}
                self.names[id] |= bound - {"self", "cls"}
                self.attributes |= {
                    t.name for t in targets if isinstance(t, facts.Attribute) and _is_own(t.base)
                }


def _is_own(base: Expression) -> bool:
    return isinstance(base, facts.Name) and base.name in ("self", "cls")


def _bindings(body: object) -> Iterator[tuple[tuple[Expression, ...], Expression]]:
    """Yield what a body binds, with what it binds it to."""
    for assign in nodes(body, facts.Assign):
        yield assign.targets, assign.value
    for augment in nodes(body, facts.Augment):
        yield (augment.target,), augment.value
    for loop in nodes(body, facts.For):
        yield (loop.target,), loop.iterable
    for walrus in nodes(body, facts.Walrus):
        yield (walrus.target,), walrus.value
    for comprehension in nodes(body, facts.Comprehension):
        for clause in comprehension.clauses:
            yield (clause.target,), clause.iterable
    for choice in nodes(body, facts.If):
        # `if event[...]: region = ...`: which one it is depends on the event.
        for assign in nodes((choice.body, choice.orelse), facts.Assign):
            yield assign.targets, choice.test
