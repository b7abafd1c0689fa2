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
_SMALL = (cst.BaseSmallStatement, cst.BaseExpression)


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
        # Decorators come before the place of what they decorate, brackets before an expression's.
        start, end = self._wanted
        return not (place[1] < start or (isinstance(node, _SMALL) and end < place[0]))

    def on_leave(self, original_node: cst.CSTNode) -> None:
        """Nothing is done on leaving."""
