"""What CloudFormation's functions (`!Ref`, `!Sub`, `!If` …) say in a template, where that is known.

Known are defaults of parameters, what a parent stack gives for them, mappings and literal text. All
that is decided at deployment is unknown, and given as None rather than guessed. Each question takes
a bounded number of steps, for aliases can make a small template say the same thing a billion times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.deploy.template import Node, elements, entries, is_empty, scalar, value_of

STEP_LIMIT = 200  # two a level at least, so that recursion stays far below its own limit
BRANCH_LIMIT = 16
TEXT_LIMIT = 4096
VARIABLE = re.compile(r"\$\{(!?)([^{}]*)\}")


class Variable(Struct, frozen=True):
    """A variable in the text of a `Sub`, and where it stands; `${!Name}` stands for itself."""

    name: str
    is_literal: bool
    start: int
    end: int


def variables(text: str) -> Iterator[Variable]:
    """Yield the variables of a `Sub`'s text."""
    for found in VARIABLE.finditer(text):
        yield Variable(found[2].strip(), bool(found[1]), found.start(), found.end())


class Values(Struct, frozen=True):
    """What is known of one template's values.

    `given` holds what a parent stack gives for parameters. `each` holds what the identifiers of
    the `Fn::ForEach` loops around a place stand for: in there, text may name them too. `assumed`
    is how conditions come out where only some deployments are asked about.
    """

    parameters: Node | None
    mappings: Node | None
    conditions: Node | None = None
    given: Mapping[str, str] = field(default_factory=dict)
    each: Mapping[str, str] = field(default_factory=dict)
    assumed: Mapping[str, bool] = field(default_factory=dict)

    def inside(self, identifier: str, value: str) -> Values:
        """Return what is known inside one turn of a loop."""
        return replace(self, each={**self.each, identifier: value})

    def text(self, node: Node | None) -> str | None:
        """Return the text that a node stands for.

        Of an `!If`, the first branch that can be known.
        """
        return None if node is None else self._text(node, iter(range(STEP_LIMIT)))

    def branches(self, node: Node) -> list[Node]:
        """Return the nodes that a node can be: those of an `!If` and of the ones inside it.

        The branch that the defaults of parameters choose comes first.
        """
        return self._branches(node, iter(range(STEP_LIMIT)))

    def cases(self, node: Node) -> list[tuple[Node, Mapping[str, bool]]]:
        """Return the branches of a node, with how conditions come out where each is taken."""
        return self._cases(node, iter(range(STEP_LIMIT)))

    def is_absent(self, node: Node) -> bool:
        """Return whether a node removes the property that it stands for."""
        name, argument = intrinsic(node)
        return is_empty(node) or (name == "Ref" and scalar(argument) == "AWS::NoValue")

    def named(self, text: str) -> str:
        """Return a text in which the identifiers of the loops around it are filled in."""
        for identifier, value in self.each.items():
            text = text.replace(f"${{{identifier}}}", value).replace(f"&{{{identifier}}}", value)
        return text

    def listed(self, node: Node) -> list[str] | None:
        """Return the texts of a list, or of a parameter that is one; None if any is unknown."""
        name, argument = intrinsic(node)
        if name == "Ref":
            text = self._default(scalar(argument))
            return None if text is None else [part.strip() for part in text.split(",")]
        parts = [self.text(part) for part in elements(node)]
        known = [part for part in parts if part is not None]
        return known if node.id == "sequence" and len(known) == len(parts) else None

    def _text(self, node: Node, steps: Iterator[int]) -> str | None:
        for branch in self._branches(node, steps):
            text = self._text_of_one(branch, steps)
            if text is not None and len(text) <= TEXT_LIMIT:
                return text
        return None

    def _text_of_one(self, node: Node, steps: Iterator[int]) -> str | None:
        """Return the text of a node that is no `!If`."""
        if next(steps, None) is None:
            return None
        name, argument = intrinsic(node)
        if name is None:
            text = None if is_empty(node) else _printable(scalar(node))
            return None if text is None else self.named(text)
        if name == "Ref":
            return self._default(scalar(argument))
        if name == "Sub":
            return self._substituted(argument, steps)
        if name == "FindInMap":
            return self._looked_up(elements(argument), steps)
        if name == "Join":
            return self._joined(elements(argument), steps)
        if name == "Select":
            return self._selected(elements(argument), steps)
        return None

    def _default(self, parameter: str | None) -> str | None:
        """Return the value of a parameter, unless that only names where the value is to be had."""
        for known in (self.each, self.given):
            if parameter is not None and parameter in known:
                return _printable(known[parameter])
        declared = value_of(self.parameters, parameter or "")
        kind = scalar(value_of(declared, "Type")) or ""
        default = scalar(value_of(declared, "Default"))
        return None if kind.startswith("AWS::SSM::") else _printable(default)

    def _substituted(self, argument: Node, steps: Iterator[int]) -> str | None:
        """Return the text of a `Sub` with its variables filled in.

        None if any of them is unknown.
        """
        parts = elements(argument) or [argument]
        own = entries(parts[1]) if len(parts) > 1 else {}
        text = _printable(scalar(parts[0]))
        if text is None:
            return None
        filled, last = [], 0
        for variable in variables(text):
            name = variable.name
            if variable.is_literal:
                value: str | None = f"${{{name}}}"
            elif name in own:
                value = self._text(own[name][1], steps)
            else:
                value = self._default(name)
            if value is None:
                return None
            filled += [text[last : variable.start], value]
            last = variable.end
        return "".join([*filled, text[last:]])

    def _looked_up(self, arguments: list[Node], steps: Iterator[int]) -> str | None:
        """Return the text that a `FindInMap` finds."""
        found = self.mappings
        for argument in arguments[:3]:
            key = self._text(argument, steps)
            found = value_of(found, key) if key is not None else None
        if found is None and len(arguments) == 4:
            return self._text_or_none(value_of(arguments[3], "DefaultValue"), steps)
        return _printable(scalar(found)) if len(arguments) >= 3 else None

    def _text_or_none(self, node: Node | None, steps: Iterator[int]) -> str | None:
        return None if node is None else self._text(node, steps)

    def _selected(self, arguments: list[Node], steps: Iterator[int]) -> str | None:
        """Return the text that a `Select` takes out of a list that is written out."""
        index = self._text(arguments[0], steps) if len(arguments) == 2 else None
        options = elements(arguments[1]) if index is not None else []
        if index is None or not index.isdecimal() or int(index) >= len(options):
            return None
        return self._text(options[int(index)], steps)

    def _joined(self, arguments: list[Node], steps: Iterator[int]) -> str | None:
        """Return the text of a `Join`; None if any part of it is unknown."""
        delimiter = scalar(arguments[0]) if len(arguments) == 2 else None
        if delimiter is None:
            return None
        parts = [self._text(part, steps) for part in elements(arguments[1])[:STEP_LIMIT]]
        known = [part for part in parts if part is not None]
        return delimiter.join(known) if known and known == parts else None

    def _branches(self, node: Node, steps: Iterator[int]) -> list[Node]:
        return [branch for branch, _ in self._cases(node, steps)]

    def _cases(self, node: Node, steps: Iterator[int]) -> list[tuple[Node, Mapping[str, bool]]]:
        """Return the branches of nested `!If`s with the conditions that lead to each.

        What the defaults choose comes first; what is assumed leaves out what it rules out.
        """
        found: list[tuple[Node, Mapping[str, bool]]] = []
        stack: list[tuple[Node, Mapping[str, bool]]] = [(node, {})]
        while stack and len(found) < BRANCH_LIMIT and next(steps, None) is not None:
            each, conditions = stack.pop()
            name, argument = intrinsic(each)
            if name != "If":
                found.append((each, conditions))
                continue
            condition, *both = elements(argument)[:3] or [argument]
            text = scalar(condition) or ""
            ways = [
                (branch, {**conditions, text: outcome})
                for branch, outcome in zip(both, (True, False), strict=False)
                if self._follows(text, steps) in (None, outcome)
            ]
            if self._condition(text, steps) is False:
                ways.reverse()
            stack.extend(reversed(ways))
        return found

    def _follows(self, name: str, steps: Iterator[int]) -> bool | None:
        """Return what a condition comes to by what is assumed alone; None if that is open."""
        if not self.assumed:
            return None
        return replace(self, parameters=None, given=self._equal())._condition(name, steps)

    def _equal(self) -> Mapping[str, str]:
        """Return the values of parameters without which the assumed conditions would not hold."""
        found = {}
        for name in [name for name, holds in self.assumed.items() if holds]:
            condition = value_of(self.conditions, name)
            kind, argument = intrinsic(condition) if condition is not None else (None, None)
            parts = elements(argument) if argument is not None and kind == "Equals" else []
            for parameter, literal in pairwise(parts * 2):
                called, named = intrinsic(parameter)
                if called == "Ref" and literal.id == "scalar" and intrinsic(literal)[0] is None:
                    found[scalar(named) or ""] = str(literal.value)
        return found

    def _condition(self, name: str | None, steps: Iterator[int]) -> bool | None:
        """Return what a condition comes to with the defaults of parameters.

        None if that is unknown.
        """
        if name is not None and name in self.assumed:
            return self.assumed[name]
        found = value_of(self.conditions, name or "")
        return None if found is None else self._decided(found, steps)

    def _decided(self, node: Node, steps: Iterator[int]) -> bool | None:
        if next(steps, None) is None:
            return None
        name, argument = intrinsic(node)
        parts = elements(argument)
        if name == "Equals" and len(parts) == 2:
            left, right = (self._text(part, steps) for part in parts)
            return None if left is None or right is None else left == right
        if name == "Not" and len(parts) == 1:
            decided = self._decided(parts[0], steps)
            return None if decided is None else not decided
        if name in ("And", "Or"):
            return _joint(name == "Or", [self._decided(part, steps) for part in parts])
        if name == "Condition":
            return self._condition(scalar(argument), steps)
        return None


def intrinsic(node: Node) -> tuple[str | None, Node]:
    """Return the function that a node calls and its argument: `!Sub X`, or `{"Fn::Sub": X}`.

    A node that calls none is its own argument.
    """
    tag = node.tag or ""
    if tag.startswith("!") and len(tag) > 1:
        return tag[1:], node
    if node.id == "mapping" and len(node.value) == 1:
        key, value = node.value[0]
        if key.id == "scalar" and (
            key.value in ("Ref", "Condition") or key.value.startswith("Fn::")
        ):
            return key.value.removeprefix("Fn::"), value
    return None, node


def _printable(text: str | None) -> str | None:
    """Return a text that can be a path or a name.

    What else there is could not be shown in a report.
    """
    return text if text is not None and len(text) <= TEXT_LIMIT and text.isprintable() else None


def _joint(dominant: bool, parts: list[bool | None]) -> bool | None:
    """Return what `Or` (where True dominates) or `And` (where False does) make of their parts."""
    if dominant in parts:
        return dominant
    return None if None in parts else not dominant
