"""Which deployment language a file is written in, told by its name and a look at its bytes.

Every run asks this of many files: nothing is parsed here, and only files whose names fit are read.
"""

from __future__ import annotations

import os
import re
from enum import Enum
from functools import lru_cache

from snapcheck.filesystem.disk import Disk

# One more byte than a template may have: so that who reads it can tell that there is more.
SNIFF_LIMIT = 2 * 1024 * 1024 + 1


class Language(Enum):
    """What functions are deployed with."""

    CLOUDFORMATION = "CloudFormation"
    SERVERLESS = "Serverless Framework"
    TERRAFORM = "Terraform"
    CHALICE = "Chalice"
    ZAPPA = "Zappa"
    DOCKERFILE = "Dockerfile"
    TYPESCRIPT = "AWS CDK in TypeScript"


TEMPLATE_NAME = re.compile(r"(?:template|sam|.*cloudformation|.*cfn).*\.ya?ml", re.IGNORECASE)
TEMPLATE_TEXT = (b"AWS::Lambda::Function", b"AWS::Serverless", b"AWS::CloudFormation::Stack")
TEMPLATE_SUFFIXES = (".yaml", ".yml", ".json", ".template", ".j2", ".jinja", ".jinja2")
TERRAFORM_SUFFIXES = (".tf", ".tf.json")
# Files with many lines of JSON that every project has.
_NEVER = frozenset(
    ("package.json", "package-lock.json", "tsconfig.json", "cdk.json", "cdk.context.json")
)
_DOCKERFILE = re.compile(
    r"(?:Dockerfile|Containerfile)(?:[.-].*)?|.*\.(?:docker|container)file", re.I
)
_ZAPPA = re.compile(r"zappa_settings\.(?:json|ya?ml|toml)")
_SERVERLESS = re.compile(rb"^[\"']?functions[\"']?\s*:", re.MULTILINE)
_PROVIDER = re.compile(rb"^[\"']?provider[\"']?\s*:", re.MULTILINE)
_TERRAFORM = (b'"aws_lambda_function"', b"terraform-aws-modules/lambda/aws")
_LOCAL_MODULE = re.compile(rb"\bsource\"?\s*[=:]\s*\"\.{1,2}/")
# A program that builds a function which concerns us: a Python one, or one with SnapStart.
_TYPESCRIPT = re.compile(rb"\bPYTHON_3|PythonFunction|[\"'`]python3\.|snapStart")
_TESTED = re.compile(r".*(?:\.d|\.test|\.spec)\.ts")
_LAMBDA_IMAGE = (b"public.ecr.aws/lambda/", b"awslambdaric", b"lambda-adapter", b"/lambda/python")


def may_deploy(name: str) -> bool:
    """Whether a file of this name can be a deployment file, whatever it holds."""
    return (
        (name.endswith((*TEMPLATE_SUFFIXES, *TERRAFORM_SUFFIXES)) and name not in _NEVER)
        or _DOCKERFILE.fullmatch(name) is not None
        or _ZAPPA.fullmatch(name) is not None
        or (name.endswith(".ts") and _TESTED.fullmatch(name) is None)
    )


def language_of(file: str, disk: Disk) -> Language | None:
    """The language of a file whose name fits; None if it deploys no functions.

    A file that cannot be read is none, unless it is a template by its name: its reader says why.
    """
    folder, _, name = file.rpartition(os.sep)
    if name == "config.json" and folder.endswith(f"{os.sep}.chalice"):
        return Language.CHALICE
    named = _by_name(name)
    if named is not None:
        return named
    try:
        language = _by_text(name, disk.read(file, SNIFF_LIMIT))
    except OSError:
        return None
    if language is None:
        disk.forget(file)
    return language


@lru_cache(maxsize=10_000)  # folders of one repository hold files of the same names
def _by_name(name: str) -> Language | None:
    """The language of a file whose name alone tells it."""
    if _ZAPPA.fullmatch(name):
        return Language.ZAPPA
    return Language.CLOUDFORMATION if TEMPLATE_NAME.fullmatch(name) else None


def _by_text(name: str, text: bytes) -> Language | None:
    if name.endswith(".ts"):
        is_program = b"aws-lambda" in text or b"aws_lambda" in text
        return Language.TYPESCRIPT if is_program and _TYPESCRIPT.search(text) else None
    if name.endswith(TERRAFORM_SUFFIXES):
        return Language.TERRAFORM if _is_terraform(text) else None
    if _DOCKERFILE.fullmatch(name):
        return Language.DOCKERFILE if any(each in text for each in _LAMBDA_IMAGE) else None
    if name.endswith((".yml", ".yaml")) and _is_service(text):
        return Language.SERVERLESS
    is_template = b"AWS::" in text and any(each in text for each in TEMPLATE_TEXT)
    return Language.CLOUDFORMATION if is_template else None


# Searching for plain bytes takes a tenth of what an expression takes.


def _is_terraform(text: bytes) -> bool:
    if any(each in text for each in _TERRAFORM):
        return True
    return (b'"./' in text or b'"../' in text) and _LOCAL_MODULE.search(text) is not None


def _is_service(text: bytes) -> bool:
    if b"functions" not in text or b"provider" not in text:
        return False
    return _SERVERLESS.search(text) is not None and _PROVIDER.search(text) is not None
