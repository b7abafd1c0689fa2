"""Visitors that find what is reported in the one statement that holds it."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst


def expression_in(
    statement: cst.CSTNode,
    wanted: tuple[int, int],
    places: Mapping[cst.CSTNode, tuple[int, int]],
) -> cst.BaseExpression | None:
    """Return the outermost expression below `statement` at exactly these offsets."""
    finder = _ExpressionFinder(wanted, places)
    statement.visit(finder)
    return finder.found


_BLANKS = (cst.BaseParenthesizableWhitespace, cst.TrailingWhitespace, cst.EmptyLine)
# All that is inside of these is in their places.
_WHOLE = (cst.BaseSmallStatement, cst.BaseExpression)


class _ExpressionFinder(cst.CSTVisitor):
    def __init__(
        self, wanted: tuple[int, int], places: Mapping[cst.CSTNode, tuple[int, int]]
    ) -> None:
        super().__init__()
        self.found: cst.BaseExpression | None = None
        self._wanted = wanted
        self._places = places

    def on_visit(self, node: cst.CSTNode) -> bool:
        """Go on where the wanted expression may be."""
        if self.found is not None or isinstance(node, _BLANKS):
            return False
        place = self._places.get(node)
        if place is None:
            return True
        if place == self._wanted and isinstance(node, cst.BaseExpression):
            self.found = node
            return False
        start, end = self._wanted
        if isinstance(node, _WHOLE):
            return place[0] <= start and end <= place[1]
        # Decorators come before the place of theirs, and a default behind its parameter.s.
        return not isinstance(node, cst.BaseCompoundStatement) or start <= place[1]

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Nothing is done on leaving."""
