"""What a fix wants changed in a file, before it is known what else changes there.

Two fixes may want the same import and the same hook. They therefore ask for what they need, and
`snapcheck.fix.assembly` writes all that is asked for in one go.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put `text` in place of what stands between two offsets; equal offsets insert."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Renewal:
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


@dataclass(frozen=True, slots=True)
class Imported:
    """`from module import name`, or `import module` where the name is empty."""

    module: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All that one fix wants changed, and what to tell of it.

    `declared` are functions with the globals that they are to declare.
    """

    description: str
    safe: bool
    replacements: tuple[Replacement, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    imports: tuple[Imported, ...] = ()
    declared: tuple[tuple[cst.FunctionDef, str], ...] = field(default=())
