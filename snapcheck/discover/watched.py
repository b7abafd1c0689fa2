"""Which changes on the disk may change what is found: for who waits for them."""

from __future__ import annotations

from pathlib import PurePath

from snapcheck.config import OWN_FILE, SHARED_FILE
from snapcheck.deploy.cdk.assets import SYNTHESISED
from snapcheck.deploy.registry import may_deploy
from snapcheck.discover.files import GENERATED

_CONFIGURATION = frozenset((OWN_FILE, SHARED_FILE, ".gitignore"))
_RULES = (".md", ".toml")
_NEVER = GENERATED - {SYNTHESISED}


def concerns(path: PurePath) -> bool:
    """Return whether a change of a file may change what is found.

    The path is relative to the folder that is analysed: what lies above that means nothing.
    """
    if not _NEVER.isdisjoint(path.parts):
        return False
    return (
        path.name in _CONFIGURATION
        or path.suffix == ".py"
        or path.suffix in _RULES
        or may_deploy(path.name)
    )
