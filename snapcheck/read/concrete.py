"""LibCST, imported in half its time: whatever needs its concrete syntax trees takes it from here.

Its two hundred kinds of node are dataclasses, and Python compiles five methods for each of them.
Two are thrown away, since LibCST has its own (`CSTNode.__init_subclass__`), and two refuse changes
of a node, which mypy refuses as well. What is left is `__init__`, which is also quicker where it
does not have to get past a refusal.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

_NODES = "libcst._nodes."
_OWN = frozenset(("__repr__", "__eq__", "__hash__"))
_SPARED = {"repr": False, "eq": False, "frozen": False}


@contextmanager
def _spared() -> Iterator[None]:
    """Have dataclasses made without what LibCST's nodes do without; any others stay as they are."""
    dataclass = dataclasses.dataclass

    def sparing(cls: type | None = None, /, **options: Any) -> type | Callable[[type], type]:
        def made(cls: type) -> type:
            is_node = cls.__module__.startswith(_NODES) and vars(cls).keys() >= _OWN
            return dataclass(**{**options, **_SPARED} if is_node else options)(cls)

        return made if cls is None else made(cls)

    dataclasses.dataclass = sparing  # type: ignore[assignment]
    try:
        yield
    finally:
        dataclasses.dataclass = dataclass


with _spared():
    import libcst as cst
    from libcst._nodes.internal import CodegenState

# The parser itself is loaded by the first text: in a large run, else by each of its processes.
cst.parse_module("")

__all__ = ["CodegenState", "cst"]
