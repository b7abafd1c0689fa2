"""Whether Lambda can take a snapshot of a function that a container image runs."""

from __future__ import annotations

import re
from pathlib import Path

from snapcheck.deploy.dockerfile.image import Image, read_image
from snapcheck.deploy.place import Place
from snapcheck.deploy.template import UnreadableError, decode, read_bytes
from snapcheck.model import Span

LABEL = "com.amazonaws.lambda.feature.snapstart"
"""The label by which an image says that its runtime may be restored.

Since 2 September 2026 SnapStart takes container images. Those on AWS's bases for Java 11, Python
3.12 and .NET 8 or later can be restored as they are; any other needs this label with the value
`Allow`, or a runtime that asks the restore/next API, as awslambdaric and the web adapter do. Else
publishing a version fails.

Source: https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-custom.html, read in
November 2026.
"""

_OF_AWS = re.compile(
    r"(?:public\.ecr\.aws/lambda/|amazon/aws-lambda-)(java|python|dotnet|nodejs|ruby|go)(?::(.*))?"
)
_FIRST = {"java": (11,), "python": (3, 12), "dotnet": (8,)}
_VERSION = re.compile(r"\d+(?:\.\d+)*")
# Images that everybody knows, and that say nothing of Lambda. One of somebody's own may.
_PLAIN = re.compile(
    r"(?:(?:docker\.io|public\.ecr\.aws/docker|public\.ecr\.aws)/)?(?:library/)?"
    r"(?:alpine|amazoncorretto|amazonlinux(?:/amazonlinux)?|bitnami/python|busybox|debian|eclipse-temurin"
    r"|fedora|golang|node|openjdk|python|ruby|rust|scratch|ubuntu(?:/ubuntu)?)(?:[:@].*)?"
)


def unsupported(dockerfile: Path, place: Place) -> Span | None:
    """Return where a Dockerfile names the base of an image that surely has no SnapStart.

    None where it may have, or is not known.
    """
    try:
        text = decode(read_bytes(dockerfile, place.disk))
    except UnreadableError:
        return None
    image = read_image(text)
    if _may_be_restored(image):
        return None
    line = text.splitlines()[image.begins - 1]
    column = len(line) - len(line.lstrip()) + 1
    return Span(place.shown(dockerfile), image.begins, column, image.begins, len(line.rstrip()) + 1)


def _may_be_restored(image: Image) -> bool:
    if image.labels.get(LABEL, "").lower() == "allow":
        return True
    if image.has_adapter or image.installs_client:
        return True
    of_aws = _OF_AWS.fullmatch(image.base)
    if of_aws is None:
        return _PLAIN.fullmatch(image.base) is None
    first = _FIRST.get(of_aws[1])
    if first is None:
        return False
    version = _VERSION.match(of_aws[2] or "")
    # `latest`, or what only the build knows.
    return version is None or tuple(map(int, version[0].split("."))) >= first
