"""What CloudFormation's functions (`!Ref`, `!Sub`, `!If` …) say in a template, where that is known.

Known are defaults of parameters, mappings and literal text. All that is decided at deployment is
unknown, and given as None rather than guessed. Each question takes a bounded number of steps, for
aliases can make a small template say the same thing a billion times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from snapcheck.discover.template import Node, elements, entries, is_empty, scalar, value_of

STEP_LIMIT = 200  # two a level at least, so that recursion stays far below its own limit
BRANCH_LIMIT = 16
TEXT_LIMIT = 4096
VARIABLE = re.compile(r"\$\{(!?)\s*([^{}]*?)\s*\}")


@dataclass(frozen=True, slots=True)
class Values:
    """What is known of one template's values: its `Parameters` and `Mappings` sections."""

    parameters: Node | None
    mappings: Node | None

    def text(self, node: Node | None) -> str | None:
        """The text that a node stands for; of an `!If`, the first branch that can be known."""
        return None if node is None else self._text(node, iter(range(STEP_LIMIT)))

    def branches(self, node: Node) -> list[Node]:
        """The nodes that a node can turn out to be: those of an `!If` and of the ones inside it."""
        return _branches(node, iter(range(STEP_LIMIT)))

    def is_absent(self, node: Node) -> bool:
        """Whether a node removes the property that it stands for."""
        name, argument = intrinsic(node)
        return is_empty(node) or (name == "Ref" and scalar(argument) == "AWS::NoValue")

    def _text(self, node: Node, steps: Iterator[int]) -> str | None:
        for branch in _branches(node, steps):
            text = self._text_of_one(branch, steps)
            if text is not None and len(text) <= TEXT_LIMIT:
                return text
        return None

    def _text_of_one(self, node: Node, steps: Iterator[int]) -> str | None:
        """The text of a node that is no `!If`."""
        if next(steps, None) is None:
            return None
        name, argument = intrinsic(node)
        if name is None:
            return None if is_empty(node) else _printable(scalar(node))
        if name == "Ref":
            return self._default(scalar(argument))
        if name == "Sub":
            return self._substituted(argument, steps)
        if name == "FindInMap":
            return self._looked_up(elements(argument), steps)
        if name == "Join":
            return self._joined(elements(argument), steps)
        return None

    def _default(self, parameter: str | None) -> str | None:
        """The default of a parameter, unless that only names where the value is to be had."""
        declared = value_of(self.parameters, parameter or "")
        kind = scalar(value_of(declared, "Type")) or ""
        default = scalar(value_of(declared, "Default"))
        return None if kind.startswith("AWS::SSM::") else _printable(default)

    def _substituted(self, argument: Node, steps: Iterator[int]) -> str | None:
        """The text of a `Sub` with its variables filled in; None if any of them is unknown."""
        parts = elements(argument) or [argument]
        own = entries(parts[1]) if len(parts) > 1 else {}
        text = _printable(scalar(parts[0]))
        if text is None:
            return None
        filled, last = [], 0
        for variable in VARIABLE.finditer(text):
            literal, name = variable.groups()
            if literal:
                value: str | None = f"${{{name}}}"
            elif name in own:
                value = self._text(own[name][1], steps)
            else:
                value = self._default(name)
            if value is None:
                return None
            filled += [text[last : variable.start()], value]
            last = variable.end()
        return "".join([*filled, text[last:]])

    def _looked_up(self, arguments: list[Node], steps: Iterator[int]) -> str | None:
        """The text that a `FindInMap` finds."""
        found = self.mappings
        for argument in arguments[:3]:
            key = self._text(argument, steps)
            found = value_of(found, key) if key is not None else None
        return _printable(scalar(found)) if len(arguments) >= 3 else None

    def _joined(self, arguments: list[Node], steps: Iterator[int]) -> str | None:
        """The text of a `Join`; None if any part of it is unknown."""
        delimiter = scalar(arguments[0]) if len(arguments) == 2 else None
        if delimiter is None:
            return None
        parts = [self._text(part, steps) for part in elements(arguments[1])[:STEP_LIMIT]]
        known = [part for part in parts if part is not None]
        return delimiter.join(known) if known and known == parts else None


def intrinsic(node: Node) -> tuple[str | None, Node]:
    """The function that a node calls and its argument: `!Sub X`, or `{"Fn::Sub": X}`.

    A node that calls none is its own argument.
    """
    tag = node.tag or ""
    if tag.startswith("!") and len(tag) > 1:
        return tag[1:], node
    if node.id == "mapping" and len(node.value) == 1:
        key, value = node.value[0]
        if key.id == "scalar" and (key.value == "Ref" or key.value.startswith("Fn::")):
            return key.value.removeprefix("Fn::"), value
    return None, node


def _printable(text: str | None) -> str | None:
    """A text that can be a path or a name; what else there is could not be shown in a report."""
    return text if text is not None and len(text) <= TEXT_LIMIT and text.isprintable() else None


def _branches(node: Node, steps: Iterator[int]) -> list[Node]:
    """The branches of nested `!If`s, in their order."""
    found: list[Node] = []
    stack = [node]
    while stack and len(found) < BRANCH_LIMIT and next(steps, None) is not None:
        each = stack.pop()
        name, argument = intrinsic(each)
        if name == "If":
            stack.extend(reversed(elements(argument)[1:3]))
        else:
            found.append(each)
    return found
