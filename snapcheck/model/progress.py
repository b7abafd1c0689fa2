"""How far an analysis has come."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from msgspec import Struct


class Stage(Enum):
    """What an analysis is at."""

    FIND = "find"
    """Looks for files."""
    READ = "read"
    """Looks at files, and reads deployments."""
    FOLLOW = "follow"
    """Follows programs, one entry point or several that share code."""
    CHECK = "check"
    """Checks the files that no program runs."""


class Progress(Struct, frozen=True):
    """How far an analysis has come: `done` of `total` files or programs; both 0 if not known."""

    stage: Stage
    done: int = 0
    total: int = 0


OnProgress = Callable[[Progress], None]
"""Told how far an analysis has come; called often and in its midst, so it must be quick."""
