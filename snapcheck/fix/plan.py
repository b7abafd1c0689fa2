"""What a fix wants changed in a file, before it is known what else changes there.

Two fixes may want the same import and the same hook. They therefore ask for what they need, and
`snapcheck.fix.assembly` writes all that is asked for in one go.
"""

from __future__ import annotations

import libcst as cst
from msgspec import Struct, field


class Replacement(Struct, frozen=True):
    """Put `text` in place of what stands between two offsets; equal offsets insert."""

    start: int
    end: int
    text: str


class Renewal(Struct, frozen=True):
    """A statement to run after each restore.

    It assigns the module's `globals`, and reads other names that a hook must not shadow. A hook
    made for it stands below the statement `below`, or below the imports where that is None. `key`
    is what it renews, if one renewal for the whole program is enough: `random`.
    """

    statement: str
    globals: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    below: cst.CSTNode | None = None
    key: str = ""


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
    replacements: tuple[Replacement, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    imports: tuple[Imported, ...] = ()
    declared: tuple[tuple[cst.FunctionDef, str], ...] = field(default=())
