"""Rows of a table of functions: how each is written in its deployment file, and its entry point.

The code of the functions is that of `deployed_project`, which all languages deploy.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from deployed_project import project, rows

ON = "SnapStart: {ApplyOn: PublishedVersions}"


@dataclass(frozen=True)
class Row:
    """One deployment file with one function, and the entry point that it declares."""

    file: str
    text: str
    expected: str
    also: tuple[tuple[str, str], ...] = ()


def indented(text: str, depth: int) -> str:
    return textwrap.indent(text, " " * depth)


def table(given: Sequence[Row]) -> pytest.MarkDecorator:
    """Return the parameters of a test that is run for each row."""
    return pytest.mark.parametrize(
        "given", given, ids=[f"{each.file}-{n}" for n, each in enumerate(given)]
    )


def check(given: Row, tmp_path: Path) -> None:
    """Assert that a row has the entry point that it should have."""
    also = dict(given.also)
    if "Dockerfile" not in given.text and "DockerImage" in given.text:
        also["src/Dockerfile"] = f"{BASE}COPY . .\n"
    found = project(tmp_path, {given.file: given.text, **also})
    entries = [entry for entry in found.entry_points if entry.declared_in == given.file]
    if not entries:  # declared in a nested template, or in a module that is called
        entries = list(found.entry_points)
    assert [problem for problem in found.problems if "#" not in problem.message] == []
    assert rows(entries) == [given.expected]


def sam(properties: str, expected: str, *, before: str = "", after: str = "") -> Row:
    text = "Transform: AWS::Serverless-2016-10-31\n" + before + "Resources:\n  Fn:\n"
    text += "    Type: AWS::Serverless::Function\n    Properties:\n"
    return Row("template.yaml", text + indented(properties, 6) + "\n" + after, expected)


ARCHIVE = """\
data "archive_file" "code" {
  type        = "zip"
  %s
  output_path = "${path.module}/code.zip"
}
"""
DIR = ARCHIVE % 'source_dir = "${path.module}/src"'


def tf(function: str, expected: str, *, code: str = DIR, file: str = "main.tf", **also: str) -> Row:
    text = f'resource "aws_lambda_function" "fn" {{\n{indented(function, 2)}\n}}\n{code}'
    return Row(file, text, expected, tuple(also.items()))


FOUND = "src/app.py:handler python3.12 off"
HEAD = """\
import os
from pathlib import Path
import aws_cdk as cdk
from aws_cdk import Stack, aws_lambda as _lambda
from aws_cdk.aws_lambda_python_alpha import PythonFunction
"""


def stack(body: str, expected: str, head: str = HEAD, after: str = "") -> Row:
    text = f"{head}\n\nclass Shop(Stack):\n    def __init__(self, scope, id, **kwargs):\n"
    text += (
        f"        super().__init__(scope, id, **kwargs)\n{indented(body, 8)}\n{indented(after, 4)}"
    )
    return Row("infra/shop.py", text, expected)


def function(code: str, handler: str = '"app.handler"', *more: str) -> str:
    arguments = [
        '"Fn"',
        "runtime=_lambda.Runtime.PYTHON_3_12",
        f"handler={handler}",
        f"code={code}",
        *more,
    ]
    return f"_lambda.Function(self, {', '.join(arguments)})"


ASSET = '_lambda.Code.from_asset("src")'
TS_HEAD = """\
import * as path from 'path';
import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { PythonFunction } from '@aws-cdk/aws-lambda-python-alpha';
import { Construct } from 'constructs';

"""


def ts(body: str, expected: str, *, fields: str = "", after: str = "", head: str = TS_HEAD) -> Row:
    text = f"{head}export class Shop extends cdk.Stack {{\n{indented(fields, 2)}\n"
    text += "  constructor(scope: Construct, id: string, props?: cdk.StackProps) {\n"
    text += f"    super(scope, id, props);\n{indented(body, 4)}\n  }}\n{indented(after, 2)}\n}}\n"
    return Row("lib/shop.ts", text, expected)


def ts_function(code: str, handler: str = "'app.handler'", *more: str) -> str:
    lines = ["runtime: lambda.Runtime.PYTHON_3_12", f"handler: {handler}", f"code: {code}", *more]
    return f"new lambda.Function(this, 'Fn', {{ {', '.join(lines)} }});"


BASE = "FROM public.ecr.aws/lambda/python:3.12\n"
ADAPTER_LAYER = (
    "COPY --from=public.ecr.aws/awsguru/aws-lambda-adapter:0.9.0 /lambda-adapter /opt/extensions/\n"
)
WEB_BASE = f"FROM public.ecr.aws/docker/library/python:3.12-slim\n{ADAPTER_LAYER}WORKDIR /app\n"
