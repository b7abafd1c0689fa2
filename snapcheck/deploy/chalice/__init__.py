"""Chalice: a project's `.chalice/config.json`, which lies beside its application."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from snapcheck.model.deployed import Declared, joined

if TYPE_CHECKING:
    from snapcheck.deploy.place import Place
    from snapcheck.filesystem.disk import Disk

NAMES = re.compile(r"config\.json")


def sniff(path: str, read: Callable[[], bytes]) -> bool:
    """Return whether a file is the configuration of a project: its folder tells."""
    return path.endswith(f"{os.sep}.chalice{os.sep}config.json")


def declared(places: Iterable[Place], disk: Disk) -> Declared:
    """Return what the projects of these files deploy."""
    from snapcheck.deploy.chalice import functions

    return joined(map(functions.declared, places))
