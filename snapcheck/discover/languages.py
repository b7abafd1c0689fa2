"""Which deployment language a file is written in, told by its name and a look at its bytes.

Every run asks this of many files: nothing is parsed here, and only files whose names fit are read.
"""

from __future__ import annotations

import os
import re
from enum import Enum

from snapcheck.discover.held import held

SNIFF_LIMIT = 2 * 1024 * 1024


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
_TERRAFORM = re.compile(
    rb"\"aws_lambda_function\"|terraform-aws-modules/lambda/aws|\bsource\"?\s*[=:]\s*\"\.{1,2}/"
)
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


def language_of(file: str) -> Language | None:
    """The language of a file whose name fits; None if it deploys no functions.

    A file that cannot be read is none, unless it is a template by its name: its reader says why.
    """
    folder, name = os.path.split(file)
    if name == "config.json" and os.path.basename(folder) == ".chalice":
        return Language.CHALICE
    if _ZAPPA.fullmatch(name):
        return Language.ZAPPA
    if TEMPLATE_NAME.fullmatch(name):
        return Language.CLOUDFORMATION
    text = held(file)
    if text is None:
        try:
            with open(file, "rb") as opened:
                text = opened.read(SNIFF_LIMIT)
        except OSError:
            return None
    return _by_text(name, text[:SNIFF_LIMIT])


def _by_text(name: str, text: bytes) -> Language | None:
    if name.endswith(".ts"):
        is_program = b"aws-lambda" in text or b"aws_lambda" in text
        return Language.TYPESCRIPT if is_program and _TYPESCRIPT.search(text) else None
    if name.endswith(TERRAFORM_SUFFIXES):
        return Language.TERRAFORM if _TERRAFORM.search(text) else None
    if _DOCKERFILE.fullmatch(name):
        return Language.DOCKERFILE if any(each in text for each in _LAMBDA_IMAGE) else None
    if name.endswith((".yml", ".yaml")) and _SERVERLESS.search(text) and _PROVIDER.search(text):
        return Language.SERVERLESS
    return Language.CLOUDFORMATION if any(each in text for each in TEMPLATE_TEXT) else None
