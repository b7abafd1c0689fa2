"""The comments of a file, as ignore comments are looked for in them."""

from __future__ import annotations

from msgspec import Struct


class Comment(Struct, frozen=True):
    """One comment, from its mark to the end of its line; `alone` if nothing else is on the line.

    `line` and `column` count from 1, columns in characters; `text` begins with the mark. `blanks`
    counts the blanks between what stands before it and the mark.
    """

    line: int
    column: int
    text: str
    alone: bool
    blanks: int


class Commented(Struct, frozen=True):
    """The comments of one file, and the lines that belong together.

    `statements` are the first and last lines, from 1, of each simple statement and of the header
    of each compound one, decorators included. `begins` is the line of the first statement that is
    no docstring, 0 where there is none.
    """

    path: str
    comments: tuple[Comment, ...]
    statements: tuple[tuple[int, int], ...]
    begins: int
