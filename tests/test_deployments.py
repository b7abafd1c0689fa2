"""A table of functions, deployed in every way that is read, and where their code is found.

Each row is one function: how it is written in its deployment file, and the entry point that it
has, with its runtime and SnapStart. The code is that of `deployed_project`.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from deployed_project import project, rows

from snapcheck.model import Span

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


def sam(properties: str, expected: str, *, before: str = "", after: str = "") -> Row:
    text = "Transform: AWS::Serverless-2016-10-31\n" + before + "Resources:\n  Fn:\n"
    text += "    Type: AWS::Serverless::Function\n    Properties:\n"
    return Row("template.yaml", text + indented(properties, 6) + "\n" + after, expected)


def sam_lines(handler: str, code: str, expected: str, *more: str) -> Row:
    lines = [f"Handler: {handler}", "Runtime: python3.12", *more]
    if code:
        lines.append(f"CodeUri: {code}")
    return sam("\n".join(lines), expected)


PARAMETERS = """\
Parameters:
  Stage: {Type: String, Default: dev}
  Code: {Type: String, Default: src}
  Version: {Type: String, Default: python3.13}
Mappings:
  Folders:
    dev: {code: src, handler: app.handler}
    prod: {code: services/orders, handler: main.handler}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
"""
GLOBALS = """\
Globals:
  Function:
    Runtime: python3.12
    CodeUri: src
    SnapStart: {ApplyOn: PublishedVersions}
"""
LAYER = """\
  Common:
    Type: AWS::Serverless::LayerVersion
    Properties: {ContentUri: layers/common}
"""
LOOP = """\
Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]
Parameters:
  Names: {Type: CommaDelimitedList, Default: "create"}
Resources:
  Fn::ForEach::All:
    - Name
    - %s
    - "Fn${Name}":
        Type: AWS::Serverless::Function
        Properties:
          Runtime: python3.13
          CodeUri: src
          Handler: !Sub "todos/${Name}.handler"
"""

SAM = [
    sam_lines("app.handler", "", "app.py:handler python3.12 off"),
    sam_lines("app.handler", ".", "app.py:handler python3.12 off"),
    sam_lines("app.handler", "./", "app.py:handler python3.12 off"),
    sam_lines("app.handler", "src", "src/app.py:handler python3.12 off"),
    sam_lines("app.handler", "src/", "src/app.py:handler python3.12 off"),
    sam_lines("app.handler", "./src", "src/app.py:handler python3.12 off"),
    sam_lines("app.other", "src", "src/app.py:other python3.12 off"),
    sam_lines("src/app.handler", ".", "src/app.py:handler python3.12 off"),
    sam_lines("src.app.handler", ".", "src/app.py:handler python3.12 off"),
    sam_lines("pkg.mod.handler", "src", "src/pkg/mod.py:handler python3.12 off"),
    sam_lines("pkg/mod.handler", "src", "src/pkg/mod.py:handler python3.12 off"),
    sam_lines("pkg.handler", "src", "src/pkg/__init__.py:handler python3.12 off"),
    sam_lines("src/pkg.mod.handler", ".", "src/pkg/mod.py:handler python3.12 off"),
    sam_lines("todos/create.create", "src", "src/todos/create.py:create python3.12 off"),
    sam_lines(
        "handlers/orders.handler", "lambda", "lambda/handlers/orders.py:handler python3.12 off"
    ),
    sam_lines("main.handler", "services/orders", "services/orders/main.py:handler python3.12 off"),
    sam_lines("app.handler", "src/app.py", "src/app.py:handler python3.12 off"),
    sam_lines("app.handler", "!Sub src", "src/app.py:handler python3.12 off"),
    sam_lines(
        "app.handler", "src", "src/app.py:handler python3.12 on", ON, "AutoPublishAlias: live"
    ),
    sam_lines(
        "app.handler", "src", "src/app.py:handler python3.12 off", "SnapStart: {ApplyOn: None}"
    ),
    sam_lines("app.handler", "src", "src/app.py:handler python3.12 -", "SnapStart: !Ref Given"),
    sam(
        "Handler: app.handler\nRuntime: !Ref Version\nCodeUri: !Ref Code",
        "src/app.py:handler python3.13 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !FindInMap [Folders, !Ref Stage, handler]\nRuntime: python3.12\n"
        "CodeUri: !FindInMap [Folders, !Ref Stage, code]",
        "src/app.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !If [IsProd, main.handler, app.handler]\nRuntime: python3.12\n"
        "CodeUri: !If [IsProd, services/orders, src]",
        "src/app.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !If [IsDev, app.handler, main.handler]\nRuntime: python3.12\n"
        "CodeUri: !If [IsDev, src, services/orders]",
        "src/app.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: app.handler\nRuntime: python3.12\nCodeUri: src\n"
        "SnapStart: !If [IsProd, {ApplyOn: PublishedVersions}, !Ref AWS::NoValue]",
        "src/app.py:handler python3.12 on",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !Join ['.', [pkg, mod, handler]]\nRuntime: python3.12\nCodeUri: !Sub './${Code}'",
        "src/pkg/mod.py:handler python3.12 off",
        before=PARAMETERS,
    ),
    sam(
        "Handler: !Select [1, [no, app.handler]]\nRuntime: python3.12\nCodeUri: src",
        "src/app.py:handler python3.12 off",
    ),
    sam("Handler: app.handler", "src/app.py:handler python3.12 on", before=GLOBALS),
    sam(
        "Handler: main.handler\nCodeUri: services/orders\nSnapStart: {ApplyOn: None}",
        "services/orders/main.py:handler python3.12 off",
        before=GLOBALS,
    ),
    sam(
        "Handler: shared.handler\nRuntime: python3.12\nCodeUri: src\nLayers: [!Ref Common]",
        "layers/common/python/shared.py:handler python3.12 off",
        after=LAYER,
    ),
    sam(
        "Handler: datadog_lambda.handler.handler\nRuntime: python3.12\nCodeUri: src\n"
        "Environment: {Variables: {DD_LAMBDA_HANDLER: pkg.mod.handler}}",
        "src/pkg/mod.py:handler python3.12 off",
    ),
    sam(
        "Handler: {{ handler }}\nRuntime: python3.12\nCodeUri: src\nHandler: app.handler",
        "src/app.py:handler python3.12 off",
    ),
    Row("template.yaml", LOOP % "[create]", "src/todos/create.py:handler python3.13 off"),
    Row("template.yaml", LOOP % "!Ref Names", "src/todos/create.py:handler python3.13 off"),
    Row(
        "infra/stack.template",
        sam_lines("app.handler", "../src", "").text,
        "src/app.py:handler python3.12 off",
    ),
    Row(
        "template.yaml.j2",
        sam_lines("app.handler", "src", "").text + "{% if x %}\nOutputs: {}\n{% endif %}\n",
        "src/app.py:handler python3.12 off",
    ),
]


def cfn(
    properties: dict[str, object], expected: str, *, file: str = "stack.json", **more: object
) -> Row:
    function = {"Type": "AWS::Lambda::Function", "Properties": properties}
    return Row(file, json.dumps({**more, "Resources": {"Fn": function}}, indent=1), expected)


def lambda_properties(handler: str, code: object, **more: object) -> dict[str, object]:
    return {"Handler": handler, "Runtime": "python3.13", "Code": code, **more}


CLOUDFORMATION = [
    cfn(lambda_properties("app.handler", "src"), "src/app.py:handler python3.13 off"),
    cfn(lambda_properties("app.handler", "./src/"), "src/app.py:handler python3.13 off"),
    cfn(lambda_properties("pkg.mod.run", "src"), "src/pkg/mod.py:run python3.13 off"),
    cfn(lambda_properties("index.handler", "lambda"), "lambda/index.py:handler python3.13 off"),
    cfn(
        lambda_properties("app.handler", "src", SnapStart={"ApplyOn": "PublishedVersions"}),
        "src/app.py:handler python3.13 on",
    ),
    cfn(
        lambda_properties("app.handler", {"Ref": "Code"}),
        "src/app.py:handler python3.13 off",
        Parameters={"Code": {"Type": "String", "Default": "src"}},
    ),
    cfn(
        lambda_properties("app.handler", {"Fn::Sub": "${Code}"}),
        "src/app.py:handler python3.13 off",
        Parameters={"Code": {"Type": "String", "Default": "src"}},
    ),
    cfn(
        lambda_properties({"Fn::Join": [".", ["app", "handler"]]}, "src"),  # type: ignore[arg-type]
        "src/app.py:handler python3.13 off",
    ),
    cfn(
        lambda_properties("app.handler", {"Fn::If": ["No", "nowhere", "src"]}),
        "src/app.py:handler python3.13 off",
        Conditions={"No": {"Fn::Equals": ["a", "b"]}},
    ),
    cfn(
        lambda_properties("app.handler", "src", Description="\U0001f600"),
        "src/app.py:handler python3.13 off",
    ),
    cfn(
        lambda_properties("app.handler", "../src"),
        "src/app.py:handler python3.13 off",
        file="infra/a.json",
    ),
    cfn(
        lambda_properties("app.handler", "src", Layers=[{"Ref": "None"}]),
        "src/app.py:handler python3.13 off",
        file="stack.template",
    ),
    Row(
        "stack.yml",
        "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n"
        "      Code: src\n      Handler: app.handler\n      Runtime: python3.9\n",
        "src/app.py:handler python3.9 off",
    ),
]

CHILD = """\
Parameters:
  Runtime: {Type: String}
  Handler: {Type: String}
  Snap: {Type: String, Default: None}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties:
      Code: ../src
      Handler: !Ref Handler
      Runtime: !Ref Runtime
      SnapStart: {ApplyOn: !Ref Snap}
