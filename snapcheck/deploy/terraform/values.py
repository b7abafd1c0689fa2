"""What expressions of a Terraform module come to, where its files alone decide that.

Known are defaults of variables, `terraform.tfvars`, locals, and what a calling module passes. What
only a provider or the command line knows is unknown. Each question takes a bounded number of steps.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from snapcheck.deploy.terraform.hcl import (
    Block,
    Call,
    Choice,
    Entries,
    Expression,
    Items,
    Operation,
    Reference,
    Template,
    Text,
)
from snapcheck.filesystem.disk import Disk

STEP_LIMIT = 400
TEXT_LIMIT = 4096
INSTANCE_LIMIT = 200
_TRUTH: Mapping[str, bool] = {"true": True, "false": False}
Value = str | list["Value"] | dict[str, "Value"]


class Module(Struct, frozen=True):
    """One module as it is called: its folder, that of the root module, and what it knows.

    `path` is the module's folder relative to the root module's, as `path.module` says it.
    `defaults` are the variables that are given no value. `each` holds the key and value of the
    instance of a resource that is looked at.
    """

    folder: Path
    root: Path
    blocks: tuple[Block, ...]
    by_type: Mapping[str, Sequence[Block]]
    variables: Mapping[str, Value]
    locals: Mapping[str, Expression]
    disk: Disk
    defaults: frozenset[str] = frozenset()
    each: Mapping[str, Value] = field(default_factory=dict)

    def resources(self, *kinds: str) -> Iterator[Block]:
        """Yield the resources of these types."""
        for kind in kinds:
            yield from self.by_type.get(kind, ())

    def instances(self, block: Block, cut: Callable[[int], object]) -> Iterator[Module]:
        """Yield the module as each instance of a block with `for_each` sees it.

        Itself for others. `cut` hears of how many instances some are left out.
        """
        written = block.value("for_each")
        if written is None:
            yield self
            return
        found = self.value(written)
        pairs: list[tuple[str, Value]] = []
        if isinstance(found, dict):
            pairs = list(found.items())
        elif isinstance(found, list):
            pairs = [(item, item) for item in found if isinstance(item, str)]
        if found is None:
            yield self
        if len(pairs) > INSTANCE_LIMIT:
            cut(len(pairs))
        for key, value in pairs[:INSTANCE_LIMIT]:
            yield replace(self, each={"key": key, "value": value})

    def text(self, expression: Expression | None) -> str | None:
        """Return the text that an expression comes to; None if unknown."""
        found = self.value(expression)
        if isinstance(found, str) and len(found) <= TEXT_LIMIT and found.isprintable():
            return found
        return None

    def flag(self, expression: Expression | None) -> bool | None:
        """Return the truth value that an expression comes to: False if it is not written at all."""
        if expression is None or expression == Text(None):
            return False
        return _TRUTH.get(self.text(expression) or "")

    def value(self, expression: Expression | None) -> Value | None:
        """Return what an expression comes to; None if unknown, or `null`."""
        return None if expression is None else self._value(expression, iter(range(STEP_LIMIT)))

    def local(self, text: str) -> Path:
        """Return the file or folder that a path means: relative to the root module."""
        path = Path(os.path.normpath(self.root / text))
        inside = Path(os.path.normpath(self.folder / text))
        return inside if not self.disk.exists(path) and self.disk.exists(inside) else path

    def _value(self, expression: Expression, steps: Iterator[int]) -> Value | None:
        if next(steps, None) is None:
            return None
        if isinstance(expression, Text):
            return expression.value
        if isinstance(expression, Template):
            parts = [self._value(part, steps) for part in expression.parts]
            texts = [part for part in parts if isinstance(part, str)]
            return "".join(texts) if len(texts) == len(parts) else None
        if isinstance(expression, Reference):
            return self._named(expression, steps)
        if isinstance(expression, Items):
            items = [self._value(item, steps) for item in expression.items]
            known = [item for item in items if item is not None]
            return known if len(known) == len(items) else None
        if isinstance(expression, Entries):
            pairs = {name: self._value(value, steps) for name, value in expression.entries.items()}
            return {name: value for name, value in pairs.items() if value is not None}
        if isinstance(expression, Choice):
            return self._chosen(expression, steps)
        if isinstance(expression, Operation):
            return _operated(expression, [self._value(part, steps) for part in expression.parts])
        if isinstance(expression, Call):
            return self._called(expression, steps)
        return None

    def _chosen(self, choice: Choice, steps: Iterator[int]) -> Value | None:
        """Return what is chosen; of an unknown test, any that is known.

        What a variable is by default, another deployment may set.
        """
        sure = {name: each for name, each in self.variables.items() if name not in self.defaults}
        truth = _truth(replace(self, variables=sure)._value(choice.test, steps))
        if truth is not None:
            return self._value(choice.then if truth else choice.otherwise, steps)
        then = self._value(choice.then, steps)
        return then if then is not None else self._value(choice.otherwise, steps)

    def _named(self, reference: Reference, steps: Iterator[int]) -> Value | None:
        if len(reference.steps) < 2 or not isinstance(reference.steps[1], str):
            return None
        scope, name = reference.steps[0], reference.steps[1]
        found: Value | None = None
        if scope == "var":
            found = self.variables.get(name)
        elif scope == "local" and name in self.locals:
            found = self._value(self.locals[name], steps)
        elif scope == "each":
            found = self.each.get(name)
        elif scope == "path":
            folder = self.folder if name == "module" else self.root
            found = os.path.relpath(folder, self.root)
        for step in reference.steps[2:]:
            key = step if isinstance(step, str) else self._value(step, steps)
            if isinstance(found, dict) and isinstance(key, str):
                found = found.get(key)
            elif isinstance(found, list) and isinstance(key, str) and key.isdecimal():
                found = found[int(key)] if int(key) < len(found) else None
            else:
                return None
        return found

    def _called(self, call: Call, steps: Iterator[int]) -> Value | None:
        if call.function in ("try", "coalesce"):
            for argument in call.arguments:
                found = self._value(argument, steps)
                if found is not None:
                    return found
            return None
        values = [self._value(argument, steps) for argument in call.arguments]
        known = [value for value in values if value is not None]
        function = _FUNCTIONS.get(call.function)
        return function(known) if function is not None and len(known) == len(values) else None


def _operated(operation: Operation, values: Sequence[Value | None]) -> Value | None:
    """Return what an operator makes of values; None if that is not known, or is no truth value."""
    match operation.operator, [_truth(value) for value in values]:
        case "!", [bool(truth)]:
            return _told(not truth)
        case ("&&", [False, _] | [_, False]) | ("||", [False, False]):
            return _told(False)
        case ("||", [True, _] | [_, True]) | ("&&", [True, True]):
            return _told(True)
        case "==" | "!=", _:
            known = [value for value in values if isinstance(value, str)]
            if len(known) == len(values) == 2:
                return _told((known[0] == known[1]) is (operation.operator == "=="))
    return None


def _truth(value: Value | None) -> bool | None:
    return _TRUTH.get(value) if isinstance(value, str) else None


def _told(truth: bool) -> str:
    return "true" if truth else "false"


def _join(values: Sequence[Value]) -> Value | None:
    if len(values) != 2 or not isinstance(values[0], str) or not isinstance(values[1], list):
        return None
    return values[0].join(item for item in values[1] if isinstance(item, str))


def _format(values: Sequence[Value]) -> Value | None:
    if not values or not isinstance(values[0], str):
        return None
    text = values[0]
    for value in values[1:]:
        if not isinstance(value, str):
            return None
        text = text.replace("%s", value, 1)
    return text if "%" not in text else None


def _replace(values: Sequence[Value]) -> Value | None:
    if len(values) == 3 and all(isinstance(value, str) for value in values):
        text, old, new = (str(value) for value in values)
        return text.replace(old, new) if not old.startswith("/") or len(old) < 2 else None
    return None


def _merge(values: Sequence[Value]) -> Value | None:
    merged: dict[str, Value] = {}
    for value in values:
        if not isinstance(value, dict):
            return None
        merged.update(value)
    return merged


def _on_text(function: Callable[[str], str]) -> Callable[[Sequence[Value]], Value | None]:
    def call(values: Sequence[Value]) -> Value | None:
        return function(values[0]) if values and isinstance(values[0], str) else None

    return call


def _contains(values: Sequence[Value]) -> Value | None:
    if len(values) != 2 or not isinstance(values[0], list):
        return None
    return _told(values[1] in values[0])


def _lookup(values: Sequence[Value]) -> Value | None:
    if len(values) < 2 or not isinstance(values[0], dict) or not isinstance(values[1], str):
        return None
    return values[0].get(values[1], values[2] if len(values) == 3 else None)


_FUNCTIONS: Mapping[str, Callable[[Sequence[Value]], Value | None]] = {
    "abspath": _on_text(str),
    "basename": _on_text(os.path.basename),
    "concat": lambda values: (
        [item for value in values for item in value]
        if all(isinstance(value, list) for value in values)
        else None
    ),
    "contains": _contains,
    "dirname": _on_text(os.path.dirname),
    "format": _format,
    "join": _join,
    "lookup": _lookup,
    "lower": _on_text(str.lower),
    "merge": _merge,
    "pathexpand": _on_text(str),
    "replace": _replace,
    "tolist": lambda values: values[0] if values else None,
    "tomap": lambda values: values[0] if values else None,
    "toset": lambda values: values[0] if values else None,
    "tostring": lambda values: values[0] if values else None,
    "trimspace": _on_text(str.strip),
    "upper": _on_text(str.upper),
}
