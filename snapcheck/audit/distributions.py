"""Which distributions an environment has, read from their metadata; nothing of them is run."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import Distribution as Metadata
from importlib.metadata import distributions
from pathlib import Path

from snapcheck.facts import Fact

_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*")


class Distribution(Fact, frozen=True):
    """An installed distribution and its modules, by the paths of their files.

    `packages` are the outermost packages that those are in, which others may be in too.
    """

    name: str
    version: str
    files: tuple[str, ...]

    @property
    def packages(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(file.partition("/")[0].removesuffix(".py") for file in self.files)
        )


def installed(folder: Path) -> list[Distribution]:
    """Return the distributions that are installed in a folder of packages, by name."""
    found = [_of(each) for each in distributions(path=[str(folder)])]
    return sorted([each for each in found if each.files], key=lambda each: each.name.lower())


def _of(metadata: Metadata) -> Distribution:
    files = sorted({file.as_posix() for file in metadata.files or () if file.suffix == ".py"})
    inside = tuple([file for file in files if not file.startswith("..")])
    return Distribution(metadata.metadata["Name"], metadata.version, inside)


def required(lines: Iterable[str]) -> set[str]:
    """Return the names in a requirements file, as they are compared; options are left out."""
    found = (_NAME.match(line.strip()) for line in lines)
    return {normal(match.group()) for match in found if match is not None}


def normal(name: str) -> str:
    """Return the name of a distribution as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()
