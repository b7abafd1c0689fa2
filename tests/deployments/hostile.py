"""What is asserted of every deployment file that is bad input."""

from __future__ import annotations

import time
from pathlib import Path

from deployed_project import project

from snapcheck.model.deployed import Declared

FUNCTION = "AWS::Serverless::Function"
SECONDS = 10  # on a slow machine; each of these takes about one


def bounded(root: Path, files: dict[str, str]) -> Declared:
    """What files declare that would take for ever if nothing stopped them."""
    start = time.monotonic()
    found = project(root, files)
    assert time.monotonic() - start < SECONDS
    for problem in found.problems:
        assert "\n" not in problem.message
        assert len(problem.message) < 500
        assert problem.mend
    return found


def bomb(opened: str = "", levels: int = 40) -> str:
    """Aliases of aliases that stand for 9 ** 40 texts."""
    lines = ["a0: &a0 x"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + f"\n{opened}"