"""


def nested(parameters: str, expected: str, kind: str = "AWS::CloudFormation::Stack") -> Row:
    key = "TemplateURL" if "CloudFormation" in kind else "Location"
    text = (
        f"Parameters:\n  Version: {{Type: String, Default: python3.13}}\nResources:\n  Child:\n"
        f"    Type: {kind}\n    Properties:\n      {key}: child/template.yaml\n"
        f"      Parameters: {{{parameters}}}\n"
    )
    return Row("template.yaml", text, expected, (("child/template.yaml", CHILD),))


NESTED = [
    nested("Runtime: python3.12, Handler: app.handler", "src/app.py:handler python3.12 off"),
    nested("Runtime: !Ref Version, Handler: app.handler", "src/app.py:handler python3.13 off"),
    nested(
        "Runtime: python3.12, Handler: pkg.mod.run, Snap: PublishedVersions",
        "src/pkg/mod.py:run python3.12 on",
    ),
    nested(
        "Runtime: python3.12, Handler: app.handler",
        "src/app.py:handler python3.12 off",
        "AWS::Serverless::Application",
    ),
]

CODE = "def handler(event, context):\n    return 1\n"
EMBEDDED = [
    Row(
        "template.yaml",
        "Resources:\n  Fn:\n    Type: AWS::Lambda::Function\n    Properties:\n"
        "      Runtime: python3.12\n      Handler: index.handler\n      Code:\n"
        f"        ZipFile: |\n{indented(CODE, 10)}",
        "template.yaml#Fn:handler python3.12 off",
    ),
    sam(
        f"Handler: index.handler\nRuntime: python3.12\nInlineCode: |\n{indented(CODE, 2)}",
        "template.yaml#Fn:handler python3.12 off",
    ),
    sam(
        f"Handler: index.handler\nRuntime: python3.12\nInlineCode: !Sub |\n{indented(CODE, 2)}",
        "template.yaml#Fn:handler python3.12 off",
    ),
    sam(
        "Handler: index.handler\nRuntime: python3.12\n"
        "InlineCode: !Join [\"\\n\", ['def handler(event, context):', '    return 1']]",
        "template.yaml#Fn:handler python3.12 off",
    ),
    cfn(
        lambda_properties("index.handler", {"ZipFile": CODE}),
        "stack.json#Fn:handler python3.13 off",
    ),
    cfn(
        lambda_properties("index.handler", {"ZipFile": {"Fn::Join": ["\n", CODE.splitlines()]}}),
        "stack.json#Fn:handler python3.13 off",
    ),
]


def service(
    function: str, expected: str, *, provider: str = "", more: str = "", **also: str
) -> Row:
    text = f"service: shop\nprovider:\n  name: aws\n  runtime: python3.12\n{indented(provider, 2)}"
    text = f"{text}{more}functions:\n  fn:\n{indented(function, 4)}\n"
    return Row("serverless.yml", text, expected, tuple(also.items()))


FUNCTIONS_FILE = "fn:\n  handler: src/app.handler\n"
SERVERLESS = [
    service("handler: app.handler", "app.py:handler python3.12 off"),
    service("handler: src/app.handler", "src/app.py:handler python3.12 off"),
    service("handler: src.app.handler", "src/app.py:handler python3.12 off"),
    service("handler: ./src/app.handler", "src/app.py:handler python3.12 off"),
    service("handler: src/todos/create.create", "src/todos/create.py:create python3.12 off"),
    service("handler: src/pkg.handler", "src/pkg/__init__.py:handler python3.12 off"),
    service("handler: src/app.handler\nruntime: python3.13", "src/app.py:handler python3.13 off"),
    service("handler: src/app.handler\nsnapStart: true", "src/app.py:handler python3.12 on"),
    service("handler: src/app.handler\nsnapStart: false", "src/app.py:handler python3.12 off"),
    service("handler: src/app.handler\nsnapStart: ${env:SNAP}", "src/app.py:handler python3.12 -"),
    service(
        "handler: src/app.handler\nsnapStart: ${self:custom.snap}",
        "src/app.py:handler python3.12 on",
        more="custom: {snap: true}\n",
    ),
    service(
        "handler: main.handler\nmodule: services/orders",
        "services/orders/main.py:handler python3.12 off",
    ),
    service(
        "handler: ${self:custom.entry}",
        "src/app.py:handler python3.12 off",
        more="custom: {entry: src/app.handler}\n",
    ),
    service(
        "handler: ${self:custom.folder}/app.handler",
        "src/app.py:handler python3.12 off",
        more="custom: {folder: src}\n",
    ),
    service("handler: ${env:NO, 'src/app.handler'}", "src/app.py:handler python3.12 off"),
    service(
        "handler: ${opt:no, self:custom.entry, 'x.y'}",
        "src/app.py:handler python3.12 off",
        more="custom: {entry: src/app.handler}\n",
    ),
    service(
        "handler: ${self:custom.${self:custom.key}}",
        "src/app.py:handler python3.12 off",
        more="custom: {key: entry, entry: src/app.handler}\n",
    ),
    service(
        "handler: ${self:custom.all.1}",
        "src/app.py:handler python3.12 off",
        more="custom: {all: [no, src/app.handler]}\n",
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\nfunctions: ${file(functions.yml)}\n",
        "src/app.py:handler python3.12 off",
        (("functions.yml", FUNCTIONS_FILE),),
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\n"
        "functions:\n  - ${file(functions.yml)}\n",
        "src/app.py:handler python3.12 off",
        (("functions.yml", FUNCTIONS_FILE),),
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\n"
        "functions:\n  fn: ${file(functions.yml):fn}\n",
        "src/app.py:handler python3.12 off",
        (("functions.yml", FUNCTIONS_FILE),),
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider: ${file(provider.yml)}\nfunctions:\n  fn: {handler: src/app.handler}\n",
        "src/app.py:handler python3.11 off",
        (("provider.yml", "name: aws\nruntime: python3.11\n"),),
    ),
    service(
        "handler: shared.handler\nlayers:\n  - Ref: CommonLambdaLayer",
        "layers/common/python/shared.py:handler python3.12 off",
        more="layers:\n  common: {path: layers/common}\n",
    ),
    service(
        "handler: wsgi_handler.handler",
        "web/site/wsgi.py:application python3.12 off",
        more="custom:\n  wsgi: {app: web/site/wsgi.application}\n",
    ),
    service(
        "handler: datadog_lambda.handler.handler\nenvironment: {DD_LAMBDA_HANDLER: src/app.handler}",
        "src/app.py:handler python3.12 off",
    ),
    Row(
        "serverless.yml",
        "service: shop\nprovider:\n  name: aws\n  runtime: python3.12\n  ecr: {images: {app: {path: ./}}}\n"
        "functions:\n  fn: {image: {name: app, command: [pkg.mod.handler]}}\n",
        "src/pkg/mod.py:handler - off",
        (("Dockerfile", "FROM public.ecr.aws/lambda/python:3.12\nCOPY src ${LAMBDA_TASK_ROOT}\n"),),
    ),
    Row(
        "services/orders/serverless.yml",
        "service: shop\nprovider: {name: aws, runtime: python3.12}\nfunctions:\n  fn: {handler: main.handler}\n",
        "services/orders/main.py:handler python3.12 off",
    ),
]

ARCHIVE = """\
data "archive_file" "code" {
  type        = "zip"
  %s
  output_path = "${path.module}/code.zip"
}
"""
DIR = ARCHIVE % 'source_dir = "${path.module}/src"'
FILE = ARCHIVE % 'source_file = "${path.module}/src/app.py"'
PACKED = "data.archive_file.code.output_path"


def tf(function: str, expected: str, *, code: str = DIR, file: str = "main.tf", **also: str) -> Row:
    text = f'resource "aws_lambda_function" "fn" {{\n{indented(function, 2)}\n}}\n{code}'
    return Row(file, text, expected, tuple(also.items()))


def tf_lines(
    handler: str, expected: str, *more: str, code: str = DIR, package: str = PACKED
) -> Row:
    lines = (f"handler = {handler}", 'runtime = "python3.12"', f"filename = {package}", *more)
    return tf("\n".join(lines), expected, code=code)


def community(lines: str, expected: str, more: str = "") -> Row:
    source = 'source = "terraform-aws-modules/lambda/aws"\nruntime = "python3.12"\n'
    return Row("main.tf", f'module "fn" {{\n{indented(source + lines, 2)}\n}}\n{more}', expected)


MODULE_CALL = """\
module "orders" {
  source  = "./modules/fn"
  handler = "app.handler"
  folder  = "src"
}
"""
MODULE_BODY = """\
variable "handler" {}
variable "folder" {}
variable "runtime" { default = "python3.13" }
resource "aws_lambda_function" "this" {
  handler  = var.handler
  runtime  = var.runtime
  filename = data.archive_file.code.output_path
}
data "archive_file" "code" {
  source_dir  = var.folder
  output_path = "code.zip"
}
"""
TERRAFORM = [
    tf_lines('"app.handler"', "src/app.py:handler python3.12 off"),
    tf_lines('"pkg.mod.handler"', "src/pkg/mod.py:handler python3.12 off"),
    tf_lines('"todos/create.run"', "src/todos/create.py:run python3.12 off"),
    tf_lines('"app.handler"', "src/app.py:handler python3.12 off", code=FILE),
    tf_lines(
        '"app.handler"', "src/app.py:handler python3.12 off", package='"${path.module}/code.zip"'
    ),
    tf_lines('"app.handler"', "src/app.py:handler python3.12 off", package='"./code.zip"'),
    tf_lines(
        '"app.handler"',
        "src/app.py:handler python3.12 on",
        'snap_start {\n  apply_on = "PublishedVersions"\n}',
        "publish = true",
    ),
    tf_lines(
        '"app.handler"', "src/app.py:handler python3.12 off", 'snap_start {\n  apply_on = "None"\n}'
    ),
    tf_lines(
        '"app.handler"',
        "src/app.py:handler python3.12 -",
        'dynamic "snap_start" {\n  for_each = var.snap\n  content {\n    apply_on = "PublishedVersions"\n  }\n}',
    ),
    tf_lines(
        "local.entry",
        "src/app.py:handler python3.12 off",
        code=DIR + 'locals {\n  entry = "app.handler"\n}\n',
    ),
    tf_lines(
        "var.entry",
        "src/app.py:handler python3.12 off",
        code=DIR + 'variable "entry" {\n  default = "app.handler"\n}\n',
    ),
    tf_lines(
        '"${local.name}.handler"',
        "src/app.py:handler python3.12 off",
        code=DIR + 'locals {\n  name = "app"\n}\n',
    ),
    tf_lines('format("%s.handler", "app")', "src/app.py:handler python3.12 off"),
    tf_lines('join(".", ["pkg", "mod", "run"])', "src/pkg/mod.py:run python3.12 off"),
    tf_lines('var.x ? "app.handler" : "no.no"', "src/app.py:handler python3.12 off"),
    tf_lines('lower("APP.HANDLER")', "src/app.py:handler python3.12 off"),
    tf(
        'handler = "app.handler"\nruntime = var.runtime\nfilename = data.archive_file.code.output_path',
        "src/app.py:handler python3.11 off",
        **{
            "variables.tf": 'variable "runtime" {}\n',
            "terraform.tfvars": 'runtime = "python3.11"\n',
        },
    ),
    tf(
        'handler = "app.handler"\nruntime = "python3.12"\ns3_bucket = "b"\ns3_key = aws_s3_object.code.key',
        "src/app.py:handler python3.12 off",
        code=DIR + f'resource "aws_s3_object" "code" {{\n  key = "k"\n  source = {PACKED}\n}}\n',
    ),
    tf(
        'for_each = { create = "src" }\nhandler = "todos/${each.key}.handler"\nruntime = "python3.12"\n'
        f"filename = {PACKED}",
        "src/todos/create.py:handler python3.12 off",
    ),
    tf(
        'for_each = local.all\nhandler = each.value.handler\nruntime = "python3.12"\n'
        f"filename = {PACKED}",
        "src/app.py:handler python3.12 off",
        code=DIR + 'locals {\n  all = {\n    one = { handler = "app.handler" }\n  }\n}\n',
    ),
    tf_lines(
        '"shared.handler"',
        "layers/common/python/shared.py:handler python3.12 off",
        "layers = [aws_lambda_layer_version.common.arn]",
        code=DIR
        + 'resource "aws_lambda_layer_version" "common" {\n  filename = data.archive_file.layer.output_path\n}\n'
        + 'data "archive_file" "layer" {\n  source_dir = "layers/common"\n  output_path = "l.zip"\n}\n',
    ),
    tf_lines(
        '"datadog_lambda.handler.handler"',
        "src/app.py:handler python3.12 off",
        'environment {\n  variables = {\n    DD_LAMBDA_HANDLER = "app.handler"\n  }\n}',
    ),
    community('handler = "app.handler"\nsource_path = "src"', "src/app.py:handler python3.12 off"),
    community(
        'handler = "app.handler"\nsource_path = "${path.module}/src"',
        "src/app.py:handler python3.12 off",
    ),
    community(
        'handler = "app.handler"\nsource_path = "src/app.py"', "src/app.py:handler python3.12 off"
    ),
    community(
        'handler = "main.handler"\nsource_path = ["layers/common", "services/orders"]',
        "services/orders/main.py:handler python3.12 off",
    ),
    community(
        'handler = "app.handler"\nsource_path = [{ path = "src", pip_requirements = true }]',
        "src/app.py:handler python3.12 off",
    ),
    community(
        'handler = "app.handler"\nsource_path = "src"\nsnap_start = true',
        "src/app.py:handler python3.12 on",
    ),
    community(
        'handler = "app.handler"\ncreate_package = false\nlocal_existing_package = data.archive_file.code.output_path',
        "src/app.py:handler python3.12 off",
        DIR,
    ),
    Row(
        "main.tf",
        MODULE_CALL,
        "src/app.py:handler python3.13 off",
        (("modules/fn/main.tf", MODULE_BODY),),
    ),
    Row(
        "main.tf",
        MODULE_CALL.replace('"src"\n', '"src"\n  runtime = "python3.12"\n'),
        "src/app.py:handler python3.12 off",
        (("modules/fn/main.tf", MODULE_BODY),),
    ),
    Row(
        "main.tf.json",
        json.dumps(
            {
                "resource": {
                    "aws_lambda_function": {
                        "fn": {
                            "handler": "app.handler",
                            "runtime": "python3.12",
                            "filename": "${data.archive_file.code.output_path}",
                            "snap_start": {"apply_on": "PublishedVersions"},
                        }
                    }
                },
                "data": {
                    "archive_file": {
                        "code": {"source_dir": "${path.module}/src", "output_path": "c.zip"}
                    }
                },
            }
        ),
        "src/app.py:handler python3.12 on",
    ),
]

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


NAMED = 'f"{name}.handler"'
ADDED = 'name + ".handler"'
FOLDER = "_lambda.Code.from_asset(folder)"
ASSET = '_lambda.Code.from_asset("src")'
FOUND = "src/app.py:handler python3.12 off"
CDK = [
    stack(function(ASSET), FOUND),
    stack(function('_lambda.Code.from_asset("./src")'), FOUND),
    stack(function('_lambda.Code.from_asset(path="src")'), FOUND),
    stack(function('_lambda.Code.asset("src")'), FOUND),
    stack(function('_lambda.AssetCode("src")'), FOUND),
    stack(
        function('_lambda.Code.from_asset(os.path.join(os.path.dirname(__file__), "..", "src"))'),
        FOUND,
    ),
    stack(function('_lambda.Code.from_asset(str(Path(__file__).parent.parent / "src"))'), FOUND),
    stack(function('_lambda.Code.from_asset(os.path.join(os.getcwd(), "src"))'), FOUND),
    stack(function(ASSET, '"pkg.mod.run"'), "src/pkg/mod.py:run python3.12 off"),
    stack(function(ASSET, '"todos/create.run"'), "src/todos/create.py:run python3.12 off"),
    stack(
        function(ASSET, '"app.handler"', "snap_start=_lambda.SnapStartConf.ON_PUBLISHED_VERSIONS"),
        "src/app.py:handler python3.12 on",
    ),
    stack(function(ASSET, '"app.handler"', "snap_start=snap"), "src/app.py:handler python3.12 -"),
    stack(f'folder = "src"\n{function(FOLDER)}', FOUND),
    stack(f'name = "app"\n{function(ASSET, NAMED)}', FOUND),
    stack(f'name = "app"\n{function(ASSET, ADDED)}', FOUND),
    stack(f"code = {ASSET}\n{function('code')}", FOUND),
    stack(f"self.code = {ASSET}\n{function('self.code')}", FOUND),
    stack(f'for name in ["app"]:\n    {function(ASSET, NAMED)}', FOUND),
    stack(
        f'for name, folder in {{"app": "src"}}.items():\n    {function(FOLDER, NAMED)}',
        FOUND,
    ),
    stack(
        f'props = dict(handler="app.handler")\nprops = {{"handler": "app.handler"}}\n_lambda.Function(self, "Fn", runtime=_lambda.Runtime.PYTHON_3_12, code={ASSET}, **props)',
        FOUND,
    ),
    stack(
        'self.make("app")',
        FOUND,
        after=f"def make(self, name):\n    return {function(ASSET, NAMED)}\n",
    ),
    stack(
        'self.make(folder="src")',
        FOUND,
        after=f'def make(self, folder, handler="app.handler"):\n    return {function(FOLDER, "handler")}\n',
    ),
    stack(f"if scope.node:\n    {function(ASSET)}", FOUND),
    stack(f"try:\n    {function(ASSET)}\nexcept ValueError:\n    pass", FOUND),
    stack(
        'PythonFunction(self, "Fn", entry="lambda", runtime=_lambda.Runtime.PYTHON_3_13)',
        "lambda/index.py:handler python3.13 off",
    ),
    stack(
        'PythonFunction(self, "Fn", entry="src", index="app.py", handler="run", runtime=_lambda.Runtime.PYTHON_3_13)',
        "src/app.py:run python3.13 off",
    ),
    stack(
        'PythonFunction(self, "Fn", entry="src", index="pkg/mod.py", runtime=_lambda.Runtime.PYTHON_3_13)',
        "src/pkg/mod.py:handler python3.13 off",
    ),
    stack(
        '_lambda.CfnFunction(self, "Fn", runtime="python3.12", handler="index.handler", role="r", '
        'code=_lambda.CfnFunction.CodeProperty(zip_file="def handler(event, context): ..."))',
        "infra/shop.py#Fn:handler python3.12 off",
    ),
    stack(
        function('_lambda.Code.from_inline("def handler(event, context): ...")', '"index.handler"'),
        "infra/shop.py#Fn:handler python3.12 off",
    ),
    stack(
        'layer = _lambda.LayerVersion(self, "L", code=_lambda.Code.from_asset("layers/common"))\n'
        + function(ASSET, '"shared.handler"', "layers=[layer]"),
        "layers/common/python/shared.py:handler python3.12 off",
    ),
    stack(
        '_lambda.DockerImageFunction(self, "Fn", code=_lambda.DockerImageCode.from_image_asset("src", cmd=["app.handler"]))',
        "src/app.py:handler - off",
    ),
    Row(
        "infra/shop.py",
        f"import aws_cdk.aws_lambda as _lambda\n\n\ndef build(self):\n    {function(ASSET)}\n",
        FOUND,
    ),
    Row(
        "infra/shop.py",
        f"import aws_cdk\n\n_lambda = aws_cdk.aws_lambda\n\n\ndef build(self):\n    {function(ASSET)}\n",
        FOUND,
    ),
    Row(
        "infra/shop.py",
        "from aws_cdk.aws_lambda import Code, Function, Runtime\n\n\ndef build(self):\n"
        '    Function(self, "Fn", runtime=Runtime("python3.12"), handler="app.handler", code=Code.from_asset("src"))\n',
        FOUND,
    ),
    Row(
        "infra/shop.py",
        "from aws_cdk import aws_lambda as _lambda\n\n\nclass Fn(_lambda.Function):\n    def __init__(self, scope, id):\n"
        '        super().__init__(scope, id, runtime=_lambda.Runtime.PYTHON_3_12, handler="app.handler", code=_lambda.Code.from_asset("src"))\n',
        FOUND,
    ),
]

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


TS_ASSET = "lambda.Code.fromAsset('src')"
TYPESCRIPT = [
    ts(ts_function(TS_ASSET), FOUND),
    ts(ts_function("lambda.Code.fromAsset(path.join(__dirname, '..', 'src'))"), FOUND),
    ts(
        ts_function("lambda.Code.fromAsset(path.join(__dirname, '../src'), { exclude: ['x'] })"),
        FOUND,
    ),
    ts(ts_function("lambda.Code.fromAsset(path.resolve(process.cwd(), 'src'))"), FOUND),
    ts(ts_function("lambda.Code.fromAsset(`${__dirname}/../src`)"), FOUND),
    ts(ts_function("new lambda.AssetCode('src')"), FOUND),
    ts(ts_function(TS_ASSET, "`pkg.mod.${'run'}`"), "src/pkg/mod.py:run python3.12 off"),
    ts(f"const fn = {ts_function(TS_ASSET)}", FOUND),
    ts(f"this.fn = {ts_function(TS_ASSET)}", FOUND, fields="public readonly fn: lambda.Function;"),
    ts(f"const code = {TS_ASSET};\n{ts_function('code')}", FOUND),
    ts(f"const handler = 'app.handler';\n{ts_function(TS_ASSET, 'handler')}", FOUND),
    ts(
        ts_function(TS_ASSET, "this.entry"), FOUND, fields="private readonly entry = 'app.handler';"
    ),
    ts(
        f"const props = {{ runtime: lambda.Runtime.PYTHON_3_12, code: {TS_ASSET} }};\n"
        "new lambda.Function(this, 'Fn', { ...props, handler: 'app.handler' });",
        FOUND,
    ),
    ts(
        f"const props = {{ runtime: lambda.Runtime.PYTHON_3_12, code: {TS_ASSET}, handler: 'app.handler' }};\n"
        "new lambda.Function(this, 'Fn', props);",
        FOUND,
    ),
    ts(
        f"const code = {TS_ASSET};\nconst handler = 'app.handler';\n"
        "new lambda.Function(this, 'Fn', { runtime: lambda.Runtime.PYTHON_3_12, code, handler });",
        FOUND,
    ),
    ts(
        f"for (const name of ['app']) {{\n  {ts_function(TS_ASSET, '`${name}.handler`')}\n}}", FOUND
    ),
    ts(
        "const all = [{ name: 'app', folder: 'src' }];\nfor (const each of all) {\n"
        f"  {ts_function('lambda.Code.fromAsset(each.folder)', '`${each.name}.handler`')}\n}}",
        FOUND,
    ),
    ts(
        "this.makeFunction('app');",
        FOUND,
        after=f"private makeFunction(name: string) {{\n  return {ts_function(TS_ASSET, '`${name}.handler`')}\n}}",
    ),
    ts(
        f"const make = (name: string) => {ts_function(TS_ASSET, 'name')}\nmake('app.handler');",
        FOUND,
    ),
    ts(f"if (props?.env) {{\n  {ts_function(TS_ASSET)}\n}} else {{\n}}", FOUND),
    ts(
        ts_function(
            TS_ASSET, "'app.handler'", "snapStart: lambda.SnapStartConf.ON_PUBLISHED_VERSIONS"
        ),
        "src/app.py:handler python3.12 on",
    ),
    ts(
        "new PythonFunction(this, 'Fn', { entry: 'lambda', runtime: lambda.Runtime.PYTHON_3_13 });",
        "lambda/index.py:handler python3.13 off",
    ),
    ts(
        "new PythonFunction(this, 'Fn', { entry: path.join(__dirname, '../src'), index: 'pkg/mod.py', "
        "handler: 'run', runtime: lambda.Runtime.PYTHON_3_13 });",
        "src/pkg/mod.py:run python3.13 off",
    ),
    ts(
        "const layer = new lambda.LayerVersion(this, 'L', { code: lambda.Code.fromAsset('layers/common') });\n"
        + ts_function(TS_ASSET, "'shared.handler'", "layers: [layer]"),
        "layers/common/python/shared.py:handler python3.12 off",
    ),
    ts(
        ts_function(
            "lambda.Code.fromInline('def handler(event, context): ...')", "'index.handler'"
        ),
        "lib/shop.ts#Fn:handler python3.12 off",
    ),
    ts(ts_function(TS_ASSET), FOUND, head=TS_HEAD.replace("* as path from", "path from")),
    ts(
        ts_function("lambda.Code.fromAsset(path.join(__dirname, '../src'))"),
        FOUND,
        head=TS_HEAD.replace("import * as path from 'path';", "import path = require('path');"),
    ),
    ts(
        ts_function("lambda.Code.fromAsset(join(__dirname, '../src'))"),
        FOUND,
        head=TS_HEAD.replace("* as path", "{ join }").replace(
            "* as lambda from 'aws-cdk-lib/aws-lambda'",
            "{ aws_lambda as lambda } from 'aws-cdk-lib'",
        ),
    ),
]

SYNTHESISED = {
    "Resources": {
        "Fn": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "Code": {"S3Bucket": "b", "S3Key": "1.zip"},
                "Handler": "app.handler",
                "Runtime": "python3.13",
                "SnapStart": {"ApplyOn": "PublishedVersions"},
            },
            "Metadata": {"aws:asset:path": "asset.1", "aws:asset:property": "Code"},
        }
    }
}
COPY = "# the shop\ndef handler(event, context): ...\n"
CDK_OUT = [
    Row(
        "cdk.out/Shop.template.json",
        json.dumps(SYNTHESISED),
        "services/shop/app.py:handler python3.13 on",
        (
            ("cdk.out/asset.1/app.py", COPY),
            ("services/shop/app.py", COPY),
            (".gitignore", "cdk.out\n"),
        ),
    ),
    Row(
        "cdk.out/assembly-Dev/Shop.template.json",
        json.dumps(SYNTHESISED).replace("asset.1", "../asset.1"),
        "services/shop/app.py:handler python3.13 on",
        (("cdk.out/asset.1/app.py", COPY), ("services/shop/app.py", COPY)),
    ),
    Row(
        "cdk.out/Shop.template.json",
        json.dumps(SYNTHESISED).replace("asset.1", "../src"),
        "src/app.py:handler python3.13 on",
    ),
    Row(
        "cdk.out/Shop.template.json",
        json.dumps(
            {
                "Resources": {
                    "Fn": {
                        "Type": "AWS::Lambda::Function",
                        "Properties": {
                            "PackageType": "Image",
                            "Code": {"ImageUri": {"Fn::Sub": "x"}},
                        },
                        "Metadata": {
                            "aws:asset:path": "asset.2",
                            "aws:asset:dockerfile-path": "Dockerfile",
                            "aws:asset:property": "Code.ImageUri",
                        },
                    }
                }
            }
        ),
        "src/pkg/mod.py:handler - off",
        (
            (
                "cdk.out/asset.2/Dockerfile",
                "FROM public.ecr.aws/lambda/python:3.13\nCOPY . ./\nCMD pkg.mod.handler\n",
            ),
            (
                "src/Dockerfile",
                "FROM public.ecr.aws/lambda/python:3.13\nCOPY . ./\nCMD pkg.mod.handler\n",
            ),
        ),
    ),
]

BASE = "FROM public.ecr.aws/lambda/python:3.12\n"
ADAPTER = (
    "COPY --from=public.ecr.aws/awsguru/aws-lambda-adapter:0.9.0 /lambda-adapter /opt/extensions/\n"
)
WEB_BASE = f"FROM public.ecr.aws/docker/library/python:3.12-slim\n{ADAPTER}WORKDIR /app\n"


def image(text: str, expected: str, file: str = "Dockerfile") -> Row:
    return Row(file, text, expected)


IMAGES = [
    image(
        f'{BASE}COPY src/ ${{LAMBDA_TASK_ROOT}}/\nCMD ["app.handler"]\n', "src/app.py:handler - -"
    ),
    image(
        f'{BASE}COPY src $LAMBDA_TASK_ROOT\nCMD [ "pkg.mod.handler" ]\n',
        "src/pkg/mod.py:handler - -",
    ),
    image(
        f'{BASE}COPY src/app.py ${{LAMBDA_TASK_ROOT}}\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(f'{BASE}COPY src/app.py ./\nCMD ["app.handler"]\n', "src/app.py:handler - -"),
    image(f'{BASE}COPY src/app.py src/pkg ./\nCMD ["app.handler"]\n', "src/app.py:handler - -"),
    image(f'{BASE}COPY . .\nCMD ["src.app.handler"]\n', "src/app.py:handler - -"),
    image(f'{BASE}COPY src ./src\nCMD ["src/app.handler"]\n', "src/app.py:handler - -"),
    image(f"{BASE}COPY src/ .\nCMD app.handler\n", "src/app.py:handler - -"),
    image(
        f'{BASE}# the code\nCOPY \\\n  src \\\n  ./\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(
        f'{BASE}COPY app.py ./\nCMD ["app.handler"]\n', "src/app.py:handler - -", "src/Dockerfile"
    ),
    image(
        f'{BASE}COPY src ./\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
        "docker/Dockerfile.app",
    ),
    image(
        "FROM python:3.12 AS build\nRUN pip install awslambdaric -t /function\n"
        "FROM python:3.12-slim\nWORKDIR /function\nCOPY src /function\n"
        'ENTRYPOINT ["python", "-m", "awslambdaric"]\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(
        "FROM python:3.12 AS base\nWORKDIR /fn\nCOPY src .\nFROM base\n"
        'ENTRYPOINT ["/usr/local/bin/python", "-m", "awslambdaric"]\nCMD ["app.handler"]\n',
        "src/app.py:handler - -",
    ),
    image(
        f'{WEB_BASE}COPY web/ .\nCMD ["uvicorn", "main:api", "--port", "8080"]\n',
        "web/main.py:api - -",
    ),
    image(f"{WEB_BASE}COPY web/ .\nCMD exec uvicorn --port=8080 main:api\n", "web/main.py:api - -"),
    image(
        f'{WEB_BASE}COPY web/ .\nCMD ["python", "-m", "uvicorn", "main:api"]\n',
        "web/main.py:api - -",
    ),
    image(
        f'{WEB_BASE}COPY web/ .\nCMD ["gunicorn", "-w", "1", "site.wsgi:application"]\n',
        "web/site/wsgi.py:application - -",
    ),
    image(f'{WEB_BASE}COPY web/main.py .\nCMD ["python", "main.py"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nCMD ["fastapi", "run", "main.py"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nCMD ["flask", "--app", "main", "run"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nCMD ["sh", "-c", "uvicorn main:api"]\n', "web/main.py:api - -"),
    image(f'{WEB_BASE}COPY web/ .\nENTRYPOINT ["./run.sh"]\n', "web/main.py:api - -"),
    Row(
        "template.yaml",
        "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Image\n"
        "    Metadata: {DockerContext: ., Dockerfile: docker/app.Dockerfile}\n",
        "src/app.py:handler - off",
        (("docker/app.Dockerfile", f'{BASE}COPY src .\nCMD ["app.handler"]\n'),),
    ),
    Row(
        "template.yaml",
        "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      PackageType: Image\n"
        "      ImageConfig: {Command: [pkg.mod.handler]}\n    Metadata: {DockerContext: src}\n",
        "src/pkg/mod.py:handler - off",
        (("src/Dockerfile", f'{BASE}COPY . .\nCMD ["app.handler"]\n'),),
    ),
    sam(
        "CodeUri: web\nHandler: run.sh\nRuntime: python3.12\nEnvironment:\n  Variables:\n"
        "    AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap\n" + ON,
        "web/main.py:api python3.12 on",
    ),
    tf(
        'handler = "run.sh"\nruntime = "python3.12"\nfilename = data.archive_file.code.output_path',
        "web/main.py:api python3.12 off",
        code=ARCHIVE % 'source_dir = "web"',
    ),
]


ADAPTER = "AWS_LAMBDA_EXEC_WRAPPER"
START_SCRIPTS = [
    stack(
        function(
            '_lambda.Code.from_asset("web")',
            '"run.sh"',
            f'environment={{"{ADAPTER}": "/opt/bootstrap"}}',
        ),
        "web/main.py:api python3.12 off",
    ),
    ts(
        ts_function(
            "lambda.Code.fromAsset('web')",
            "'run.sh'",
            f"environment: {{ {ADAPTER}: '/opt/bootstrap' }}",
        ),
        "web/main.py:api python3.12 off",
    ),
    Row(
        "web/serverless.yml",
        "service: x\nprovider: {name: aws, runtime: python3.12}\nfunctions:\n  f:\n"
        f"    handler: run.sh\n    environment: {{{ADAPTER}: /opt/bootstrap}}\n",
        "web/main.py:api python3.12 off",
    ),
    Row(
        "web/zappa_settings.json",
        '{"dev": {"lambda_handler": "run.sh", "runtime": "python3.12"}}',
        "web/main.py:api python3.12 off",
    ),
]


def test_what_a_program_says_itself_is_not_said_of_its_copy_too(tmp_path: Path) -> None:
    program = stack(function(ASSET, '"app.handler"', "snap_start=snap"), "")
    copy = json.dumps(SYNTHESISED).replace("asset.1", "../src")
    files = {program.file: program.text, "cdk.out/Shop.template.json": copy}
    on = project(tmp_path / "unknown", files).entry_points
    assert rows(on) == ["src/app.py:handler python3.13 on", "src/app.py:handler python3.12 -"]
    files[program.file] = program.text.replace(", snap_start=snap", "")
    (only,) = project(tmp_path / "known", files).entry_points
    assert only.declared_in == program.file


def zappa(settings: str, expected: str, file: str = "zappa_settings.json", **also: str) -> Row:
    return Row(file, settings, expected, tuple(also.items()))


CHALICE_APP = """\
from chalice import Chalice

