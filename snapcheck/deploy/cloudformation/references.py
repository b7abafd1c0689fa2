"""Where a CloudFormation template refers to its own resources, and what stands behind the name.

`!Sub "${Fn.Arn}:live"` refers to the attribute Arn of Fn with the tail `:live`: so a reference to
a function's version or alias can be told from one to the function itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from snapcheck.deploy.cloudformation.intrinsics import Values, intrinsic, variables
from snapcheck.deploy.template import Node, elements, entries, scalar

STEP_LIMIT = 20_000  # an API's whole definition can be written into one property
_QUALIFIED_TAIL = re.compile(r":(?!\$LATEST)|[\w$-]")


class Reference(Struct, frozen=True):
    """One mention of a resource; `key` is the property's key that it stands under."""

    name: str
    attribute: str
    tail: str
    key: Node

    @property
    def is_unqualified(self) -> bool:
        """Return whether it means a function itself, with no version or alias behind its name."""
        return self.attribute in ("", "Arn") and not _QUALIFIED_TAIL.match(self.tail)


class _Visit(Struct, frozen=True):
    node: Node
    key: Node
    tail: str


def references(key: Node, value: Node, values: Values) -> Iterator[Reference]:
    """Yield all references below a property, each once, in their order; a bounded number."""
    stack = [_Visit(value, key, "")]
    seen: set[tuple[int, str]] = set()
    for _ in range(STEP_LIMIT):
        if not stack:
            return
        visit = stack.pop()
        if (id(visit.node), visit.tail) in seen:
            continue
        seen.add((id(visit.node), visit.tail))
        below: list[_Visit] = []
        for each in _inside(visit, values):
            if isinstance(each, Reference):
                yield each
            else:
                below.append(each)
        stack.extend(reversed(below))


def _inside(visit: _Visit, values: Values) -> Iterator[Reference | _Visit]:
    """Yield what a node refers to itself, and the nodes in it that may refer to more."""
    name, argument = intrinsic(visit.node)
    if name == "Ref":
        yield Reference(values.named(scalar(argument) or ""), "", visit.tail, visit.key)
    elif name == "GetAtt":
        yield _attribute(argument, visit, values)
    elif name == "Sub":
        yield from _substituted(argument, visit, values)
    elif name == "Join":
        yield from _joined(argument, visit, values)
    elif name is not None and argument is not visit.node:
        yield _Visit(argument, visit.key, visit.tail)
    elif visit.node.id == "mapping":
        yield from (_Visit(part, at, "") for at, part in visit.node.value)
    else:
        yield from (_Visit(part, visit.key, visit.tail) for part in elements(visit.node))


def _substituted(argument: Node, visit: _Visit, values: Values) -> Iterator[Reference | _Visit]:
    """Yield the variables of a `Sub`; those with values of their own may hold references."""
    parts = elements(argument) or [argument]
    own = entries(parts[1]) if len(parts) > 1 else {}
    for variable, tail in _variables(values.named(scalar(parts[0]) or "")):
        if variable in own:
            yield _Visit(own[variable][1], visit.key, tail)
        else:
            target, _, attribute = variable.partition(".")
            yield Reference(target, attribute, tail or visit.tail, visit.key)


def _attribute(argument: Node, visit: _Visit, values: Values) -> Reference:
    """Return the reference of a `GetAtt`, written as `Fn.Arn` or as a list."""
    parts = [values.text(part) or "" for part in elements(argument)]
    text = ".".join(parts) if parts else values.named(scalar(argument) or "")
    name, _, attribute = text.partition(".")
    return Reference(name, attribute, visit.tail, visit.key)


def _variables(text: str) -> Iterator[tuple[str, str]]:
    """Yield the variables of a `Sub`'s text, each with the text behind it."""
    for variable in variables(text):
        if not variable.is_literal:
            yield variable.name, text[variable.end : variable.end + 16]


def _joined(argument: Node, visit: _Visit, values: Values) -> Iterator[_Visit]:
    """Yield the parts of a `Join`; behind each stands the delimiter and the next one."""
    parts = elements(argument)
    if len(parts) != 2:
        return
    delimiter, joined = scalar(parts[0]) or "", elements(parts[1])
    for index, part in enumerate(joined):
        last = index == len(joined) - 1
        following = visit.tail if last else delimiter + (values.text(joined[index + 1]) or "")
        yield _Visit(part, visit.key, following)
