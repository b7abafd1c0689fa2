"""Which Python files may be programs that build functions, told by a look at their bytes."""

from __future__ import annotations

import re

PUBLISHING = re.compile(
    rb"current_?[vV]ersion|add_?[aA]lias|\.Version\(|\bAlias\(|latest_?[vV]ersion"
)
"""What publishes versions of functions, or points to such a version."""


_TESTING = re.compile(rb"\b(?:pytest|unittest|assertions|Template\.from_)|^\s*assert\b", re.M)


def may_declare(source: bytes, *, is_test: bool = False) -> bool:
    """Return whether a file can build a function, or publish versions of one.

    A file that lies among tests, or is called like one, can if it tests nothing.
    """
    return (
        b"aws_lambda" in source
        and (b"Function" in source or PUBLISHING.search(source) is not None)
        and not (is_test and _TESTING.search(source) is not None)
    )
