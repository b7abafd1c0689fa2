"""What tests need when they depend on a program that is not a Python package."""

from __future__ import annotations

import os

import pytest


def require_tool(found: object, reason: str) -> None:
    """Skips the test if the tool was not found; fails it where all tools must be there (CI)."""
    if found:
        return
    if os.environ.get("SNAPCHECK_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
