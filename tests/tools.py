"""What tests need when they depend on a program that is not a Python package."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest


def require_tool(found: object, reason: str) -> None:
    """Skips the test if the tool was not found; fails it where all tools must be there (CI)."""
    if found:
        return
    if os.environ.get("SNAPCHECK_REQUIRE_TOOLS") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def tool_from(package: str, program: str = "") -> str:
    """A program that a Python package brings: the one beside this Python, or one on the path."""
    name = program or package
    beside = shutil.which(name, path=str(Path(sys.executable).parent))
    found = beside or shutil.which(name)
    require_tool(found, f"no {name}: pip install {package}")
    return str(found)
