"""What `*` stands for at a call, where it is known what the list holds."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from snapcheck.link.frame import Frame
from snapcheck.link.iteration import items_in_order
from snapcheck.link.values import Passed


def spelled_out(frame: Frame, arguments: list[Passed]) -> list[Passed]:
    """Return the arguments, those in a short list one by one.

    What stands in a dict may be there or not: `if role: options["role"] = role`.
    """
    if not any(argument.star == "*" for argument in arguments):
        return arguments
    return [each for argument in arguments for each in _one_by_one(frame, argument)]


def _one_by_one(frame: Frame, argument: Passed) -> Iterator[Passed]:
    items = items_in_order(frame, argument.value) if argument.star == "*" else []
    if not items:
        yield argument
    for item in items:
        yield replace(argument, value=item, star="")
