"""How much it took to follow a program."""

from __future__ import annotations

from msgspec import Struct


class Work(Struct):
    """Counts that are the same on every machine, unlike times: tests keep them in bounds.

    `runs` of bodies, of which `again` are those of bodies that had run before with the same
    arguments; `statements` that were followed, and places that were read and written.
    """

    runs: int = 0
    again: int = 0
    statements: int = 0
    reads: int = 0
    writes: int = 0
