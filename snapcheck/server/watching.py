"""Which files of the workspace an editor is to watch, and whose texts count."""

from __future__ import annotations

import os
from pathlib import Path

from lsprotocol.types import FileSystemWatcher

from snapcheck.deploy.registry import may_deploy

PATTERNS = (
    "**/*.{py,yaml,yml,json,template,j2,jinja,jinja2,tf,ts,md,toml}",
    "**/{Dockerfile,Containerfile}*",
    "**/*.{dockerfile,containerfile}",
    "**/.gitignore",
)


def watchers() -> list[FileSystemWatcher]:
    """Return what the editor watches: code, deployment files, configurations, own rules."""
    return [FileSystemWatcher(pattern) for pattern in PATTERNS]


def holds_text(path: Path) -> bool:
    """Return whether the text of a file is analysed, if it is one of a program."""
    return path.suffix == ".py" or (may_deploy(path.name) and os.path.isfile(path))
