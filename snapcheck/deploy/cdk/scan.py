"""Which Python files may be programs that build functions, told by a look at their bytes."""

from __future__ import annotations

import re

PUBLISHING = re.compile(
    rb"current_?[vV]ersion|add_?[aA]lias|\.Version\(|\bAlias\(|latest_?[vV]ersion"
)
"""What publishes versions of functions, or points to such a version."""


def may_declare(source: bytes) -> bool:
    """Return whether a file can build a function, or publish versions of one."""
    return b"aws_lambda" in source and (
        b"Function" in source or PUBLISHING.search(source) is not None
    )
