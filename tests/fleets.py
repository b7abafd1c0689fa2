"""Repositories for tests of fleets, and a `snapcheck fleet` that is run as users run it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

CLEAN = "import uuid\n\n\ndef handler(event, context):\n    return str(uuid.uuid4())\n"
FROZEN = CLEAN.replace("\n\ndef", "\nRUN = uuid.uuid4()\n\n\ndef").replace(
    "uuid.uuid4())\n", "RUN)\n"
)
WARNED = (
    "import socket\n\nH = socket.gethostname()\n\n\ndef handler(event, context):\n    return H\n"
)

# Nobody's own settings: neither names nor hooks of who runs the tests.
_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{
        f"GIT_{who}_{what}": "a@example.com"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    },
    # So that the same files make the same commit.
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
}


def write(root: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=root, env={**os.environ, **_GIT}, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def repository(root: Path, files: Mapping[str, str]) -> Path:
    """A checkout with one commit of these files."""
    write(root, files)
    git(root, "init", "-q", "-b", "main")
    return commit(root)


def commit(root: Path) -> Path:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "all")
    return root


def fleet(
    cwd: Path, *arguments: object, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `snapcheck fleet`, with a cache of its own beside `cwd`."""
    command = [sys.executable, "-m", "snapcheck", "fleet", *map(str, arguments)]
    own = {**os.environ, "SNAPCHECK_CACHE_DIR": str(cwd / ".cache"), **(environment or {})}
    return subprocess.run(
        command, cwd=cwd, env=own, capture_output=True, text=True, check=False, encoding="utf-8"
    )
