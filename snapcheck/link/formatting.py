"""Texts that are put together: by `+`, f-strings, `.format` and `%`."""

from __future__ import annotations

import re

from snapcheck.link.atoms import Constant, ConstantKind, Prefix, constant
from snapcheck.link.values import NOTHING, Passed, Value

FORMATTING = ("__format__", "__str__")
"""The operators that put texts together in f-strings."""

# Longer than any name; a text that is added to itself doubles each time.
LONGEST = 4096
_DIRECTIVE = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]")


def text_of(value: Value) -> str:
    """Return the text that a value is known to be; a NUL for any other."""
    if len(value) == 1:
        (atom,) = value
        if isinstance(atom, Constant) and atom.kind in (ConstantKind.STR, ConstantKind.INT):
            return str(atom.value)
    return "\0"


def with_holes(parts: list[str]) -> Value:
    """Return a text put together from what is known and what is not."""
    text = "".join(parts)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}\0"
    return frozenset([Prefix(text)]) if text.strip("\0") else NOTHING


def formatted(template: str, arguments: list[Passed]) -> Value:
    """Return what `template.format(...)` yields."""
    from string import Formatter  # takes longer to import than most programs to follow

    positional = [each.value for each in arguments if not each.keyword and not each.star]
    named = {each.keyword: each.value for each in arguments if each.keyword}
    parts: list[str] = []
    automatic = 0
    try:
        for literal, field, _, _ in Formatter().parse(template):
            parts.append(literal)
            if field is not None:
                name = field or str(automatic)
                automatic += not field
                known = dict(enumerate(positional)).get(int(name)) if name.isdigit() else None
                parts.append(text_of(known or named.get(name, NOTHING)))
    except ValueError:
        return NOTHING
    return _whole(parts)


def interpolated(template: str, values: list[Value]) -> Value:
    """Return what `template % values` yields."""
    literals = _DIRECTIVE.split(template)
    parts = [literals[0]]
    for position, literal in enumerate(literals[1:]):
        parts.append(text_of(values[position]) if position < len(values) else "\0")
        parts.append(literal)
    return _whole([part.replace("%%", "%") for part in parts])


def _whole(parts: list[str]) -> Value:
    text = "".join(parts)
    if "\0" in text or len(text) > LONGEST:
        return with_holes(parts)
    return frozenset([constant(text)])