app = Chalice(app_name="shop")
"""
FRAMEWORKS = [
    Row("shop/.chalice/config.json", "{}", "shop/app.py:app - -", (("shop/app.py", CHALICE_APP),)),
    zappa(
        '{"dev": {"app_function": "src.app.app", "runtime": "python3.12"}}',
        "src/app.py:app python3.12 off",
    ),
    zappa(
        '{"dev": {"lambda_handler": "src/app.handler", "runtime": "python3.12"}}',
        "src/app.py:handler python3.12 off",
    ),
    zappa(
        '{"dev": {"app_function": "app.app", "runtime": "python3.13", "snap_start": "PublishedVersions"}}',
        "app.py:app python3.13 on",
    ),
    zappa(
        '{"dev": {"django_settings": "web.site.settings", "runtime": "python3.12"}}',
        "web/site/wsgi.py:application python3.12 off",
    ),
    zappa(
        "dev:\n  app_function: src.app.app\n  runtime: python3.12\n",
        "src/app.py:app python3.12 off",
        "zappa_settings.yml",
    ),
    zappa(
        '[dev]\napp_function = "src.app.app"\nruntime = "python3.12"\n',
        "src/app.py:app python3.12 off",
        "zappa_settings.toml",
    ),
]

TABLE: Sequence[Row] = [
    *SAM,
    *CLOUDFORMATION,
    *NESTED,
    *EMBEDDED,
    *SERVERLESS,
    *TERRAFORM,
    *CDK,
    *TYPESCRIPT,
    *CDK_OUT,
    *IMAGES,
    *FRAMEWORKS,
    *START_SCRIPTS,
]


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 150


@pytest.mark.parametrize("given", TABLE, ids=[f"{each.file}-{n}" for n, each in enumerate(TABLE)])
def test_a_function_and_its_entry_point(given: Row, tmp_path: Path) -> None:
    also = dict(given.also)
    if "Dockerfile" not in given.text and "DockerImage" in given.text:
        also["src/Dockerfile"] = f"{BASE}COPY . .\n"
    found = project(tmp_path, {given.file: given.text, **also})
    entries = [entry for entry in found.entry_points if entry.declared_in == given.file]
    if not entries:  # declared in a nested template, or in a module that is called
        entries = list(found.entry_points)
    assert [problem for problem in found.problems if "#" not in problem.message] == []
    assert rows(entries) == [given.expected]


def test_chalice_deploys_decorated_functions_by_themselves(tmp_path: Path) -> None:
    text = CHALICE_APP + (
        "\n\n@app.route('/')\ndef index(): ...\n"
        "\n\n@app.lambda_function(name='x')\ndef pay(event, context): ...\n"
        "\n\n@app.on_sqs_message(queue='q')\ndef note(event): ...\n"
        "\n\n@app.schedule('rate(1 day)')\ndef sweep(event): ...\n"
    )
    found = project(tmp_path, {"shop/.chalice/config.json": "{}", "shop/app.py": text})
    assert [entry.function for entry in found.entry_points] == ["app", "pay", "note", "sweep"]


@pytest.mark.parametrize(
    ("files", "path"),
    [
        (
            {"web/run.sh": "export AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH=/warm\nuvicorn main:api\n"},
            "/warm",
        ),
        ({}, "/again"),
    ],
)
def test_the_path_that_the_adapter_requests_on_restore(
    tmp_path: Path, files: dict[str, str], path: str
) -> None:
    variables = "AWS_LAMBDA_EXEC_WRAPPER: /opt/bootstrap"
    if not files:
        variables += f"\n    AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH: {path}"
    given = sam(
        f"CodeUri: web\nHandler: run.sh\nRuntime: python3.12\nEnvironment:\n  Variables:\n    {variables}",
        "",
    )
    (entry,) = project(tmp_path, {**files, given.file: given.text}).entry_points
    assert entry.restore_path == path
    image_text = f"{WEB_BASE}ENV AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH=/img\nCOPY web/ .\nCMD uvicorn main:api\n"
    (_, entry) = sorted(
        project(tmp_path, {**files, "Dockerfile": image_text}).entry_points,
        key=lambda each: each.declared_in or "",
        reverse=True,
    )
    assert entry.restore_path == "/img"


@pytest.mark.parametrize("given", START_SCRIPTS, ids=[each.file for each in START_SCRIPTS])
def test_a_script_that_starts_no_application_is_no_entry_point(given: Row, tmp_path: Path) -> None:
    files = {given.file: given.text, "web/run.sh": "#!/bin/bash\nexec java -jar shop.jar\n"}
    found = project(tmp_path, files)
    assert (found.entry_points, found.problems) == ((), ())


@pytest.mark.parametrize("given", START_SCRIPTS, ids=[each.file for each in START_SCRIPTS])
def test_the_restore_path_stands_among_the_variables_of_a_function(
    given: Row, tmp_path: Path
) -> None:
    path = "AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH"
    text = given.text.replace(ADAPTER, path).replace("/opt/bootstrap", "/warm")
    if "zappa" in given.file:
        variables = f'"aws_environment_variables": {{"{path}": "/warm"}}'
        text = text.replace('"runtime"', f'{variables}, "runtime"')
    assert [e.restore_path for e in project(tmp_path, {given.file: text}).entry_points] == ["/warm"]
    without = project(tmp_path, {given.file: given.text}).entry_points
    assert [entry.restore_path for entry in without] == [None]


TF_LAYER = (
    'resource "aws_lambda_layer_version" "common" {\n  filename = data.archive_file.l.output_path\n}\n'
    'data "archive_file" "l" {\n  source_dir = "layers/common"\n  output_path = "l.zip"\n}\n'
)


@pytest.mark.parametrize(
    ("layers", "roots"),
    [
        (
            "layers = [aws_lambda_layer_version.common.arn]",
            ("web", "layers/common/python", "layers/common"),
        ),
        ("", ("web",)),
    ],
)
def test_behind_the_adapter_imports_are_found_in_terraform_layers(
    tmp_path: Path, layers: str, roots: tuple[str, ...]
) -> None:
    given = tf(
        'handler = "run.sh"\nruntime = "python3.12"\n'
        f"filename = data.archive_file.code.output_path\n{layers}",
        "web/main.py:api python3.12 off",
        code=ARCHIVE % 'source_dir = "web"' + "\n" + TF_LAYER,
    )
    (entry,) = project(tmp_path, {given.file: given.text}).entry_points
    assert entry.roots == roots


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            "serverless.yml",
            "service: x\nprovider: {name: google, runtime: python39}\nfunctions: {f: {handler: app}}\n",
        ),
        (
            "serverless.yml",
            "service: x\nprovider: {name: aws, runtime: nodejs20.x}\nfunctions: {f: {handler: app.handler}}\n",
        ),
        (
            "serverless.yml",
            "service: x\nprovider: {name: aws, runtime: python3.12}\nfunctions: {f: {handler: '${env:X}'}}\n",
        ),
        (
            "main.tf",
            'resource "aws_lambda_function" "f" {\n  handler = "app.handler"\n  runtime = "nodejs20.x"\n  filename = "a.zip"\n}\n',
        ),
        (
            "main.tf",
            'resource "aws_lambda_function" "f" {\n  handler = "app.handler"\n  runtime = "python3.12"\n  filename = "a.zip"\n}\n',
        ),
        (
            "main.tf",
            'module "l" {\n  source = "terraform-aws-modules/lambda/aws"\n  create_layer = true\n  create_function = false\n  source_path = "src"\n}\n',
        ),
        ("Dockerfile", 'FROM public.ecr.aws/lambda/nodejs:20\nCOPY src ./\nCMD ["app.handler"]\n'),
        ("Dockerfile", f'{WEB_BASE}COPY web .\nCMD ["node", "server.js"]\n'),
        ("Dockerfile", 'FROM python:3.12\nCOPY web .\nCMD ["uvicorn", "main:api"]\n'),
        (
            "infra/a.py",
            "from aws_cdk import aws_lambda as l\nl.Function(s, 'F', runtime=l.Runtime.NODEJS_20_X, handler='app.handler', code=l.Code.from_asset('src'))\n",
        ),
        (
            "infra/a.py",
            "from aws_cdk import aws_lambda as l\nl.Function(s, 'F', runtime=l.Runtime.PYTHON_3_12, handler=h(), code=l.Code.from_asset('src'))\n",
        ),
        ("zappa_settings.json", '{"dev": {"s3_bucket": "b"}}'),
        ("data.json", '{"about": "AWS::Lambda::Function", "Runtime": "python3.12"}'),
    ],
)
def test_what_declares_no_python_function_is_silent(tmp_path: Path, file: str, text: str) -> None:
    found = project(tmp_path, {file: text})
    assert found.entry_points == ()
    assert found.problems == ()


def test_code_in_a_template_keeps_its_places(tmp_path: Path) -> None:
    text = EMBEDDED[0].text
    (code,) = project(tmp_path, {"template.yaml": text}).embedded
    line = text.splitlines().index("              return 1") + 1
    assert code.span(Span(code.path, 2, 5, 2, 11)) == Span("template.yaml", line, 15, line, 21)
    written = '{"Resources": {"Fn": {"Type": "AWS::Lambda::Function", "Properties": {"Runtime": '
    written += '"python3.12", "Handler": "index.handler", "Code": {"ZipFile": '
    body = 'X = \\"a\\"; Y = 1\\ndef handler(event, context): ...\\n'
    found = project(tmp_path / "json", {"stack.json": f'{written}"{body}"}}}}}}}}}}'})
    (code,) = found.embedded
    start = len(written) + 2
    assert code.text.startswith('X = "a"; Y = 1\ndef')
    span = code.span(Span(code.path, 1, 10, 1, 11))
    assert span == Span("stack.json", 1, start + 11, 1, start + 12)
    assert code.span(Span(code.path, 2, 5, 2, 12)).column == start + body.index("def ") + 4


@pytest.mark.parametrize(
    ("literal", "line", "column"),
    [
        ('"import os\\nX = os.name\\n"', 3, len('code = "import os') + 3),
        ('"""import os\nX = os.name\n"""', 4, 1),
        ('"""\\\nimport os\nX = os.name\n"""', 5, 1),
    ],
)
def test_code_in_a_program_keeps_its_places(
    tmp_path: Path, literal: str, line: int, column: int
) -> None:
    text = f"from aws_cdk import aws_lambda as l\n\ncode = {literal}\n"
    text += "l.Function(s, 'Fn', runtime=l.Runtime.PYTHON_3_12, handler='index.handler', "
    text += "code=l.Code.from_inline(code))\n"
    (code,) = project(tmp_path, {"infra/shop.py": text}).embedded
    assert code.text == "import os\nX = os.name\n"
    assert code.span(Span(code.path, 2, 1, 2, 2)) == Span(
        "infra/shop.py", line, column, line, column + 1
    )
