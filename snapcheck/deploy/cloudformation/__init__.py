"""CloudFormation and SAM: templates in YAML or JSON, also inside other templating languages."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from snapcheck.model.deployed import Declared, joined

if TYPE_CHECKING:
    from snapcheck.deploy.place import Place
    from snapcheck.filesystem.disk import Disk

TEMPLATE_NAME = re.compile(r"(?:template|sam|.*cloudformation|.*cfn).*\.ya?ml", re.IGNORECASE)
# Files with many lines of JSON that every project has are none, nor are Terraform's.
NAMES = re.compile(
    r"(?!(?:package|package-lock|tsconfig|cdk|cdk\.context)\.json\Z|.*\.tf\.json\Z)"
    r".*\.(?:yaml|yml|json|template|j2|jinja|jinja2)"
)
_FUNCTIONS = (b"AWS::Lambda::Function", b"AWS::Serverless", b"AWS::CloudFormation::Stack")


def sniff(path: str, read: Callable[[], bytes]) -> bool:
    """Return whether a file is a template by its name, or by the resources in it."""
    if TEMPLATE_NAME.fullmatch(path.rpartition(os.sep)[2]):
        return True
    text = read()
    return b"AWS::" in text and any(each in text for each in _FUNCTIONS)


def declared(places: Iterable[Place], disk: Disk) -> Declared:
    """Return what these templates declare, each with what those that nest it pass to it."""
    from snapcheck.deploy.cloudformation import functions
    from snapcheck.deploy.cloudformation.nested import nesting

    templates = tuple(places)
    nested = nesting(templates, disk)
    read = (functions.declared(each, nested.of(each.template)) for each in templates)
    return joined([Declared(problems=tuple(nested.problems)), *read])
