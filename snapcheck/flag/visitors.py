"""Visitors that find what is reported in the one statement that holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import libcst as cst

Fits = Callable[[cst.CSTNode, tuple[int, int]], bool]
"""Whether a node at these offsets is the wanted one."""


def node_in(
    statement: cst.CSTNode,
    around: tuple[int, int],
    fits: Fits,
    places: Mapping[cst.CSTNode, tuple[int, int]],
) -> cst.CSTNode | None:
    """Return the outermost node below `statement` that fits and may stand around two offsets."""
    finder = _NodeFinder(around, fits, places)
    statement.visit(finder)
    return finder.found


_BLANKS = (cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine)
# All that is inside of these is in their places.
_WHOLE = (cst.BaseSmallStatement, cst.BaseExpression)


class _NodeFinder(cst.CSTVisitor):
    def __init__(
        self,
        around: tuple[int, int],
        fits: Fits,
        places: Mapping[cst.CSTNode, tuple[int, int]],
    ) -> None:
        super().__init__()
        self.found: cst.CSTNode | None = None
        self._around = around
        self._fits = fits
        self._places = places

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Go on where the wanted node may be."""
        if self.found is not None or isinstance(node, _BLANKS):
            return False
        place = self._places.get(node)
        if place is None:
            return True
        if self._fits(node, place):
            self.found = node
            return False
        start, end = self._around
        if isinstance(node, _WHOLE):
            return place[0] <= start and end <= place[1]
        # Decorators come before the place of theirs, and a default behind its parameter.s.
        return not isinstance(node, cst.BaseCompoundStatement) or start <= place[1]

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Do nothing on leaving."""
