"""How reports get at rows: as often as they need to, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from snapcheck.fleet.nouns import Row

Rows = Callable[[], Iterator[Row]]
"""Begins anew with the first row, each time it is called."""
