"""A file in which something is reported: where that stands, and its tree, for fixes.

Facts carry site numbers only. Python's own parser tells where almost all sites stand; LibCST, which
takes ten times as long, is asked for the rest and for what a fix changes, and parses a file once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from snapcheck.model import Span
from snapcheck.read import quick_positions
from snapcheck.read.deep import guarded
from snapcheck.read.lines import line_starts, span_of
from snapcheck.read.quick import quickly_parsed, read_text_quickly
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
        return quick_positions.statement_starts(tree, self.text, self.lines)

    def guarded(self, work: Callable[[], T]) -> T:
        """Do `work`, which needs the tree, in a way that the nesting of the file allows."""
        return guarded(self.source, self.text, work)

    def spans(self, path: str, sites: Collection[int]) -> Mapping[int, Span]:
        """Where the `sites` of the file stand, which reports call `path`."""
        found = dict(self._quick_offsets(path, sites))
        rest = [site for site in sites if site not in found]
        if rest:
            found.update(self.guarded(lambda: self._full_offsets(path, rest)))
        return {site: span_of(path, self.lines, *found[site]) for site in sites}

    def _quick_offsets(self, path: str, sites: Collection[int]) -> Mapping[int, tuple[int, int]]:
        read = read_text_quickly(self.text, path)
        if read is None:
            return {}
        # Kept instead of the tree, which is large and of no further use.
        self.statement_starts = quick_positions.statement_starts(read.tree, self.text, self.lines)
        return quick_positions.offsets(read.tree, read.nodes, sites, self.text, self.lines)

    def _full_offsets(self, path: str, sites: Collection[int]) -> Mapping[int, tuple[int, int]]:
        from snapcheck.read.positions import site_offsets  # imports LibCST

        return site_offsets(self.tree, self.text, path, sites)
