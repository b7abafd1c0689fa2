"""Deployment files as bad input: whatever they hold, they are read in time and said in one line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hostile import FUNCTION, bounded

TEMPLATE = f"Resources: {{Fn: {{Type: {FUNCTION}, Properties: {{Runtime: python3.12, Handler: app.handler}}}}}}\n"


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("template.yaml", TEMPLATE),
        ("stack.json", '{"about": "AWS::Lambda::Function", "Runtime": "python3.12", "x": "'),
        ("serverless.yml", "provider: {name: aws, runtime: python3.12}\nfunctions: {}\n"),
        ("main.tf", 'resource "aws_lambda_function" "x" {}\n'),
        ("Dockerfile", "FROM public.ecr.aws/lambda/python:3.12\n"),
        ("zappa_settings.json", '{"dev": "'),
    ],
)
def test_a_file_of_fifty_megabytes(tmp_path: Path, file: str, head: str) -> None:
    (problem,) = bounded(tmp_path, {file: head + "#" * 50_000_000}).problems
    assert problem.path == file
    assert "too large" in problem.message


@pytest.mark.parametrize("bracket", ["[", "{", "- ", "? ", "a: {"])
@pytest.mark.parametrize("file", ["template.yaml", "serverless.yml", "zappa_settings.yml"])
def test_files_that_nest_deeply(tmp_path: Path, file: str, bracket: str) -> None:
    head = "x: AWS::Lambda::Function\nRuntime: python3.12\nprovider: aws\nfunctions:\n  "
    (problem,) = bounded(tmp_path, {file: head + bracket * 50_000}).problems
    assert problem.path == file


def test_values_that_stand_for_themselves(tmp_path: Path) -> None:
    terraform = (
        'locals {\n  a = local.b\n  b = local.a\n  c = "${local.c}x"\n}\n'
        'resource "aws_lambda_function" "f" {\n  handler = local.a\n  runtime = local.c\n'
        "  filename = data.archive_file.x.output_path\n}\n"
        'data "archive_file" "x" {\n  source_dir = local.a\n  output_path = local.b\n}\n'
    )
    serverless = (
        "service: x\nprovider: {name: aws, runtime: python3.12}\n"
        "custom: {a: '${self:custom.b}', b: '${self:custom.a}', c: '${self:custom.c}x'}\n"
        "functions: {f: {handler: '${self:custom.a}'}, g: {handler: '${self:custom.c}'}}\n"
    )
    files = {"main.tf": terraform, "serverless.yml": serverless}
    assert bounded(tmp_path, files).entry_points == ()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("Dockerfile", "FROM public.ecr.aws/lambda/python:3.12\n" + "COPY a b\n" * 50_000),
        (
            "Dockerfile",
            "FROM public.ecr.aws/lambda/python:3.12\nENV A=x\n" + "ENV A=$A$A\n" * 900,
        ),
        ("Dockerfile", 'FROM public.ecr.aws/lambda/python:3.12\nCMD [\'"\nCOPY "\n'),
        (
            "Dockerfile",
            'FROM public.ecr.aws/lambda/python:3.12\nCOPY ../../../../.. .\nCMD ["etc.passwd"]\n',
        ),
        ("web/run.sh", "uvicorn '\n" * 10_000),
        (
            "zappa_settings.json",
            '{"dev": {"extends": "dev"}, "a": {"extends": "b"}, "b": {"extends": "a"}}',
        ),
        ("zappa_settings.json", '{"dev": [], "x": null, "y": {"app_function": {}}}'),
        ("zappa_settings.toml", "dev = 1\n[x]\napp_function = 1\n"),
        ("serverless.yml", "provider: {name: aws, runtime: python3.12}\nfunctions: 1\n"),
        (
            "serverless.yml",
            "provider: {name: aws, runtime: python3.12}\nfunctions: [1, [], {a: 1}, {b: []}]\n",
        ),
        (
            "serverless.yml",
            "provider: {name: aws, runtime: python3.12}\nfunctions: {a: {handler: '${"
            + "a" * 5_000
            + "'}}\n",
        ),
        (
            "serverless.yml",
            "provider: {name: aws, runtime: python3.12}\nfunctions: {a: {handler: '"
            + "${" * 5_000
            + "}" * 5_000
            + "'}}\n",
        ),
        (
            "main.tf",
            'resource "aws_lambda_function" {}\nresource "aws_lambda_function" "a" "b" {}\nresource {}\nmodule {}\nmodule "x" {}\n',
        ),
        (
            "main.tf.json",
            '{"resource": {"aws_lambda_function": []}, "module": 1, "data": "archive_file"}',
        ),
        (
            "main.tf.json",
            '{"resource": [{"aws_lambda_function": {"f": [{"handler": "${{", "runtime": []}]}}]}',
        ),
        (
            "stack.json",
            '{"Resources": {"Fn": {"Type": "AWS::Lambda::Function", "Properties": []}}, "Runtime": 1}',
        ),
    ],
    ids=range(16),
)
def test_strange_files_do_no_harm(tmp_path: Path, file: str, text: str) -> None:
    found = bounded(tmp_path, {file: text})
    assert all(os.path.isfile(tmp_path / entry.path) for entry in found.entry_points)
