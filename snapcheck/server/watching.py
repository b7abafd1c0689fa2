"""Which files of the workspace concern an analysis, open or not."""

from __future__ import annotations

import os
from pathlib import Path

from lsprotocol.types import FileSystemWatcher

from snapcheck.config import OWN_FILE, SHARED_FILE
from snapcheck.deploy.cdk.assets import SYNTHESISED
from snapcheck.deploy.registry import may_deploy
from snapcheck.discover.files import GENERATED

_CONFIGURATION = frozenset((OWN_FILE, SHARED_FILE, ".gitignore"))
_RULES = (".md", ".toml")
_NEVER = GENERATED - {SYNTHESISED}
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


def concerns(path: Path) -> bool:
    """Return whether a change of a file on the disk may change what is found."""
    if not _NEVER.isdisjoint(path.parts):
        return False
    return (
        path.name in _CONFIGURATION
        or path.suffix == ".py"
        or path.suffix in _RULES
        or may_deploy(path.name)
    )
