"""Constants as facts hold them: the same whichever reader they come from."""

from __future__ import annotations

from types import EllipsisType

from snapcheck.facts import Combine, Constant, Expression, Literal

# Keys, names of environment variables, service names, seeds: nothing of interest is longer.
_LONGEST_TEXT = 200
_LONGEST_NUMBER = 128
# What stands for others of their kind: as true as they are.
_SOME_TEXT = "\0"
_SOME_BYTES = b"\0"
_SOME_NUMBER = 1
_SOME_FRACTION = 0.5


def literal(value: Constant | EllipsisType) -> Literal:
    """Return the fact of a constant; of fractions only that they are some number is kept."""
    if isinstance(value, str):
        return Literal(value if len(value) <= _LONGEST_TEXT else _SOME_TEXT)
    if isinstance(value, int):
        return Literal(value if value.bit_length() <= _LONGEST_NUMBER else _SOME_NUMBER)
    if isinstance(value, bytes):
        return Literal(value if len(value) <= _LONGEST_TEXT else _SOME_BYTES)
    if value is None:
        return Literal(None)
    return Literal(_SOME_TEXT if isinstance(value, EllipsisType) else _SOME_FRACTION)


def signed(value: Expression, operator: str) -> Expression:
    """Return `+value`, `-value` or `~value`, given the special method that computes it."""
    if not isinstance(value, Literal):
        return Combine((value,), operator)
    if operator == "__neg__" and isinstance(value.value, int):
        return Literal(-value.value)
    return value


def key(value: Constant | EllipsisType) -> str:
    """Return a key of a pattern as entries of containers are named; `*` if it is no plain key."""
    return repr(literal(value).value) if type(value) in (str, bytes, int) else "*"
