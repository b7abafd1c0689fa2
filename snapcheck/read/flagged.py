"""A file in which something is reported: where that stands, and its tree, for fixes.

Facts carry site numbers only. Here LibCST's visitor goes through the file, numbers the same sites,
and flags those that are reported. It parses the file once, for that and for fixes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from snapcheck.model import Span
from snapcheck.read import statements
from snapcheck.read.deep import guarded
from snapcheck.read.lines import line_starts, span_of
from snapcheck.read.quick import quickly_parsed
from snapcheck.read.source import decode

if TYPE_CHECKING:
    import libcst as cst

T = TypeVar("T")


class Flagged:
    """A Python file of which lines, columns or fixes are wanted.

    Raises Unreadable, as reading does, from whatever needs its text or its tree.
    """

    def __init__(self, source: bytes) -> None:
        self.source = source

    @cached_property
    def text(self) -> str:
        """What the file holds."""
        return decode(self.source)

    @cached_property
    def lines(self) -> Sequence[int]:
        """The offset at which each line starts."""
        return line_starts(self.text)

    @cached_property
    def tree(self) -> cst.Module:
        """The LibCST tree; of a file that may nest deeply, only to be asked for in `guarded`."""
        from snapcheck.read.module import parse  # imports LibCST

        return parse(self.text)

    @cached_property
    def statement_starts(self) -> Sequence[int] | None:
        """Where the statements of the module begin; None where Python's own parser can't tell."""
        tree = quickly_parsed(self.text)
        if tree is None:
            return None
        return statements.statement_starts(tree, self.text, self.lines)

    def guarded(self, work: Callable[[], T]) -> T:
        """Do `work`, which needs the tree, in a way that the nesting of the file allows."""
        return guarded(self.source, self.text, work)

    def spans(self, path: str, sites: Collection[int]) -> Mapping[int, Span]:
        """Where the `sites` of the file stand, which reports call `path`."""
        found = self.guarded(lambda: self._offsets(path, sites))
        return {site: span_of(path, self.lines, *found[site]) for site in sites}

    def _offsets(self, path: str, sites: Collection[int]) -> Mapping[int, tuple[int, int]]:
        from snapcheck.read.positions import site_offsets  # imports LibCST

        return site_offsets(self.tree, self.text, path, sites)
