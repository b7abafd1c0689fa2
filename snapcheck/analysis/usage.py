"""What is wrong with a request itself."""

from __future__ import annotations


class UsageError(ValueError):
    """The call itself is wrong: one line, with the cause and the mend."""
