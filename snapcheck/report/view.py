"""What a reader wants to see of a report, and on what it is shown."""

from __future__ import annotations

from msgspec import Struct


class View(Struct, frozen=True):
    """How a report for people is laid out.

    `width` is None where nobody said how wide the place is. `summary` adds notices and closing
    sentences, `suppressed` what is silenced, `statistics` the table of rules whatever its size.
    `notes` shows findings of the level note as fully as others, `worst_last` puts errors where a
    terminal ends.
    """

    colour: bool = False
    width: int | None = None
    summary: bool = True
    suppressed: bool = False
    statistics: bool = False
    notes: bool = False
    worst_last: bool = False
