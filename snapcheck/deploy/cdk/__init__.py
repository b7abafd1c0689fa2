"""AWS CDK: programs in TypeScript, and those in Python, which `scan` finds among all sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING

from snapcheck.model.deployed import Declared

if TYPE_CHECKING:
    from snapcheck.deploy.cdk.program_file import ProgramFile
    from snapcheck.deploy.place import Place
    from snapcheck.filesystem.disk import Disk

NAMES = re.compile(r"(?!.*\.(?:d|test|spec)\.ts\Z).*\.ts")
# A program that builds a function which concerns us: a Python one, or one with SnapStart.
_FUNCTIONS = re.compile(rb"\bPYTHON_3|PythonFunction|[\"'`]python3\.|snapStart")


def sniff(path: str, read: Callable[[], bytes]) -> bool:
    """Return whether a TypeScript file builds functions of interest."""
    text = read()
    is_program = b"aws-lambda" in text or b"aws_lambda" in text
    return is_program and _FUNCTIONS.search(text) is not None


def declared(places: Iterable[Place], disk: Disk, python: Iterable[ProgramFile] = ()) -> Declared:
    """Return what the programs of these files and those in Python build."""
    from snapcheck.deploy.cdk import functions
    from snapcheck.deploy.cdk.program_file import read_typescript

    return functions.declared(chain(python, read_typescript(places)), disk)
