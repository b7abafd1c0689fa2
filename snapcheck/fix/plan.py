"""What a fix wants changed in a file, before it is known what else changes there.

Two fixes may want the same import and the same hook. They therefore ask for what they need, and
`snapcheck.fix.assembly` makes the changes of all that is asked for. Plans are made on Python's own
tree; `snapcheck.fix.transformers` carries the changes out on LibCST's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from snapcheck.fix.source import Function


class Put(Struct, frozen=True):
    """Put the expression `text` in place of the one between two offsets."""

    start: int
    end: int
    text: str


class Pass(Struct, frozen=True):
    """Pass one more argument, `text`, to the call between two offsets."""

    start: int
    end: int
    text: str


class Argument(Struct, frozen=True):
    """Put the argument `text` in place of the one between two offsets."""

    start: int
    end: int
    text: str


class Body(Struct, frozen=True):
    """Put lines at the top of the body of the function that begins at an offset, or at its end."""

    start: int
    lines: tuple[str, ...]
    indent: str
    at_end: bool = False


class Plain(Struct, frozen=True):
    """Take the `async` away from the function that begins at an offset."""

    start: int


class Names(Struct, frozen=True):
    """Add names to the `global` or the `from` import that begins at an offset."""

    start: int
    names: tuple[str, ...]


class Where(Enum):
    """On which side of a statement others are put."""

    BEFORE = "before"
    BEHIND = "behind"


class Statements(Struct, frozen=True):
    """Put the whole lines `text` beside the module's statement on a line; line 0 is its top."""

    line: int
    where: Where
    text: str


Change = Put | Pass | Argument | Body | Plain | Names | Statements
"""One thing that a transformer does."""


class Renewal(Struct, frozen=True):
    """A statement to run after each restore.

    It assigns the module's `globals`, and reads other names that a hook must not shadow. A hook
    made for it stands below the statement `below`, or below the imports where that is None. `key`
    is what it renews, if one renewal for the whole program is enough: `random`. All lines of a
    block are indented, else only the first one.
    """

    statement: str
    globals: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    below: ast.stmt | None = None
    key: str = ""
    is_block: bool = False

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that are each indented as their function's body is."""
        return tuple(self.statement.splitlines()) if self.is_block else (self.statement,)


class Postponed(Struct, frozen=True):
    """The call between two offsets is to be made after each restore, and not where it stands.

    `called` is the source of what it calls, with the arguments behind it.
    """

    start: int
    end: int
    called: str


class Definition(Struct, frozen=True):
    """A function to be defined below the imports, line by line."""

    name: str
    lines: tuple[str, ...]


class Behind(Struct, frozen=True):
    """A line to stand behind a statement of the module."""

    statement: ast.stmt
    line: str


class Imported(Struct, frozen=True):
    """`from module import name`, or `import module` where the name is empty."""

    module: str
    name: str = ""


class Plan(Struct, frozen=True):
    """All that one fix wants changed, and what to tell of it.

    `declared` are functions with the globals that they are to declare.
    """

    description: str
    safe: bool
    changes: tuple[Change, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    imports: tuple[Imported, ...] = ()
    declared: tuple[tuple[Function, str], ...] = ()
    definitions: tuple[Definition, ...] = ()
    postponed: tuple[Postponed, ...] = ()
    behind: tuple[Behind, ...] = ()


class Replacement(Struct, frozen=True):
    """Put `text` in place of what stands between two offsets; equal offsets insert."""

    start: int
    end: int
    text: str


def apply(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text with its replacements made, which are in order and do not overlap."""
    parts = []
    at = 0
    for each in replacements:
        parts += [text[at : each.start], each.text]
        at = each.end
    return "".join([*parts, text[at:]])
