"""A file in which something is reported: where that stands, and its tree, for fixes.

Facts carry site numbers only. Here LibCST's visitor goes through the statements that hold what is
reported, numbers their sites as reading did, and flags those. The file is parsed once, for that and
for fixes.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from snapcheck.facts import ModuleFacts
from snapcheck.model import Span
from snapcheck.read import statements
from snapcheck.read.deep import guarded
from snapcheck.read.depth import is_shallow
from snapcheck.read.lines import line_starts, span_of
from snapcheck.read.pruned import Pruned, pruned
from snapcheck.read.quick import quickly_parsed
from snapcheck.read.source import decode

if TYPE_CHECKING:
    from snapcheck.read.concrete import cst
    from snapcheck.read.positions import StatementLayout

T = TypeVar("T")

_WORD = re.compile(r"[^\W\d]\w*")


class Flagged:
    """A Python file of which lines, columns or fixes are wanted.

    `sites` are those of its `facts` that are flagged: the tree may lack statements that hold none.
    Without facts it is the tree of the whole file. Raises Unreadable, as reading does,
    from whatever needs the text or the tree.
    """

    def __init__(
        self, source: bytes, facts: ModuleFacts | None = None, sites: Collection[int] = ()
    ) -> None:
        self.source = source
        self.sites = frozenset(sites)
        self._facts = facts

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
        """The LibCST tree; of a file that may nest deeply, only to be asked for in `guarded`.

        Its nodes stand where they stand in the text, of which not all need to be in it.
        """
        from snapcheck.read.module import parse  # imports LibCST

        return parse(self._wanted.text)

    @cached_property
    def layout(self) -> StatementLayout:
        """Where the nodes of the tree stand; to be asked for as the tree."""
        from snapcheck.read.positions import StatementLayout  # imports LibCST

        return StatementLayout(self.tree, self._wanted.text, self._starts())

    @cached_property
    def syntax(self) -> ast.Module | None:
        """The tree of Python's own parser; None where that can't parse the file."""
        return quickly_parsed(self.text)

    @property
    def names(self) -> frozenset[str]:
        """All names that the file spells, wherever; where Python can't parse it, all words."""
        if self.syntax is None:
            return frozenset(_WORD.findall(self.text))
        return statements.names_in(self.syntax)

    def guarded(self, work: Callable[[], T]) -> T:
        """Do `work`, which needs the tree, in a way that the nesting of the file allows."""
        return work() if is_shallow(self._wanted.text) else guarded(self.source, self.text, work)

    def spans(self, path: str) -> Mapping[int, Span]:
        """Where the flagged sites of the file stand, which reports call `path`."""
        found = self.guarded(self._offsets)
        return {site: span_of(path, self.lines, *place) for site, place in found.items()}

    def _offsets(self) -> Mapping[int, tuple[int, int]]:
        from snapcheck.read.module import nodes_of_sites  # imports LibCST

        assert self._facts is not None
        begins = [self._facts.begins[small] for small in self._small_statements]
        flagged: dict[int, list[int]] = {}
        for site in sorted(self.sites):
            flagged.setdefault(bisect_right(begins, site) - 1, []).append(site)
        found = {}
        for number, sites in flagged.items():
            first = self._wanted.number(begins[number])
            nodes = nodes_of_sites(self.tree.body[number])
            places = self.layout.of(number)
            found.update(
                {site: places[id(nodes[self._wanted.number(site) - first])] for site in sites}
            )
        return found

    @cached_property
    def _wanted(self) -> Pruned:
        """What LibCST has to parse of the text."""
        if self._facts is None or self.syntax is None:
            return Pruned(self.text)
        return pruned(self.text, self.syntax, self.lines, self._facts, sorted(self.sites))

    def _starts(self) -> Sequence[int] | None:
        """The offset of each statement of the tree, if Python's own parser knows them."""
        if self.syntax is None:
            return None
        known = statements.statement_starts(self.syntax, self.text, self.lines)
        return [known[small] for small in self._small_statements]

    @cached_property
    def _small_statements(self) -> Sequence[int]:
        """For each statement of the tree, the number of the first one of its line.

        To Python, small statements on one line are as many statements.
        """
        from snapcheck.read.concrete import cst

        found = []
        at = 0
        for statement in self.tree.body:
            found.append(at)
            at += len(statement.body) if isinstance(statement, cst.SimpleStatementLine) else 1
        return found
