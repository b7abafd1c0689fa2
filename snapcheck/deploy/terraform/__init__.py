"""Terraform: modules of `.tf` and `.tf.json` files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from snapcheck.model.deployed import Declared

if TYPE_CHECKING:
    from snapcheck.deploy.place import Place
    from snapcheck.filesystem.disk import Disk

NAMES = re.compile(r".*\.tf(?:\.json)?")
_FUNCTIONS = (b'"aws_lambda_function"', b"terraform-aws-modules/lambda/aws")
_LOCAL_MODULE = re.compile(rb"\bsource\"?\s*[=:]\s*\"\.{1,2}/")


def sniff(path: str, read: Callable[[], bytes]) -> bool:
    """Return whether a file makes functions, or calls a module of the project that may."""
    text = read()
    if any(each in text for each in _FUNCTIONS):
        return True
    # Searching for plain bytes takes a tenth of what an expression takes.
    return (b'"./' in text or b'"../' in text) and _LOCAL_MODULE.search(text) is not None


def declared(places: Iterable[Place], disk: Disk) -> Declared:
    """Return what the modules that hold these files declare."""
    from snapcheck.deploy.terraform import functions

    return functions.declared(places, disk)
