"""Zappa: `zappa_settings` in JSON, YAML or TOML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from snapcheck.model.deployed import Declared, joined

if TYPE_CHECKING:
    from snapcheck.deploy.place import Place
    from snapcheck.filesystem.disk import Disk

NAMES = re.compile(r"zappa_settings\.(?:json|ya?ml|toml)")


def sniff(path: str, read: Callable[[], bytes]) -> bool:
    """Return True: nothing else has such a name."""
    return True


def declared(places: Iterable[Place], disk: Disk) -> Declared:
    """Return what the stages of these settings deploy."""
    from snapcheck.deploy.zappa import functions

    return joined(map(functions.declared, places))
