"""Deployment files as bad input: whatever they hold, they are read in time and said in one line."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from deployed_project import project

from snapcheck import analysis
from snapcheck.deployed import Declared
from snapcheck.model import Request

SECONDS = 10  # on a slow machine; each of these takes about one
SAM = "AWS::Serverless::Function"
FUNCTION = f"Resources: {{Fn: {{Type: {SAM}, Properties: {{Runtime: python3.12, Handler: app.handler}}}}}}\n"


def bounded(root: Path, files: dict[str, str]) -> Declared:
    """What files declare that would take for ever if nothing stopped them."""
    start = time.monotonic()
    found = project(root, files)
    assert time.monotonic() - start < SECONDS
    for problem in found.problems:
        assert "\n" not in problem.message
        assert len(problem.message) < 500
        assert problem.mend
    return found


def bomb(opened: str = "", levels: int = 40) -> str:
    """Aliases of aliases that stand for 9 ** 40 texts."""
    lines = ["a0: &a0 x"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + f"\n{opened}"


def test_aliases_take_no_space(tmp_path: Path) -> None:
    text = bomb("Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n")
    text += "      Runtime: python3.12\n      Handler: app.handler\n      Layers: *a39\n"
    text += "      Environment: {Variables: {X: *a39}}\n      SnapStart: *a39\n"
    found = bounded(tmp_path, {"template.yaml": text})
    assert [entry.path for entry in found.entry_points] == ["app.py"]


def test_aliases_in_a_service(tmp_path: Path) -> None:
    text = bomb("service: x\nprovider: {name: aws, runtime: python3.12}\n")
    text += (
        "functions:\n  f: {handler: app.handler, layers: *a39}\n  g: *a39\n  h: {handler: *a39}\n"
    )
    found = bounded(tmp_path, {"serverless.yml": text})
    assert [entry.path for entry in found.entry_points] == ["app.py"]


@pytest.mark.parametrize(
    ("file", "head"),
    [
        ("template.yaml", FUNCTION),
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


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 20_000,
        "x = " + "[" * 20_000 + "]" * 20_000,
        "x = " + "(" * 5_000 + "1" + ")" * 5_000,
        "x = " + '"${' * 3_000 + "a" + '}"' * 3_000,
        "x = a" + ".b" * 50_000,
        "x = a" + "[0]" * 20_000,
        "x = 1" + " + 1" * 20_000,
        "a {\n" * 5_000 + "}\n" * 5_000,
        "x = " + "!" * 20_000 + "a",
    ],
    ids=range(9),
)
def test_terraform_that_nests_deeply(tmp_path: Path, text: str) -> None:
    bounded(tmp_path, {"main.tf": 'resource "aws_lambda_function" "f" {}\n' + text + "\n"})


def test_broken_terraform_is_one_problem(tmp_path: Path) -> None:
    text = 'resource "aws_lambda_function" "f" {\n  handler = = "a.b"\n}\n'
    (problem,) = bounded(tmp_path, {"main.tf": text}).problems
    assert (problem.path, problem.line) == ("main.tf", 2)
    assert problem.message == "not readable as HCL"


DEPLOYED = """\
resource "aws_lambda_function" "f" {
  handler  = "app.handler"
  runtime  = "python3.12"
  filename = data.archive_file.x.output_path
}
data "archive_file" "x" {
  type        = "zip"
  source_file = "app.py"
  output_path = "app.zip"
}
"""


@pytest.mark.parametrize(
    "before",
    [
        'resource "aws_iam_role" "r" {\n  name = "r"\n\n  # a } at the end }\n}\n',
        'resource "aws_iam_role" "r" {\n  policy = <<EOF\n{\n}\n  EOF\n}\n',
        'resource "aws_iam_role" "r" {\n  # <<EOF\n  /*\n}\n*/\n}\n',
        'resource "aws_iam_role" "r" {\n  /*\n}\n  */\n}\n',
        '/*\nresource "aws_iam_role" "r" {\n  name = "r"\n*/\n',
        '/*\nresource "aws_iam_role" "r" {\n  name = "r" */\nlocals {\n  a = 1\n}\n',
        'resource "aws_iam_role" "r" {\nblock {\na = 1\n}\n}\n',
        'resource "aws_iam_role" "r" {\n  policy = jsonencode({\n})\n}\n',
        'resource "aws_iam_role" "r" {\n  policy = jsonencode({\n    a = 1\n}\n  )\n}\n',
        'resource "aws_iam_role" "r" {\r\n  name = "r"\r\n}\r\n',
        'resource "aws_iam_role" "r" {}\nresource "aws_iam_role" "s" {\n}\n',
        'output "é" {\n  value = "${join(",", [\n    "é",\n  ])}"\n}\n',
    ],
    ids=range(12),
)
def test_what_stands_around_a_function_in_terraform(tmp_path: Path, before: str) -> None:
    for text in (before + DEPLOYED, DEPLOYED + before):
        found = bounded(tmp_path, {"main.tf": text})
        assert [entry.path for entry in found.entry_points] == ["app.py"]
        assert found.problems == ()


def test_a_block_that_never_ends_hides_no_function(tmp_path: Path) -> None:
    text = 'resource "aws_iam_role" "r" {\n  name = "r"\n\n' + DEPLOYED
    (problem,) = bounded(tmp_path, {"main.tf": text}).problems
    assert problem.message == "not readable as HCL"


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


def test_files_that_include_each_other(tmp_path: Path) -> None:
    files = {
        "serverless.yml": "service: x\nprovider: {name: aws, runtime: python3.12}\n"
        "functions: ${file(a.yml)}\n",
        "a.yml": "${file(b.yml)}\n",
        "b.yml": "${file(a.yml)}\n",
    }
    assert bounded(tmp_path, files).entry_points == ()


def nests(child: str) -> str:
    return (
        "Resources:\n  Child:\n    Type: AWS::CloudFormation::Stack\n"
        f"    Properties:\n      TemplateURL: {child}\n      Parameters: {{P: !Sub '${{P}}x'}}\n"
        "Parameters: {P: {Type: String, Default: x}}\n"
    )


def test_stacks_that_nest_each_other_are_a_problem(tmp_path: Path) -> None:
    found = bounded(tmp_path, {"a.yaml": nests("b.yaml"), "b.yaml": nests("a.yaml")})
    assert [problem.path for problem in found.problems] == ["a.yaml", "b.yaml"]
    assert found.problems[0].message == "nests b.yaml, which nests it in turn"
    (problem,) = bounded(tmp_path / "self", {"c.yaml": nests("c.yaml")}).problems
    assert problem.line == 2
    report = analysis.check(Request((tmp_path / "self",), tmp_path / "self"))
    assert any(problem.path == "c.yaml" for problem in report.problems)


def test_modules_that_call_each_other(tmp_path: Path) -> None:
    files = {
        "a/main.tf": 'module "b" {\n  source = "../b"\n  x = "${var.x}${var.x}"\n}\nvariable "x" { default = "y" }\n',
        "b/main.tf": 'module "a" {\n  source = "../a"\n  x = "${var.x}${var.x}"\n}\n'
        'module "c" {\n  source = "../a"\n}\nvariable "x" { default = "y" }\n',
    }
    assert bounded(tmp_path, files).functions == ()


def test_modules_that_call_ever_more(tmp_path: Path) -> None:
    files = {
        f"m{n}/main.tf": "".join(
            f'module "c{k}" {{\n  source = "../m{n + 1}"\n}}\n' for k in range(9)
        )
        for n in range(30)
    }
    bounded(tmp_path, files)


def test_loops_that_multiply(tmp_path: Path) -> None:
    names = ", ".join(f"n{n}" for n in range(300))
    loop = "Transform: AWS::LanguageExtensions\nResources:\n"
    depth = 2
    for level in range(8):
        pad = " " * depth
        loop += f"{pad}Fn::ForEach::L{level}:\n{pad}  - I{level}\n{pad}  - [{names}]\n{pad}  -\n"
        depth += 6
    pad = " " * depth
    loop += f"{pad}'F${{I0}}${{I7}}': {{Type: {SAM}, Properties: {{Runtime: python3.12}}}}\n"
    bounded(tmp_path, {"template.yaml": loop})


@pytest.mark.parametrize(
    "body",
    [
        "def a():\n    return a() + a()\n\n\na()\n",
        "def a(x):\n    return [a(x), b(x)]\n\n\ndef b(x):\n    return [b(x), a(x)]\n\n\na(1)\n",
        "x = 'a'\n" + "x = x + x\n" * 200,
        "x = [1]\n" + "x = x + x\n" * 200,
        "for a in range(9):\n"
        + "".join(f"{' ' * 4 * n}for b in [1, 2, 3, 4, 5, 6, 7, 8, 9]:\n" for n in range(1, 15))
        + f"{' ' * 60}pass\n",
        "x = {}\nx['x'] = x\nfor k, v in x.items():\n    l.Function(s, 'F', **v)\n",
        "class A(A):\n    def __init__(self):\n        super().__init__()\n        self.a = A()\n\n\nA()\n",
        "x = l\n" + "x = x.y\n" * 5_000,
        "x = [a for a in [b for b in [1] * 9]]\nwhile True:\n    x = [x, x]\n",
    ],
    ids=range(9),
)
def test_programs_that_never_end(tmp_path: Path, body: str) -> None:
    text = f"from aws_cdk import aws_lambda as l\n\n{body}"
    assert bounded(tmp_path, {"infra/shop.py": text}).entry_points == ()


@pytest.mark.parametrize(
    "body",
    [
        "x = " + "[" * 20_000 + "]" * 20_000,
        "x = " + "(" * 20_000 + "1" + ")" * 20_000,
        "x = a" + ".b" * 50_000,
        "x = a" + "()" * 20_000,
        "x = 1" + " + 1" * 20_000,
        "{\n" * 5_000 + "}\n" * 5_000,
        "x = `" + "${`" * 3_000 + "`}" * 3_000 + "`",
        "const f = (a) => f(f(a)); f(f);",
        "class A extends A { constructor() { super(); this.a = new A(); } } new A();",
        "x = [",
    ],
    ids=range(10),
)
def test_typescript_that_nests_deeply_or_never_ends(tmp_path: Path, body: str) -> None:
    text = f"import * as lambda from 'aws-cdk-lib/aws-lambda';\n// PYTHON_3\n{body}\n"
    found = bounded(tmp_path, {"lib/shop.ts": text})
    assert found.entry_points == found.problems == ()


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


def test_broken_toml_is_one_problem(tmp_path: Path) -> None:
    (problem,) = bounded(tmp_path, {"zappa_settings.toml": "[dev\n"}).problems
    assert problem.message.startswith("not readable as TOML: ")
