"""sarif-om objects as JSON text: the part of SARIF that the library leaves to its user.

sarif-om's own companion drops every value that equals the class's default. That loses a result's
level `warning`, which then falls back to the rule's level, so that a warning becomes an error.
Here the fields that say how bad a result is are always written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attr

from snapcheck.report.data import json_data

# Written even when they hold their class's default: a consumer would put another one in.
_ALWAYS = frozenset(("level", "kind"))
# What a reader wants to see first; the other fields keep the order of their class.
_FIRST = ("$schema", "id", "name", "version", "ruleId", "ruleIndex", "level", "kind", "message")


def to_text(log: object) -> str:
    """Return the JSON text of a SARIF object, indented; equal objects give equal texts."""
    return json_data(json.dumps(_plain(log), ensure_ascii=False, indent=2)) + "\n"


def _plain(value: Any) -> object:
    """Return the value in dictionaries, lists and scalars only."""
    if isinstance(value, str):
        # A path with undecodable bytes holds lone surrogates, which UTF-8 can't express.
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if attr.has(type(value)):
        return {name: _plain(item) for name, item in sorted(_fields(value), key=_rank)}
    return value


def _fields(value: Any) -> Iterator[tuple[str, object]]:
    """Yield the JSON names and values of a SARIF object, without fields that were left alone."""
    for field in attr.fields(type(value)):
        name = field.metadata["schema_property_name"]
        item = getattr(value, field.name)
        if item is None or (name not in _ALWAYS and item == _default(field)):
            continue
        # sarif-om follows a draft of the standard, which called this field differently.
        if type(value).__name__ == "Suppression" and name == "state":
            name = "status"
        yield name, item


def _default(field: Any) -> object:
    """Return what the field holds if nobody sets it; lists come from a factory."""
    factory = getattr(field.default, "factory", None)
    return factory() if factory else field.default


def _rank(field: tuple[str, object]) -> int:
    return _FIRST.index(field[0]) if field[0] in _FIRST else len(_FIRST)
