"""Dockerfiles of images that Lambda runs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from snapcheck.model.deployed import Declared, joined

if TYPE_CHECKING:
    from snapcheck.deploy.place import Place
    from snapcheck.filesystem.disk import Disk

NAMES = re.compile(
    r"(?:Dockerfile|Containerfile)(?:[.-].*)?|.*\.(?:docker|container)file", re.IGNORECASE
)
_LAMBDA = (b"public.ecr.aws/lambda/", b"awslambdaric", b"lambda-adapter", b"/lambda/python")


def sniff(path: str, read: Callable[[], bytes]) -> bool:
    """Return whether an image has Lambda's base, its runtime client or the web adapter."""
    text = read()
    return any(each in text for each in _LAMBDA)


def declared(places: Iterable[Place], disk: Disk) -> Declared:
    """Return what the images of these files run."""
    from snapcheck.deploy.dockerfile import image

    return joined(map(image.declared, places))
