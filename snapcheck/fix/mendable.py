"""The rules whose findings some fixer may mend: known without LibCST, which fixers work with."""

from __future__ import annotations

MENDABLE = frozenset(
    (
        *("SNAP101", "SNAP102", "SNAP103"),
        *("SNAP201", "SNAP202", "SNAP203"),
        *("SNAP301", "SNAP401", "SNAP402"),
        "SNAP703",
    )
)
