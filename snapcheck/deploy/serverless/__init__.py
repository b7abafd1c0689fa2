"""Serverless Framework: a `serverless.yml`, by whatever name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from snapcheck.deploy.cloudformation import TEMPLATE_NAME
from snapcheck.model.deployed import Declared, joined

if TYPE_CHECKING:
    from snapcheck.deploy.place import Place
    from snapcheck.filesystem.disk import Disk

NAMES = re.compile(r".*\.ya?ml")
_FUNCTIONS = re.compile(rb"^[\"']?functions[\"']?\s*:", re.MULTILINE)
_PROVIDER = re.compile(rb"^[\"']?provider[\"']?\s*:", re.MULTILINE)


def sniff(path: str, read: Callable[[], bytes]) -> bool:
    """Return whether a file has the two keys that a service needs."""
    if TEMPLATE_NAME.fullmatch(path.rpartition(os.sep)[2]):
        return False
    text = read()
    # Searching for plain bytes takes a tenth of what an expression takes.
    if b"functions" not in text or b"provider" not in text:
        return False
    return _FUNCTIONS.search(text) is not None and _PROVIDER.search(text) is not None


def declared(places: Iterable[Place], disk: Disk) -> Declared:
    """Return what these services declare."""
    from snapcheck.deploy.serverless import functions

    return joined(map(functions.declared, places))
